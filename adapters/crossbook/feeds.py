"""What a feed tells of itself, beside what its venue says: whether it may be believed, and from where on.

Feeds of both venues use these words. Each feed has one closed union of its own, made of the words that can happen to it. Where a
program keeps the place that a feed has come to, is a `CursorStore`.
"""

from __future__ import annotations

from typing import Protocol

import msgspec


class Connected(msgspec.Struct, frozen=True, kw_only=True):
    """A connection was had. What it brings is not told yet: what was missed before it comes first."""

    source: str
    """Which feed says so, such as "fourcasters user feed"."""
    connection: int
    """Which connection of this feed it is: 1 for the first."""


class Disconnected(msgspec.Struct, frozen=True, kw_only=True):
    """There is no connection; another one is tried by itself. Until the next `Live`, things happen that are not told yet.

    Told for each attempt that failed, too. Of several that nobody has read, only the last is kept.
    """

    source: str
    """Which feed says so."""
    problem: str
    """Why there is none, in words; never a secret."""
    attempt: int
    """How many attempts there have been since it was lost, with the one that is waited for."""
    in_seconds: float
    """Seconds until the next attempt, counted from when this was told."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the feed may be missing for good: the venue does not have it any more, or nobody knows where it begins.

    What the venue can still tell follows at once, and the feed goes on from there.
    """

    source: str
    """Which feed says so."""
    problem: str
    """Why it may be missing, in words."""
    since: str | None = None
    """The cursor after which it may begin; None where there was no cursor."""


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What was missed has been told: nothing is missing between the cursor that was had and now."""

    source: str
    """Which feed says so."""
    count: int
    """How many messages were told that had been missed."""


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """What was missed is made up for. From here on, things are told as they happen."""

    source: str
    """Which feed says so."""


class BookInvalid(msgspec.Struct, frozen=True, kw_only=True):
    """The book of a market cannot be believed until its `BookRebuilt`."""

    source: str
    """Which feed says so."""
    market: str
    """The market, in the venue's words."""
    problem: str
    """Why not, in words."""


class BookRebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """The book of a market may be believed again."""

    source: str
    """Which feed says so."""
    market: str
    """The market, in the venue's words."""


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """The feed is over, and not because this program closed it. It is the last thing that a feed tells."""

    source: str
    """Which feed says so."""
    problem: str
    """Why it is over, in words; never a secret."""
    cursor: str | None = None
    """Where another feed goes on, so that nothing is missed; None where there is no such place."""


class CursorStore(Protocol):
    """Where the place that a feed has come to is kept, so that another feed goes on from there, in another process too."""

    def load(self) -> str | None:
        """Give the cursor that was saved last; None where there was none. Asked once, when a feed is opened."""
        ...

    def save(self, cursor: str, /) -> None:
        """Keep a `cursor` in place of the last one, all of it or nothing. Called between events, so it should not take long."""
        ...


class MemoryCursor:
    """Keeps a cursor as long as this object lives: for feeds that are opened one after the other in one process."""

    def __init__(self, cursor: str | None = None) -> None:
        """Begin with a `cursor`, or with none."""
        self._cursor = cursor

    def load(self) -> str | None:
        """Give the cursor that was saved last."""
        return self._cursor

    def save(self, cursor: str, /) -> None:
        """Keep a `cursor` in place of the last one."""
        self._cursor = cursor
