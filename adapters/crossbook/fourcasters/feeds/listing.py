"""The venue's list of what was missed, and what of it can be relied on. Pure.

One odd message must not hide the others: what can be read is told, and what cannot is told as it came.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from typing import Final, TypeAlias

import msgspec

from crossbook.fourcasters.feeds.positions import Position, position_of, text_of
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.runtime import UnknownFrame, decoder

Placed: TypeAlias = tuple[Position, UserEvent | str]
"""A message, with its place in the feed; as text where it is not what its page describes."""

AT_ONCE: Final = 250
"""Messages that are read, or told, before others have their turn: a few milliseconds."""
_NOTHING: Final = msgspec.Raw(b"null")


class ReplayReply(msgspec.Struct, frozen=True):
    """The answer to a replay, its messages not read yet: one that cannot be read does not make the others so."""

    status: object = None
    messages: msgspec.Raw = _NOTHING
    availableMessages: msgspec.Raw = _NOTHING  # noqa: N815 - the venue's own name


class _Named(msgspec.Struct):
    messageID: str  # noqa: N815 - the venue's own name


class Listing(msgspec.Struct, frozen=True):
    """What a replay gave."""

    messages: tuple[Placed, ...] = ()
    """Those behind the place that was asked for, in order, each once."""
    nameless: tuple[str, ...] = ()
    """Those that have no place, and those that stand under the name of another one."""
    is_complete: bool = False
    """Whether it is all that came after the place that was asked for; otherwise it is what the venue still has."""
    newest: Position | None = None
    """Where the feed ends, by a list that knows nothing behind the place that was asked for: it is not the feed that had that place."""
    problem: str | None = None
    """Why it cannot be relied on, whatever it holds."""


def reading(reply: ReplayReply, after: Position, known: Collection[str] = (), *, at_once: int = AT_ONCE) -> Generator[None, None, Listing]:
    """Read the answer to a replay, part by part. Messages without a place that are `known` are passed over."""
    match reply.status:
        case "success":
            messages, is_complete = _list(reply.messages), True
        case "cache_expired":
            # Under the other name too: there is a gap, whatever it is called.
            messages, is_complete = _list(reply.availableMessages), False
            messages = _list(reply.messages) if messages is None else messages
        case other:
            # pages/streaming/user-feed.mdx: its sample client takes any other status for a failure.
            return Listing(problem=f"expected a replay of status success or cache_expired, found {str(other)[:60]!r}")
    if messages is None:
        return Listing(problem=f"expected a replay with its messages, found {reply.status} without any")
    return (yield from _read(messages, after, known, is_complete=is_complete, at_once=at_once))


def with_earlier(messages: Sequence[Placed], held: Sequence[Placed | UnknownFrame]) -> tuple[Placed, ...]:
    """Give what a venue still has, with what a connection has brought that it has no more."""
    if not messages:
        return ()
    placed = {each[0]: each[1] for each in held if not isinstance(each, UnknownFrame) and each[0] < messages[-1][0]}
    placed.update(messages)
    return tuple(sorted(placed.items(), key=_place))


def _list(raw: msgspec.Raw) -> Sequence[msgspec.Raw] | None:
    try:
        return decoder(tuple[msgspec.Raw, ...]).decode(raw)
    except msgspec.DecodeError:
        return None


def _read(
    messages: Sequence[msgspec.Raw], after: Position, known: Collection[str], *, is_complete: bool, at_once: int
) -> Generator[None, None, Listing]:
    placed: dict[Position, UserEvent | str] = {}
    nameless: list[str] = []
    before: list[Position] = []
    latest, problem = after, None
    for number, raw in enumerate(messages, 1):
        if number % at_once == 0:
            yield
        name, message = _message(raw)
        position = position_of(name)
        if position is None:
            if (text := _text(raw)) not in known:
                nameless.append(text)
                problem = problem or f"expected a message id of the form milliseconds-sequence in a replay, found {name[:60]!r}"
            continue
        if position <= after:
            before.append(position)  # What begins too early overlaps; the page says "strictly after".
            continue
        if position in placed:
            if placed[position] != message and (text := _text(raw)) not in known:
                nameless.append(text)
            continue
        if position <= latest:
            problem = problem or f"expected a replay in order, after {text_of(latest)}, found {text_of(position)} behind it"
        latest = max(latest, position)
        placed[position] = message
    newest = max(before) if before and not placed and not is_complete and max(before) < after else None
    return Listing(tuple(sorted(placed.items(), key=_place)), tuple(nameless), is_complete, newest, problem)


def _place(placed: Placed) -> Position:
    return placed[0]


def _message(raw: msgspec.Raw) -> tuple[str, UserEvent | str]:
    try:
        event = decoder(UserEvent).decode(raw)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    else:
        return event.messageID, event
    try:
        return decoder(_Named).decode(raw).messageID, _text(raw)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return "", _text(raw)


def _text(raw: msgspec.Raw) -> str:
    return bytes(raw).decode(errors="replace")
