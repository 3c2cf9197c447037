"""Reads PredictStreet's cancel replies as what they prove about each order. Pure.

Two generations of documents are understood: `cancelled` with `unfilledQty`, or `CANCELLED` with `remainingQty`, for one order;
a list of ids, or a bare count, for everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import Final, cast

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook.core.correlation import complete
from crossbook.core.judging import Source
from crossbook.core.repetition import has_members
from crossbook.predictstreet.identifiers import same
from crossbook_bindings.predictstreet import rest as bindings

_REASONS: Final = {
    "not_found": NotCancelledReason.NOT_FOUND,
    "already_terminal": NotCancelledReason.ALREADY_TERMINAL,
    "lock_invariant": NotCancelledReason.LOCK_INVARIANT,
    # The reference page: a transient failure, safe to retry.
    "unknown": NotCancelledReason.TRANSIENT,
}


class _Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reply as the pages show it: this, and nothing else."""

    cancelled: tuple[str, ...]
    notCancelled: dict[str, str]  # noqa: N815 - the venue's name


class _Seen(msgspec.Struct, frozen=True):
    """A reply in which each order stands once, as it was asked for, and in that order."""

    cancelled: tuple[str, ...]
    notCancelled: dict[str, str]  # noqa: N815 - the venue's name
    places: tuple[int, ...]
    """Where in the list that was asked for the orders stand that were not cancelled."""


_RESTS: Final = b'"notCancelled":'
_NONE_LEFT: Final = b'"notCancelled":{}}'
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(_Split)
_REASONS_DECODER: Final = msgspec.json.Decoder(dict[str, str])


def read_single(order_id: str, reply: bindings.CancelOrderReply) -> CancelOutcome | None:
    """Say what became of the one order that was asked for. None where the reply proves nothing about it."""
    if same(reply.orderId) != same(order_id):
        return None
    # Status words come in either case.
    match reply.status.lower():
        case "cancelled":
            quantities = [value for value in (reply.unfilledQty, reply.remainingQty) if value is not None]
            if not all(value.is_finite() and value >= 0 for value in quantities) or len(set(quantities)) > 1:
                return None
            return Cancelled(order_id, remaining=next(iter(quantities), None))
        case "not_found":
            return NotCancelled(order_id=order_id, reason=NotCancelledReason.NOT_FOUND, venue_text=reply.status)
        case _:
            return None


def nothing_twice(body: bytes, reply: bindings.CancelBatchReply) -> bool:
    """Say quickly whether no member of a cancel-batch reply stands twice in it."""
    return has_members(body, 2 + len(reply.notCancelled))


def split(asked: tuple[str, ...], body: bytes) -> bindings.CancelBatchReply | None:
    """Read a reply at sight: as the pages show it, each member once. None for any other.

    Where what was cancelled is what was asked, without what was not, and in that order, it is what one would write oneself, byte by byte:
    only the reasons are decoded. Otherwise all of it is read, so nothing in it is no UTF-8, or nested; and each member has a colon,
    so none stands twice.
    """
    try:
        reply = _as_asked(asked, body) or _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if isinstance(reply, _Split) and not has_members(body, 2 + len(reply.notCancelled)):
        return None
    # It has the members that are read, under the same names.
    return cast("bindings.CancelBatchReply", reply)


def _as_asked(asked: tuple[str, ...], body: bytes) -> _Seen | None:
    """Read a reply that is written as one would write it oneself. Raises msgspec.DecodeError or UnicodeDecodeError for what is no JSON."""
    if body.endswith(_NONE_LEFT):
        return _Seen(asked, {}, ()) if body == _ENCODER.encode(_Split(asked, {})) else None
    refused = _REASONS_DECODER.decode(body[body.rfind(_RESTS) + len(_RESTS) : -1])
    places = tuple(compress(range(len(asked)), map(refused.__contains__, asked)))
    rest = list(asked)
    for place in reversed(places):
        del rest[place]
    cancelled = tuple(rest)
    is_all = len(places) == len(refused) and body == _ENCODER.encode(_Split(cancelled, refused))
    return _Seen(cancelled, refused, places) if is_all else None


def read_batch(asked: tuple[str, ...], reply: bindings.CancelBatchReply | _Seen, source: Source) -> tuple[CancelOutcome, ...]:
    """Give each order asked for its outcome. The reply is a split by id: counts and positions mean nothing."""
    refused = reply.notCancelled
    if not isinstance(reply, _Seen):
        return _by_key(asked, reply.cancelled, refused, source)
    if not refused:
        return tuple(map(Cancelled, asked))
    outcomes: list[CancelOutcome] = list(map(Cancelled, asked))
    for place in reply.places:
        order_id = asked[place]
        outcomes[place] = _not_cancelled(order_id, refused[order_id], source)
    return tuple(outcomes)


def _by_key(asked: tuple[str, ...], cancelled: Iterable[str], refused: Mapping[str, str], source: Source) -> tuple[CancelOutcome, ...]:
    """Match ids however they are spelled. One that is named in both halves, or for two reasons, is proven in neither."""
    gone = set(map(same, cancelled))
    reasons: dict[str, set[str]] = {}
    for order_id, words in refused.items():
        reasons.setdefault(same(order_id), set()).add(words)
    outcomes: list[CancelOutcome | None] = []
    for order_id in asked:
        match sorted(reasons.get(same(order_id), ())), same(order_id) in gone:
            case [], True:
                outcomes.append(Cancelled(order_id))
            case [words], False:
                outcomes.append(_not_cancelled(order_id, words, source))
            case _:
                outcomes.append(None)
    return complete(asked, outcomes, lambda: source.evidence("it does not say of every order either that it was cancelled or why not"))


def read_everything(reply: bindings.CancelAllReply, source: Source) -> ScopeOutcomes:
    """Give one outcome for each order that the reply names; orders that it only counts are `unnamed`.

    Raises UnreadableReply if a name is blank: then nobody can say which order it is about.
    """
    found: dict[str, CancelOutcome] = {}
    for order_id, outcome in _split(reply, source):
        earlier = found.setdefault(same(order_id), outcome)
        if earlier != outcome and (type(earlier), type(outcome)) != (Cancelled, Cancelled):
            evidence = source.evidence("it names this order both as cancelled and as not")
            found[same(order_id)] = CancelUnknown(order_id=earlier.order_id, evidence=evidence)
    outcomes = ScopeOutcomes(found.values(), unnamed=reply.cancelled if isinstance(reply.cancelled, int) else 0)
    if any(not order_id.strip() for order_id in found):
        raise source.doubt("it names an order by nothing")
    return outcomes


def _split(reply: bindings.CancelAllReply, source: Source) -> Iterator[tuple[str, CancelOutcome]]:
    if not isinstance(reply.cancelled, int):
        for order_id in reply.cancelled:
            yield order_id, Cancelled(order_id)
    if reply.notCancelled is not None:
        for order_id, words in reply.notCancelled.items():
            yield order_id, _not_cancelled(order_id, words, source)


def _not_cancelled(order_id: str, words: str, source: Source) -> NotCancelled:
    reason = _REASONS.get(words)
    if reason is None:
        return NotCancelled(order_id=order_id, reason=NotCancelledReason.OTHER, venue_text=source.blot(words))
    return NotCancelled(order_id=order_id, reason=reason, venue_text=words)
