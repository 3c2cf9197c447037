"""What a client tells its observers of its feeds: connections, frames, and what a feed says of itself. Part of `crossbook.observing`."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

FeedWord: TypeAlias = Literal["Connected", "Disconnected", "Gap", "Replayed", "Live", "Lost"]
"""The class of `crossbook.feeds` that a feed has told its reader."""


class FeedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What events about feeds have in common."""

    feed: int
    """The number of the feed, by which its events belong together. Counted from 1 in each process, over all clients."""
    at: float
    """When, in seconds of the clock that the feed runs by. It says nothing about the time of day."""
    venue: str
    """The venue: fourcasters or predictstreet."""
    name: str
    """Which feed it is: userFeed, priceFeed or marketFeed."""
    is_own: bool
    """Whether it tells of an account's own orders, and not of markets."""


class FeedOpened(FeedEvent, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A feed has a connection. Nothing was said on it yet."""

    connection: int
    """Which connection of the feed it is, counted from 1."""


class FeedFrame(FeedEvent, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A frame came on a feed. Told before anything is made of it."""

    connection: int
    """On which connection of the feed."""
    text: str
    """The frame as it came, but for secrets."""


class FeedLost(FeedEvent, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A connection of a feed is over, whoever ended it; or another attempt at one has failed."""

    connection: int
    """Which connection of the feed it was; of an attempt, that of the last connection before it."""
    problem: str
    """What ended it, in words; never a secret."""
    attempt: int = 0
    """0 for a connection; for an attempt that failed, how many there have been since the connection was lost."""
    code: int | None = None
    """The close code that the venue gave."""
    status: int | None = None
    """The HTTP status of a handshake that was refused."""


class FeedTold(FeedEvent, frozen=True, kw_only=True, tag=True, tag_field="event"):
    """A feed has told its reader something about itself: a gap above all. What it tells of orders and markets stands in its frames."""

    source: str
    """Which feed says so, in its own words."""
    word: FeedWord
    """What it has told."""
    problem: str | None = None
    """Why, in words, where there is something to say."""
    cursor: str | None = None
    """For a gap, the cursor after which it may begin; for the end, where another feed goes on."""
