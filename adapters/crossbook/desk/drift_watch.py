"""Watches what the venues send that no document knows: the first sign that one has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias, cast

import msgspec

from crossbook.core.known import knows
from crossbook.desk.venues import VENUES
from crossbook.drift import unknown_fields, unlisted_values
from crossbook.evidence import shortened
from crossbook.observing import Attempted, Event, Transport, UnclaimedFrame
from crossbook.observing_feeds import FeedFrame
from crossbook_bindings.runtime import Undocumented, sound

DriftKind: TypeAlias = Literal["unknown field", "unlisted value", "unknown frame"]
"""unknown field: a member that the spec does not have. unlisted value: a text where it lists words, and is none of them. unknown frame: a
frame that answers no command, or on a feed one of a kind that no document lists."""

_UNREADABLE: Final = object()
_LONGEST_NAME: Final = 60
_EMPTY: Final = frozenset[object]({msgspec.Raw, Undocumented, None})


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was seen and that no document knows."""

    venue: str
    """The venue that sent it."""
    operation: str
    """The venue's name for what was asked; for a frame of a feed, which feed and message, such as priceFeed orderUpdate.

    `*` for frames on a socket of commands that answer none.
    """
    kind: DriftKind
    """What it is."""
    path: str
    """Where it stands, such as $.data[].venueFee: whichever entry of a list it was in, and whichever key of a mapping."""
    count: int
    """How many times it was seen."""
    sample: str
    """The first of them, as JSON, without secrets, cut to 200 characters."""


class DriftWatch:
    """Counts what no document knows, by its path, to be given to clients as one of their `observers`. Clients may share one.

    Replies that say what a success says are looked at, on sockets all of them, and each frame of a feed. It takes about as long as
    decoding them does.
    """

    def __init__(self, *, most: int = 1000) -> None:
        """Begin to count, with at most so many different paths (`most`): a venue that makes up names must not fill the memory."""
        self._most = most
        self._found: dict[tuple[str, str, DriftKind, str], tuple[int, str]] = {}
        self._types: dict[tuple[str, Transport, str], object] = {}
        self.passed_over = 0
        """How many were seen of which no count is kept, because there were too many different ones already."""

    @property
    def found(self) -> tuple[Drift, ...]:
        """Everything seen so far, in the order in which it was first seen."""
        items = list(self._found.items())
        return tuple(
            Drift(venue=venue, operation=operation, kind=kind, path=path, count=count, sample=sample)
            for (venue, operation, kind, path), (count, sample) in items
        )

    def __call__(self, event: Event, /) -> None:
        """Look at an `event`."""
        match event:
            case Attempted(body=bytes(body)) if event.status is None or 200 <= event.status < 300:  # noqa: PLR2004
                self._look_at(event, body)
            case FeedFrame():
                self._look_at_frame(event)
            case UnclaimedFrame(venue=venue, text=text):
                self._count(venue, "*", "unknown frame", "$", text)
            case _:
                pass

    def _look_at(self, event: Attempted, body: bytes) -> None:
        key = (event.venue, event.transport, event.operation)
        kind = self._types.get(key)
        if kind is None:
            kind = self._types[key] = VENUES[event.venue].reply_type(event.transport, event.operation)
        if kind not in _EMPTY:
            value = _decoded(body)
            if value is not _UNREADABLE:  # Whoever decodes it says so.
                self._compare(event.venue, event.operation, "$", kind, value)

    def _look_at_frame(self, event: FeedFrame) -> None:
        frames = VENUES[event.venue].frames[event.name]
        value = _decoded(event.text.encode(errors="surrogatepass"))
        name = frames.name_of(value)
        about = event.name if name is None else f"{event.name} {name[:_LONGEST_NAME]}"
        parts = frames.parts_of(value)
        if parts is None:
            self._count(event.venue, about, "unknown frame", "$", event.text)
        for path, kind, part in parts or ():
            if kind not in _EMPTY:
                self._compare(event.venue, about, path, kind, part)

    def _compare(self, venue: str, operation: str, at: str, kind: object, value: object) -> None:
        test = knows(kind)
        if test is None or test(value):
            return
        for path in unknown_fields(kind, value):
            self._count(venue, operation, "unknown field", at + path[1:], _at(value, path))
        for path in unlisted_values(kind, value):
            self._count(venue, operation, "unlisted value", at + path[1:], _at(value, path))

    def _count(self, venue: str, operation: str, kind: DriftKind, path: str, sample: object) -> None:
        key = (venue, operation, kind, _anywhere(path))
        known = self._found.get(key)
        if known is not None:
            self._found[key] = (known[0] + 1, known[1])
        elif len(self._found) < self._most:
            text = sample if kind == "unknown frame" else msgspec.json.encode(sample).decode()
            self._found[key] = (1, shortened(str(text)) or "")
        else:
            self.passed_over += 1


def _decoded(body: bytes) -> object:
    try:
        return msgspec.json.decode(sound(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _UNREADABLE


def _steps(path: str) -> Iterator[tuple[str, str | int]]:
    """Take a path apart: each step as it is written, and what it leads through."""
    decoder = msgspec.json.Decoder()
    at = 1
    while at < len(path):
        if path[at] == ".":
            end = next((place for place in range(at + 1, len(path)) if path[place] in ".["), len(path))
            yield path[at:end], path[at + 1 : end]
        else:
            end = _closing(path, at)
            inside: object = decoder.decode(path[at + 1 : end - 1])
            yield path[at:end], inside if isinstance(inside, int) else str(inside)
        at = end


def _closing(path: str, at: int) -> int:
    """Say where a step in brackets ends: behind the first bracket that is in no text."""
    quoted = False
    place = at + 1
    while quoted or path[place] != "]":
        if path[place] == "\\":
            place += 1
        elif path[place] == '"':
            quoted = not quoted
        place += 1
    return place + 1


def _anywhere(path: str) -> str:
    """Give a path without the places of entries and the keys of mappings, so that what is seen in each of them is one thing."""
    steps = list(_steps(path))
    return "$" + "".join(_of_any(written, key, is_last=place == len(steps) - 1) for place, (written, key) in enumerate(steps))


def _of_any(written: str, key: str | int, *, is_last: bool) -> str:
    if isinstance(key, int):
        return "[]"
    # At the end it is a name that nobody knows.
    return "[*]" if written.startswith("[") and not is_last else written


def _at(value: object, path: str) -> object:
    """Find what stands at a path."""
    for _, key in _steps(path):
        value = cast("Sequence[object]", value)[key] if isinstance(key, int) else cast("Mapping[str, object]", value)[key]
    return value
