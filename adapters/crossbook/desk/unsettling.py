"""What a tape leaves open: calls that it ends before, and orders that were unknown at their end, as outcomes to go on with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast

import attrs
import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.core.interruption import outcomes_in
from crossbook.core.replaying import NotOnTape
from crossbook.desk.replaying import lines_of, run_again
from crossbook.desk.venues import VENUES
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import Outcome
from crossbook.evidence import Evidence
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown, SentOrder
from crossbook.storage.lines import Told
from crossbook.storage.records import Reader, TapedCall, TapedRequest
from crossbook.storage.tape import files_of
from crossbook_bindings.runtime import EffectKind

_COMMANDS: Final = (EffectKind.CANCEL, EffectKind.PLACE, EffectKind.EDIT)
_LOOKS: Final = ("resolve", "resolve_scope")
"""Methods whose unknown ones stand on the tape already, where they became so."""
_WITHOUT_EVIDENCE: Final[Mapping[str, type[Cancelled | NotCancelled | Placed | NotPlaced]]] = {
    each.__name__: each for each in (Cancelled, NotCancelled, Placed, NotPlaced)
}
_PROBLEM: Final = "the tape ends before this call does"


@attrs.frozen(kw_only=True)
class TapedOrder:
    """An order that was sent, as far as a tape tells of it: one of PredictStreet, whose signature is on none."""

    user_reference: str | None
    """The caller's name for it."""
    sent: str = attrs.field(repr=False)
    """The request or the order as it stands on the tape, in JSON; signatures are `***`."""


def unsettled(path: str | os.PathLike[str], venue: str) -> tuple[Outcome, ...]:
    """Give what the tape at `path`, with the older files beside it, leaves open of orders at a `venue`. Nothing is sent to anybody.

    Every outcome of calls that the tape ends before, as nobody was told of them: Placed, too, where the reply stands on the tape. And
    the unknown ones of calls that ended, those too that were resolved since. Hand them to `client.resolve(..., sent_ago=...)`, and to
    `Pull(client, scope, under_way=...)`. They are of every account on the tape: give each account a tape of its own.

    A placement at PredictStreet comes as PlaceUnknown with a `TapedOrder`, which has no signature: `resolve` leaves it unknown, for it
    cannot check what it finds; a `Pull` waits until it cannot arrive any more. Look its `user_reference` up in `open_orders` and
    `order_history`, or store prepared orders. Cancels of a scope name no orders, and are not among these.

    Raises OSError where it cannot be read, ValueError for a venue that is none.
    """
    if venue not in VENUES:
        message = f"expected venue as one of {', '.join(VENUES)}, found {venue!r}"
        raise ValueError(message)
    found: list[Outcome] = []
    for call in Reader().calls(lines_of(tuple(files_of(Path(path))))):
        if call.began.venue == venue:
            found += _unfinished(call) if call.end is None else _unknown(call, call.end.told)
    return tuple(found)


def _unfinished(call: TapedCall) -> Iterator[Outcome]:
    if all(request.intent.effect not in _COMMANDS for request in call.requests):
        return  # It has sent no command.
    try:
        replayed = run_again(call)
    except Exception:  # noqa: BLE001 - what cannot be run again is still read
        yield from _named(call)
        return
    yield from replayed.error.outcomes if replayed.error is not None else outcomes_in(replayed.result)


def _named(call: TapedCall) -> Iterator[Outcome]:
    """Give what the requests of a call name, each once: that is all that is known of it."""
    seen = set[str]()
    for request in call.requests:
        intent = request.intent
        if intent.effect not in _COMMANDS or _never_left(request):
            continue
        evidence = Evidence(operation=intent.operation, sent=_sent(request), received=_received(request), problem=_PROBLEM)
        for order_id in intent.order_ids:
            if order_id not in seen:
                seen.add(order_id)
                yield CancelUnknown(order_id=order_id, evidence=evidence)
        for name in intent.user_references if intent.effect is EffectKind.PLACE else ():
            if name is None or name not in seen:
                seen.add(name or "")
                yield PlaceUnknown(order=TapedOrder(user_reference=name, sent=intent.body or ""), evidence=evidence)


def _never_left(request: TapedRequest) -> bool:
    return len(request.attempts) >= request.begun and all(attempt.came in ("unsent", "refused") for attempt in request.attempts)


def _sent(request: TapedRequest) -> str:
    return f"{request.intent.sent} {request.intent.body or ''}".rstrip()


def _received(request: TapedRequest) -> str | None:
    answers = [attempt for attempt in request.attempts if attempt.came == "answered"]
    return f"HTTP {answers[-1].status} {answers[-1].text or ''}".rstrip() if answers else None


def _unknown(call: TapedCall, told: Told) -> Iterator[Outcome]:
    if call.began.method in _LOOKS:
        return
    kinds = told.kinds * len(told.outcomes) if len(told.kinds) == 1 else told.kinds
    for kind, form in zip(kinds, told.outcomes, strict=True):
        if kind in ("CancelUnknown", "PlaceUnknown", "EditUnknown"):
            yield _read(call, kind, cast("Mapping[str, object]", form), told.evidence)


def _read(call: TapedCall, kind: str, form: Mapping[str, object], evidence: tuple[Evidence, ...]) -> Outcome:
    match kind:
        case "CancelUnknown":
            return CancelUnknown(order_id=str(form["order_id"]), evidence=evidence[cast("int", form["evidence"])])
        case "PlaceUnknown":
            order = _order(call, cast("Mapping[str, object]", form["order"]))
            return PlaceUnknown(order=order, evidence=evidence[cast("int", form["evidence"])])
        case "EditUnknown":
            old, new = (_leg(call, form, name, evidence) for name in ("old", "new"))
            return EditUnknown(old=cast("CancelOutcome", old), new=cast("PlaceOutcome | None", new))
        case _:
            return msgspec.convert(form, _WITHOUT_EVIDENCE[kind])


def _leg(call: TapedCall, form: Mapping[str, object], name: str, evidence: tuple[Evidence, ...]) -> Outcome | None:
    held = form.get(name)
    return None if held is None else _read(call, str(form[f"{name}_kind"]), cast("Mapping[str, object]", held), evidence)


def _order(call: TapedCall, members: Mapping[str, object]) -> SentOrder:
    try:
        return cast("SentOrder", VENUES[call.began.venue].order_of(members))
    except NotOnTape:
        draft = cast("Mapping[str, Mapping[str, object]]", members.get("draft") or {})
        name = draft.get("order", {}).get("user_reference")
        return TapedOrder(user_reference=name if isinstance(name, str) else None, sent=msgspec.json.encode(members).decode())
