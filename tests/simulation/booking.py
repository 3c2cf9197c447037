"""Runs of the feeds of books, of both venues: books change, connections break, frames come twice, late or not at all, readers are slow."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any, Final, Protocol

import msgspec

from crossbook import Retry, Timeouts
from crossbook.core.engine import Policy
from crossbook.core.paging import fetch
from crossbook.core.steps import Plan
from crossbook.feeds import Lost
from crossbook.fourcasters.feeds.book_reads import Ask, AskBook
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook.sockets.keeping import KeepAlive
from crossbook_bindings.fourcasters import rest as bindings
from simulation import laws_books
from simulation.executor import Ended, Executor
from simulation.fourcasters import Fourcasters
from simulation.gateways import MarketGateway
from simulation.link import Link
from simulation.scenes_orders import GAMES
from simulation.shells import Shell
from simulation.streams_prices import SIDES, PriceStream
from simulation.timeline import Timeline
from simulation.venue import Deployment, pick
from simulation.weather import Passing, drawn
from simulation.wires import CALM, Wire, rough
from simulation.world import Broken, Run

TOKENS: Final = ("12340", "98760")
BUSY: Final = 30.0
"""Seconds in which things happen, and go wrong."""


class Law(Protocol):
    """What is held against everything that is told, at once."""

    def took(self, event: Any, /) -> None: ...
    def broken(self, *, is_live: bool) -> Iterator[str]: ...


class BookWorld(ABC):
    """What is common to both."""

    wire: Wire
    law: Law

    def __init__(self, seed: str) -> None:
        self._rng = Random(seed)  # noqa: S311 - chance that can be repeated
        self.timeline = Timeline()
        self._began = self.timeline.now
        self.calm_from = self._began + BUSY
        self.is_unruly = self._rng.random() < 0.5
        self._pause = pick(self._rng, (0.0, 0.0, 1.0, 15.0))
        self.told: list[Any] = []
        self._waits = False

    def run(self) -> Run:
        """Let everything happen, and judge it."""
        rng = self._rng
        for _ in range(3 + int(rng.random() * 20)):
            self.timeline.at(self._began + rng.random() * (BUSY + 3), self.change)
        for _ in range(pick(rng, (0, 1, 3))):
            self.timeline.at(self._began + rng.random() * BUSY, self.wire.break_all)
        self.timeline.at(self.calm_from, self._calm_down)
        self.timeline.run_until(self.end)
        laws = dict.fromkeys(self.broken())
        return Run(broken=tuple(Broken("books", law) for law in laws), counts=Counter(self._counted()), digest=self._digest())

    @property
    @abstractmethod
    def end(self) -> float:
        """Say when it is over."""

    @abstractmethod
    def change(self) -> None:
        """Let a book change."""

    @abstractmethod
    def begin(self) -> None:
        """Have a feed, or another one where the last has ended."""

    @abstractmethod
    def next_event(self) -> Any:
        """Take what is told next."""

    @abstractmethod
    def broken(self) -> Iterator[str]:
        """Name the laws that were broken."""

    def wakes(self, *, has_events: bool) -> None:
        """Have what waits read, now or later."""
        if has_events and not self._waits:
            self._waits = True
            self.timeline.at(self.timeline.now + self._rng.random() * self._pause, self._read)

    def _read(self) -> None:
        self._waits = False
        while (event := self.next_event()) is not None:
            self.told.append(event)
            self.law.took(event)
            if isinstance(event, Lost):
                self.begin()

    def _calm_down(self) -> None:
        self.wire.roughness = CALM
        self._pause = 0.0

    def _counted(self) -> Iterator[str]:
        yield from (f"told: {type(event).__name__}" for event in self.told)

    def _digest(self) -> bytes:
        digest = hashlib.blake2b(digest_size=16)
        for event in self.told:
            digest.update(msgspec.json.encode([type(event).__name__, getattr(event, "sequence", None), getattr(event, "conflated", None)]))
        return digest.digest()


class MarketWorld(BookWorld):
    """Books of PredictStreet, kept by the venue's count of their changes."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        rng = self._rng
        here = Deployment(rng=rng, timeline=self.timeline, is_old=rng.random() < 0.3)
        self.gateway = MarketGateway(here, TOKENS, fails=pick(rng, (0.0, 0.0, 0.3)))
        self.wire = Wire(self.timeline, rng, self.gateway, rough(rng, unruly=self.is_unruly))
        self._sequences = laws_books.Sequences(self.gateway)
        self.law = self._sequences
        self.begin()

    def begin(self) -> None:
        rng = self._rng
        wanted = (Wanted("token_book", TOKENS),) if rng.random() < 0.5 else tuple(Wanted("token_book", (token,)) for token in TOKENS)
        self.feed = MarketFeedProtocol(wanted, changes_are_whole=True, most_waiting=10_000)
        (self.connection,) = self.feed.connections
        self.shell = Shell(self.connection, self.wire, keep_alive=KeepAlive(every=60.0, within=20.0), settled=self._settled)
        self.shell.heard = self._sequences.heard
        self.shell.open()

    @property
    def end(self) -> float:
        # A snapshot that does not come is waited for and asked for again, every 15 s.
        return self.calm_from + 75.0

    def change(self) -> None:
        rng = self._rng
        self.gateway.change(
            pick(rng, TOKENS), is_bid=rng.random() < 0.5, price=1 + int(rng.random() * 8), quantity=int(rng.random() * 3) * 10
        )

    def next_event(self) -> Any:
        return self.feed.next_event()

    def broken(self) -> Iterator[str]:
        yield from self.law.broken(is_live=self.feed.is_live)

    def _calm_down(self) -> None:
        super()._calm_down()
        self.gateway.fails = 0.0
        for token in TOKENS:
            # That the last change of a book was lost, only the next one shows.
            self.timeline.at(self.timeline.now + 3.0, partial(self.gateway.change, token, is_bid=True, price=9, quantity=50))

    def _settled(self) -> None:
        for want in self.connection.wanted():
            self.shell.distrust(want.connection, want.problem)
        self.wakes(has_events=self.feed.has_events)


class PriceWorld(BookWorld):
    """Books of 4casters, begun over REST and kept from messages that nothing counts."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        rng = self._rng
        here = Deployment(rng=rng, timeline=self.timeline)
        self.stream = PriceStream(GAMES, here)
        venue = Fourcasters([], here)
        venue.serve(self.stream.routes)
        roughness = rough(rng, unruly=self.is_unruly)
        # No stream brings a frame twice; a server may.
        roughness.double = roughness.double if self.is_unruly else 0.0
        self.wire = Wire(self.timeline, rng, self.stream, roughness)
        bad = drawn(rng, pick(rng, (0.0, 0.3, 0.6)))
        link = Link(self.timeline, venue, rng, Passing(bad, lambda: self.timeline.now >= self.calm_from), Timeouts())
        self.executor = Executor(self.timeline, link, Policy(Retry(), None, rng.random))
        self._calls = 0
        self._sides = laws_books.Sides(self.stream, is_unruly=self.is_unruly)
        self.law = self._sides
        self.begin()

    def begin(self) -> None:
        self.feed = PriceFeedProtocol(keys=Keys(games=GAMES), most_waiting=10_000, check_every=10.0)
        self.shell = Shell(self.feed, self.wire, keep_alive=KeepAlive(), settled=partial(self._settled, self.feed))
        self.shell.heard = self._sides.heard
        self.shell.open()

    @property
    def end(self) -> float:
        # One that could not be read is asked for again after a minute at most; then each is looked at twice in turn.
        return self.calm_from + 60.0 + 45.0

    def change(self) -> None:
        rng = self._rng
        self.stream.change(pick(rng, GAMES), int(rng.random() * len(SIDES)), rng.random(), rng.random())

    def next_event(self) -> Any:
        return self.feed.next_event()

    def broken(self) -> Iterator[str]:
        yield from self.law.broken(is_live=self.feed.is_live)

    def _settled(self, feed: PriceFeedProtocol) -> None:
        if feed is not self.feed:
            return
        for want in feed.wanted():
            if isinstance(want, Distrust):
                self.shell.distrust(want.connection, want.problem)
            else:
                self._ask(want)
        if feed.is_over and not self.shell.is_over:
            self.timeline.at(self.timeline.now, self.shell.close)
        self.wakes(has_events=feed.has_events)

    def _ask(self, ask: Ask) -> None:
        assert isinstance(ask, AskBook), ask

        def plan() -> Plan[object]:
            return fetch(bindings.get_orderbook(gameID=self.feed.game_id(ask.key)))

        self._calls += 1
        self.executor.begin(self._calls, plan, deadline=30.0, ended=partial(self._answered, self.feed, self.shell, ask))

    def _answered(self, feed: PriceFeedProtocol, shell: Shell, ask: AskBook, how: Ended) -> None:
        assert how.crash is None, how.crash
        now = self.timeline.now
        if how.error is not None:
            feed.receive_failure(ask.number, how.error, now)
        else:
            books: Any = how.value
            feed.receive_books(ask.number, books, now)
        shell.flush()
