"""Puts the lines of a tape together again, call by call. Pure: it is handed the lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from crossbook.observing import CallBegan, Intent, Repeating
from crossbook.observing_feeds import FeedFrame, FeedLost, FeedOpened, FeedTold
from crossbook.storage.lines import Attempt, Ended, Interrupted, Line, OfAFeed, Opened, Written, read_line


class TapedRequest(msgspec.Struct):
    """One request of a call, and what came of it."""

    intent: Intent
    attempts: list[Attempt]
    begun: int = 1
    """How many attempts were begun."""


class TapedCall(msgspec.Struct, kw_only=True):
    """One call, as far as the tape tells of it."""

    run: str
    began: CallBegan
    requests: list[TapedRequest]
    end: Ended | Interrupted | None = None
    """None where the tape ends before the call does."""

    @property
    def label(self) -> str:
        """Name the call for who reads about it."""
        return f"{self.run}/{self.began.call}"


class TapedFeed(msgspec.Struct, kw_only=True):
    """What a tape tells of one feed."""

    feed: str
    """Which feed: the run of the tape, and the number of the feed in it."""
    venue: str
    """The venue that it was of."""
    name: str
    """userFeed, priceFeed or marketFeed."""
    connections: int = 0
    """How many connections it had."""
    frames: int = 0
    """How many of its frames stand on the tape: those of markets only where the tape was told to hold them."""
    lost: list[str] = msgspec.field(default_factory=list[str])
    """Why connections and attempts at them were over, in order."""
    gaps: list[str] = msgspec.field(default_factory=list[str])
    """Why something may be missing, in order, with the cursor after which, where there is one."""
    ended: str | None = None
    """Why the feed was over; None where the program closed it, or the tape ends before."""


class Reader:
    """Reads a tape once. What it passed over is counted."""

    def __init__(self) -> None:
        self.lines = 0
        """How many lines were read."""
        self.torn = 0
        """How many lines could not be read: torn by the end of a process, or none of a tape's."""
        self.headless = 0
        """How many events belong to calls that began before the tape does."""
        self._files = set[int]()
        self._feeds: dict[tuple[str, int], TapedFeed] = {}

    @property
    def feeds(self) -> tuple[TapedFeed, ...]:
        """The feeds of which something stands on the tape, in the order in which they began."""
        return tuple(self._feeds.values())

    @property
    def gone(self) -> int:
        """How many files of the tape, older than the newest that was read, are not there any more."""
        return max(self._files, default=0) - len(self._files)

    def calls(self, lines: Iterable[bytes]) -> Iterator[TapedCall]:
        """Give the calls, each when it has ended, and those that never did at the end."""
        under_way: dict[tuple[str, int], TapedCall] = {}
        for raw in lines:
            line = self._read(raw)
            if line is None:
                continue
            event = line.is_
            if isinstance(event, Opened) and event.file > 0:
                self._files.add(event.file)
            elif isinstance(event, OfAFeed):
                _take_in(self._feed_of(line.run, event), event)
            number = getattr(event, "call", 0)
            if isinstance(event, CallBegan):
                under_way[line.run, number] = TapedCall(run=line.run, began=event, requests=[])
            elif (call := under_way.get((line.run, number))) is not None:
                _add(call, event)
                if call.end is not None:
                    yield under_way.pop((line.run, number))
            elif number:
                self.headless += 1
        yield from under_way.values()

    def _feed_of(self, run: str, event: OfAFeed) -> TapedFeed:
        key = (run, event.feed)
        if key not in self._feeds:
            self._feeds[key] = TapedFeed(feed=f"{run}/{event.feed}", venue=event.venue, name=event.name)
        return self._feeds[key]

    def _read(self, raw: bytes) -> Line | None:
        if not raw.strip():
            return None
        self.lines += 1
        line = read_line(raw)
        self.torn += line is None
        return line


def _add(call: TapedCall, event: Written) -> None:
    match event:
        case Ended() | Interrupted():
            call.end = event
        case Intent():
            call.requests.append(TapedRequest(event, []))
        case Attempt() if call.requests:
            call.requests[-1].attempts.append(event)
        case Repeating() if call.requests:
            call.requests[-1].begun = event.attempt
        case _:
            pass


def _take_in(feed: TapedFeed, event: OfAFeed) -> None:
    match event:
        case FeedOpened():
            feed.connections += 1
        case FeedFrame():
            feed.frames += 1
        case FeedLost(problem=problem):
            feed.lost.append(problem)
        case FeedTold(word="Gap", problem=problem, cursor=cursor):
            feed.gaps.append(f"{problem}{'' if cursor is None else f' (after {cursor})'}")
        case FeedTold(word="Lost", problem=problem):
            feed.ended = problem
        case FeedTold():
            pass
