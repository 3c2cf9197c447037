"""One process that listens: a ledger, a client that it observes, and a user feed, as the shells of the clients drive it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final

import msgspec

from crossbook import Ledger, Retry
from crossbook.core.attempts import as_it_is
from crossbook.core.engine import Policy
from crossbook.core.steps import Plan
from crossbook.core.watching import Watchers
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters.catalogue import CATALOGUE as FOURCASTERS
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.positions import Place as Cursor
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol as FourcastersFeed
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook.observing import Attempted, CallEnded, CallInterrupted, Event, Intent
from crossbook.predictstreet.catalogue import CATALOGUE as PREDICTSTREET
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol as PredictStreetFeed
from crossbook.predictstreet.feeds.wants import Distrust as OtherDistrust
from crossbook.sockets.keeping import KeepAlive
from crossbook_bindings.runtime import EffectKind
from simulation.errands import AnyFeed, Errands
from simulation.executor import Ended, Executor
from simulation.keeping import Kept
from simulation.laws_ledger import Bookkeeper
from simulation.link import Link
from simulation.predictstreet_placing import WALLET
from simulation.shells import Shell
from simulation.venue import Venue
from simulation.wires import Wire

_KEPT_ALIVE: Final = {"fourcasters": KeepAlive(), "predictstreet": KeepAlive(every=60.0, within=20.0)}
_TELLING: Final = ("getUnmatched", "listOpenOrders", "getOrder", "lookupOrder", "getBetByUserReference", "getOrdersForGame")
"""Reads that tell a ledger something."""


class Habits(msgspec.Struct, kw_only=True):
    """How a program reads its feed."""

    pause: float = 0.0
    """Seconds between two readings, at most."""
    at_once: int = 1000
    """Events that it takes at a time."""
    most_waiting: int = 10_000
    check_every: float = 60.0
    names_no_wallet: bool = False
    """Whether it hands on what the feed tells without saying whose it is, as it may where a ledger hears of one wallet only."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a process runs."""

    name: str
    """Of the venue."""
    venue: Venue
    link: Link
    wire: Wire
    next_call: Callable[[], int]
    """Numbers the calls, of all processes together."""


class Heard(msgspec.Struct):
    """What one feed told, and when each of it was taken."""

    events: list[Any] = []
    moments: list[float] = []
    cursor: Cursor | None = None
    """Where it began, at a venue that replays."""
    opened: list[float] = []
    """When each of its connections was had, whenever that was read."""


class Process:
    """Lives until it is killed. What it leaves is what it has kept."""

    def __init__(self, place: Place, kept: Kept, habits: Habits, twin: Ledger) -> None:
        kept.begin()
        self._twin = twin
        """Hears whatever any process is told by its feed, and is never killed."""
        name = self._name = place.name
        self._wire = place.wire
        self._timeline = place.wire.timeline
        self._rng = rng = place.wire.rng
        self._kept = kept
        self._habits = habits
        self._number = place.next_call
        self.books = Bookkeeper(name, place.venue, self._timeline, kept.ledger)
        is_fourcasters = name == "fourcasters"
        self.executor = Executor(self._timeline, place.link, Policy(Retry(), None, rng.random))
        self.executor.watchers = Watchers(
            observers=(kept.ledger, self._heard),
            catalogue=FOURCASTERS if is_fourcasters else PREDICTSTREET,
            transport="rest",
            account=None if is_fourcasters else WALLET,
            blot=as_it_is,
        )
        self.heard: list[Heard] = []
        self.is_dead = False
        self.has_learnt = False
        """Whether the ledger was told of something since it was held against the venue."""
        self._bookmark: Bookmark | None = None
        self._waits = False
        """Whether it is to read later."""
        self._open(None)

    @property
    def ledger(self) -> Any:
        return self._kept.ledger

    @property
    def is_live(self) -> bool:
        return self._feed.is_live

    def run(self, plan: Callable[[], Plan[object]], deadline: float, ended: Callable[[Ended], None]) -> None:
        """Make a call."""
        self.executor.begin(self._number(), plan, deadline=deadline, ended=ended)

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.is_dead = True
        self._shell.kill()
        self.executor.kill()

    # ---- its feed

    def _open(self, since: datetime | None) -> None:
        habits, feed, cursor = self._habits, None, None
        if self._name == "fourcasters":
            self._bookmark = Bookmark(self._kept)
            cursor = self._bookmark.begin()
            feed = FourcastersFeed(cursor=cursor, most_waiting=habits.most_waiting, check_every=habits.check_every)
        self._feed: AnyFeed = feed or PredictStreetFeed(
            wallet=WALLET, vaults=(), since=since, most_waiting=habits.most_waiting, check_every=habits.check_every
        )
        self._shell = Shell(self._feed, self._wire, keep_alive=_KEPT_ALIVE[self._name], settled=partial(self._settled, self._feed))
        self._errands = Errands(self._feed, self.run, self._shell.flush)
        self.heard.append(Heard(cursor=cursor, opened=self._shell.opened))
        self._shell.open()

    def _settled(self, feed: AnyFeed) -> None:
        if self.is_dead or feed is not self._feed:
            return
        for want in feed.wanted():
            if isinstance(want, Distrust | OtherDistrust):
                self._shell.distrust(want.connection, want.problem)
            else:
                self._errands.add(want)
        if feed.is_over and not self._shell.is_over:
            self._timeline.at(self._timeline.now, self._shell.close)
        if feed.has_events and not self._waits:
            self._waits = True
            self._timeline.at(self._timeline.now + self._rng.random() * self._habits.pause, self._read)

    def _read(self) -> None:
        """Take what waits: each event is done with when the next one is asked for."""
        self._waits = False
        if self.is_dead:
            return
        bookmark, feed = self._bookmark, self._feed
        for _ in range(self._habits.at_once):
            if bookmark is not None:
                bookmark.done()
            event = feed.next_event()
            if event is None:
                break
            if bookmark is not None and not isinstance(feed, PredictStreetFeed):
                bookmark.told(event)  # type: ignore[arg-type] # which feed it is says which events it has
            self._take(event)
            if isinstance(event, Lost):
                if bookmark is not None:
                    bookmark.done()
                # Another one goes on from where this one says.
                self._open(None if event.cursor is None or bookmark is not None else datetime.fromisoformat(event.cursor))
                return
        if feed.has_events:
            self._settled(feed)

    def _take(self, event: Any) -> None:
        self.has_learnt = self.has_learnt or not isinstance(event, Connected | Disconnected | Live | Replayed | Gap)
        self.heard[-1].events.append(event)
        self.heard[-1].moments.append(self._timeline.now)
        account = None if self._name == "fourcasters" or self._habits.names_no_wallet else WALLET
        self._kept.ledger.add(event, account=account)
        self._kept.feed_alone.add(event, account=account)
        self._twin.add(event, account=account)

    def _heard(self, event: Event) -> None:
        """Keep what must not be lost with the process: before the first byte of a command leaves, and when it has ended."""
        is_read = isinstance(event, Attempted) and event.came == "answered" and event.operation in _TELLING
        # That something is sent only adds to what may be open.
        self.has_learnt = self.has_learnt or is_read or (isinstance(event, CallEnded | CallInterrupted) and len(event.outcomes) > 0)
        is_command = isinstance(event, Intent) and event.effect in (EffectKind.PLACE, EffectKind.EDIT, EffectKind.CANCEL)
        if is_command or isinstance(event, CallEnded | CallInterrupted):
            self._kept.flush()
