"""What a line of a tape says: an event, in JSON, with the run of the tape and the time of day. Pure: both ways, by the same classes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias, cast

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditUnknown, NotEdited
from crossbook.errors import Outcome
from crossbook.evidence import Evidence
from crossbook.observing import (
    Attempted,
    CallBegan,
    CallEnded,
    CallInterrupted,
    Came,
    Event,
    Intent,
    Pausing,
    Raised,
    Repeating,
    Transport,
    UnclaimedFrame,
)
from crossbook.observing_feeds import FeedFrame, FeedLost, FeedOpened, FeedTold
from crossbook.place_outcomes import NotPlaced, Placed, PlaceUnknown

VERSION: Final = 1
"""Of the form of the lines."""


class Opened(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A file of a tape begins, or is gone on with."""

    version: int
    crossbook: str
    file: int = 0
    """Which file of its tape it is, counted from 1, with those that are gone; 0 where whoever wrote it did not count."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True, tag="Attempted", tag_field="event", omit_defaults=True):
    """An `Attempted`, with its body as text where it is some: the reply stands on the tape as it came."""

    call: int
    at: float
    request: int
    attempt: int
    venue: str
    transport: Transport
    operation: str
    came: Came
    status: int | None = None
    text: str | None = None
    raw: bytes | None = None
    """A body that is no text."""
    problem: str | None = None
    too_late: bool = False
    retry_after: float | None = None
    request_id: str | None = None

    @property
    def body(self) -> bytes:
        """The reply, byte for byte."""
        return self.raw or b"" if self.text is None else self.text.encode()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Outcomes, written so that orders of one request share one piece of evidence here, too."""

    kinds: tuple[str, ...] = ()
    """The class of each; one for all where they are of one class."""
    outcomes: tuple[object, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="CallEnded", tag_field="event"):
    """A `CallEnded`."""

    call: int
    at: float
    told: Told
    unnamed: int
    returned: str | None
    error: Raised | None


class Interrupted(msgspec.Struct, frozen=True, kw_only=True, tag="CallInterrupted", tag_field="event"):
    """A `CallInterrupted`."""

    call: int
    at: float
    by: str
    told: Told
    error: Raised | None


OfACall: TypeAlias = CallBegan | Intent | Attempt | Pausing | Repeating | Ended | Interrupted
OfAFeed: TypeAlias = FeedOpened | FeedFrame | FeedLost | FeedTold
Written: TypeAlias = Opened | OfACall | UnclaimedFrame | OfAFeed


class Line(msgspec.Struct, frozen=True):
    """One line."""

    run: str
    """Which opening of a tape wrote it: calls are counted anew in each."""
    time: int
    """Nanoseconds since 1970, UTC."""
    is_: Written = msgspec.field(name="is")


def _plain(value: object) -> object:
    """Write what JSON has no form for: an exact fraction as text, anything else by its class."""
    fractional: object = getattr(value, "fractional", None)
    if isinstance(fractional, Fraction):
        return {"fractional": str(fractional)}
    return str(value) if isinstance(value, Fraction) else {"kind": type(value).__name__}


_AS_THEY_ARE: Final = frozenset[type[object]]({Cancelled, NotCancelled, Placed, NotPlaced})
"""Outcomes without evidence."""

_ENCODER: Final = msgspec.json.Encoder(enc_hook=_plain)
_DECODER: Final = msgspec.json.Decoder(Line)


def written(event: Event) -> Written:
    """Give an event as it is written."""
    match event:
        case Attempted():
            text, raw = _text_or_bytes(event.body)
            return Attempt(
                call=event.call,
                at=event.at,
                request=event.request,
                attempt=event.attempt,
                venue=event.venue,
                transport=event.transport,
                operation=event.operation,
                came=event.came,
                status=event.status,
                text=text,
                raw=raw,
                problem=event.problem,
                too_late=event.too_late,
                retry_after=event.retry_after,
                request_id=event.request_id,
            )
        case CallEnded(call=call, at=at):
            told = told_of(event.outcomes)
            return Ended(call=call, at=at, told=told, unnamed=event.unnamed, returned=event.returned, error=event.error)
        case CallBegan():
            return msgspec.structs.replace(event, arguments={name: _given(value) for name, value in event.arguments.items()})
        case CallInterrupted(call=call, at=at):
            return Interrupted(call=call, at=at, by=event.by, told=told_of(event.outcomes), error=event.error)
        case _:
            return event


def _given(value: object) -> object:
    """Give what a call was given, as it is written: outcomes with the names of their kinds."""
    held: object = value
    items = cast("tuple[object, ...]", held) if isinstance(held, tuple) else ()
    if not any(issubclass(kind, Outcome) for kind in set(map(type, items))):  # A list is nearly always of one kind.
        return value
    return tuple({"kind": type(item).__name__, "members": item} for item in items)


def line_of(run: str, time: int, event: Written) -> bytes:
    """Write a line, with its end."""
    line = Line(run, time, event)
    try:
        return _ENCODER.encode(line) + b"\n"
    except UnicodeEncodeError:
        # A caller's text that no UTF-8 can carry: JSON can name what is in it.
        return json.dumps(msgspec.to_builtins(line, enc_hook=_plain)).encode() + b"\n"


def read_line(line: bytes) -> Line | None:
    """Read a line; None for one that is torn, or none of a tape's."""
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def told_of(outcomes: tuple[Outcome, ...]) -> Told:
    """Give outcomes as they are written."""
    types = set(map(type, outcomes))
    kinds = tuple(kind.__name__ for kind in (types if len(types) == 1 else map(type, outcomes)))
    if types <= _AS_THEY_ARE:
        return Told(kinds=kinds, outcomes=tuple(outcomes))
    evidence: dict[int, Evidence] = {}
    return Told(kinds=kinds, outcomes=tuple(_form(outcome, evidence) for outcome in outcomes), evidence=tuple(evidence.values()))


def decided(told: Told) -> tuple[tuple[str, object], ...]:
    """Give what outcomes say, apart from their evidence: the kind of each and its members, as JSON has them."""
    forms = cast("list[object]", msgspec.json.decode(_ENCODER.encode(told.outcomes)))
    kinds = told.kinds * len(forms) if len(told.kinds) == 1 else told.kinds
    return tuple((kind, _without_evidence(form)) for kind, form in zip(kinds, forms, strict=True))


def _without_evidence(form: object) -> object:
    if not isinstance(form, Mapping):
        return form
    return {name: _without_evidence(held) for name, held in cast("Mapping[str, object]", form).items() if name != "evidence"}


def _form(outcome: Outcome, evidence: dict[int, Evidence]) -> object:
    match outcome:
        case CancelUnknown(order_id=order_id):
            return {"order_id": order_id, "evidence": _place(outcome.evidence, evidence)}
        case PlaceUnknown(order=order):
            return {"order": order, "evidence": _place(outcome.evidence, evidence)}
        case Edited() | CancelledNotReplaced() | NotEdited() | EditUnknown():
            legs = {"old": outcome.old, "new": outcome.new}
            kinds = {f"{name}_kind": type(leg).__name__ for name, leg in legs.items() if leg is not None}
            return kinds | {name: None if leg is None else _form(leg, evidence) for name, leg in legs.items()}
        case _:
            return outcome


def _place(one: Evidence, evidence: dict[int, Evidence]) -> int:
    evidence[id(one)] = one
    return list(evidence).index(id(one))


def _text_or_bytes(body: bytes | None) -> tuple[str | None, bytes | None]:
    if body is None:
        return None, None
    try:
        return body.decode(), None
    except UnicodeDecodeError:
        return None, body
