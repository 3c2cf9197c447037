"""One run: a seed decides a venue, its weather, a client and its calls; everything happens; the laws are held to it."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Final

import msgspec

from crossbook import NotCancelled, NotPlaced, Pacing, Retry, Timeouts
from crossbook.core.engine import Policy
from crossbook.core.pace import Pace
from crossbook.errors import Outcome
from crossbook.predictstreet.trading.desk import Desk
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS as FOURCASTERS_BUCKETS
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS as PREDICTSTREET_BUCKETS
from simulation import laws_exposure, laws_wire
from simulation.calls import Call
from simulation.calls_resolving import Resolve
from simulation.executor import Ended, Executor
from simulation.fourcasters import Fourcasters
from simulation.fourcasters_editing import EDITS
from simulation.laws_ledger import Bookkeeper
from simulation.link import Link
from simulation.predictstreet import PredictStreet
from simulation.renewals import Renewals
from simulation.scenes import Drawing, draw_calls
from simulation.scenes_orders import draw_orders
from simulation.seen import Seen
from simulation.signing import ACCOUNT, SIGNER
from simulation.timeline import Timeline
from simulation.venue import Deployment, Venue, pick
from simulation.weather import Passing, drawn

_BUCKETS: Final = {"fourcasters": FOURCASTERS_BUCKETS, "predictstreet": PREDICTSTREET_BUCKETS}
_PACINGS: Final = {
    venue: tuple(Pacing(processes=processes) for processes in among)
    for venue, among in (("fourcasters", (1, 100, 100)), ("predictstreet", (1, 1, 2, 5)))
}
"""Among how many a client shares the venue's limits by hand: a hundredth of 3,000 is soon reached."""
_RETRIES: Final = (Retry(), Retry(), Retry(), Retry(attempts=2), Retry(attempts=1), None)
_TIMEOUTS: Final = Timeouts()


_HEARD: Final = "0"
"""How the names of runs end in which a ledger hears everything. It changes nothing, and takes as long again: a tenth of the runs find
every mistake that is planted in one."""
_DOWN: Final = 0.15
"""In so many worlds of 4casters no order can be looked up."""
_WRITTEN: Final = msgspec.msgpack.Encoder()
_BEGINNING: Final = 1000.0
"""The first moment of a run."""


class Broken(msgspec.Struct, frozen=True):
    """A law that was broken."""

    call: str
    law: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one run."""

    broken: tuple[Broken, ...]
    counts: Counter[str] | list[str]
    """Of everything that happened, how often, by name; or the names, each as often as it happened."""
    digest: bytes
    """Of everything that happened, byte by byte."""


class World:
    """Everything that one run is about."""

    def __init__(self, seed: str) -> None:
        rng = self._rng = Random(seed)  # noqa: S311 - chance that can be repeated
        venue = pick(rng, ("fourcasters", "fourcasters", "predictstreet", "predictstreet"))
        busy, large = rng.random() < 0.016, rng.random() < 0.003
        self._is_busy = busy
        self.timeline = Timeline()
        deployment = Deployment(
            rng=rng,
            timeline=self.timeline,
            taken=pick(rng, (0.0, 0.0, 0.0, 0.5, 0.99)),
            is_old=rng.random() < 0.3,
            page=500 if large else pick(rng, (1, 2, 3, 500)),
            remembers=pick(rng, (math.inf, 400.0)),
        )
        count = 101 + int(rng.random() * 220) if large and venue == "predictstreet" else 1 + int(rng.random() * 7)
        orders = draw_orders(rng, venue, count)
        self.venue: Venue = Fourcasters(orders, deployment) if venue == "fourcasters" else PredictStreet(orders, deployment)
        self.retry = pick(rng, _RETRIES)
        self.pacing = None if rng.random() < 0.15 and not busy else pick(rng, _PACINGS[venue])
        pace = None if self.pacing is None else Pace(_BUCKETS[venue], self.pacing)
        bad = drawn(rng, pick(rng, (0.0, 0.1, 0.3, 0.6) if busy else (0.0, 0.3, 0.6, 0.6, 0.9)))
        self.calm_from = self.timeline.now + pick(rng, (40.0, 100.0, 200.0))
        self.link = Link(self.timeline, self.venue, rng, Passing(bad, lambda: self.timeline.now >= self.calm_from), _TIMEOUTS)
        if venue == "fourcasters" and Random(f"{seed}, and what is down").random() < _DOWN:  # noqa: S311 - as above
            # Where an order cannot be looked up, lists are all that there is: of whoever takes one for one of another game, even these.
            self.link.down = "/session/lookupOrder"
        renews = rng.random() < 0.2
        renewals = Renewals(self.timeline, gives=rng.random() < 0.7, takes=pick(rng, (0.1, 2.0)))
        self._renews = renews and renewals.gives
        if renews and rng.random() < 0.7:
            self.link.credentials_end = self.timeline.now + rng.random() * 10
        self.executor = Executor(self.timeline, self.link, Policy(self.retry, pace, rng.random, renews), renewals)
        self.books = Bookkeeper(venue, self.venue, self.timeline) if seed.endswith(_HEARD) else None
        self.executor.watchers = None if self.books is None else self.books.watchers
        self.calls: list[tuple[Call, list[Ended]]] = []
        self._resolved: list[str] = []
        self._followed: list[tuple[int, ...]] = []
        """Of each call, those that it follows from."""
        desk = None if venue == "fourcasters" else Desk(ACCOUNT, SIGNER.sign_digest)
        for order in orders:
            if rng.random() < 0.06:
                # Matched, expired, or taken off by another program.
                how, moment = pick(rng, ("filled", "cancelled", "expired")), self.timeline.now + rng.random() * 40
                self.timeline.at(moment, partial(order.end, moment, how))
        used = next((order for order in orders if "name" in order.scope), None)
        certain = 0.85 if self.link.down is None else 0.2
        for planned in draw_calls(Drawing(rng, venue, orders, desk, self.timeline.today(), used, certain), busy=busy):
            begin = partial(self._begin, planned.call, planned.deadline, planned.stopped, ())
            self.timeline.at(self.timeline.now + planned.after, begin)

    def _begin(self, call: Call, deadline: float, stopped: float | None, after: tuple[int, ...]) -> None:
        ends: list[Ended] = []
        number = len(self.calls)
        self.calls.append((call, ends))
        self._followed.append(after)

        def ended(how: Ended) -> None:
            ends.append(how)
            if self.books is not None:
                self.books.look()
            following = None if self._is_busy and self._rng.random() < 0.9 else call.following(how, self._rng)
            if following is not None:
                earlier = (*after, number) if following.is_about_it else ()
                begin = partial(self._begin, following.call, following.deadline, None, earlier)
                self.timeline.at(self.timeline.now + following.after, begin)

        moment = None if stopped is None else self.timeline.now + stopped
        self.executor.begin(number, call.plan, deadline=deadline, ended=ended, stopped=moment)

    def run(self) -> Run:
        """Let everything happen, and judge it."""
        self.timeline.run()
        if self.books is not None:
            self.books.look(at_the_end=True)
        broken = (*self._broken(), *self._understated())
        words = [_words(ended) for _, ends in self.calls for ended in ends]
        return Run(broken=broken, counts=self._counts(words), digest=self._digest(words))

    def _broken(self) -> Iterator[Broken]:
        exchanges = self.link.exchanges
        own = [list[int]() for _ in self.calls]
        for exchange in exchanges:
            own[exchange.call].append(exchange.number)
        shared = self._shared()
        for (call, ends), numbers, followed in zip(self.calls, own, self._followed, strict=True):
            name = type(call).__name__
            if len(ends) != 1:
                yield Broken(name, f"a call ends once, not {len(ends)} times")
                continue
            if (crash := ends[0].crash) is not None:
                yield Broken(name, f"a call ends in {type(crash).__name__}: {crash}")
                continue
            seen = Seen(
                ended=ends[0],
                exchanges=tuple(exchanges[number] for number in numbers),
                venue=self.venue,
                before=tuple(exchanges[number] for earlier in followed for number in own[earlier]),
                shared=shared,
                calm_from=self.calm_from,
                renews=self._renews,
            )
            if isinstance(call, Resolve):
                self._resolved.extend(call.counted(seen))
            for law in self._broken_by(call, seen):
                yield Broken(name, law)
        if self.pacing is not None:
            for law in laws_wire.of_all(exchanges, self.venue.limits, self.pacing):
                yield Broken("all calls", law)

    def _broken_by(self, call: Call, seen: Seen) -> Iterator[str]:
        yield from laws_wire.of_a_call(call, seen, self.retry, paced=self.pacing is not None)
        yield from call.broken(seen)
        yield from laws_exposure.of_a_call(seen, of_earlier=isinstance(call, Resolve))

    def _understated(self) -> Iterator[Broken]:
        if self.books is not None and self.books.found:
            yield from (Broken("ledger", law) for law in self.books.broken(self._shared()))

    def _shared(self) -> frozenset[str]:
        """Give the names that were given to several placements, or that an order had before."""
        before = [order for order in self.venue.orders if order.born < _BEGINNING]
        names = [order.scope["name"] for order in before if "name" in order.scope]
        placed: set[tuple[str | int, int, str | None]] = {
            (order.order_id, 0, order.scope["reference"]) for order in before if "reference" in order.scope
        }
        for exchange in self.link.exchanges:
            match exchange.path:
                case "/session/v3/place":
                    placed |= {(exchange.call, place, asked.get("userReference")) for place, asked in enumerate(exchange.asks["orders"])}
                case path if path in EDITS:
                    placed.add((exchange.call, 0, exchange.asks["userReference"]))
                    # The order that goes may have had the same name.
                    placed.discard((exchange.asks["sessionID"].lower(), 0, exchange.asks["userReference"]))
                case _:
                    pass
        counts = Counter(name for _, _, name in placed)
        return frozenset([*names, *(name for name, count in counts.items() if name and count > 1)])

    def _counts(self, words: list[list[str]]) -> list[str]:
        exchanges = self.link.exchanges
        troubles = [trouble for exchange in exchanges for trouble in exchange.troubles or ("fine",)]
        ends = [f"ended as {word}" for each in words for word in each]
        return [*troubles, *ends, *self._resolved, *["calls"] * len(self.calls), *["requests"] * len(exchanges)]

    def _digest(self, words: list[list[str]]) -> bytes:
        exchanges = [
            (each.call, each.target, each.body, each.left, each.arrived, each.told, each.status, each.reply) for each in self.link.exchanges
        ]
        moments = [ended.at for _, ends in self.calls for ended in ends]
        return hashlib.blake2b(_WRITTEN.encode((exchanges, moments, words)), digest_size=16).digest()


def _words(ended: Ended) -> list[str]:
    """Say in a few words how a call ended."""
    found = [] if ended.error is None else [type(ended.error).__name__]
    for outcome in ended.listed:
        match outcome:
            case NotCancelled() | NotPlaced():
                found.append(f"{type(outcome).__name__} {outcome.reason.value}")
            case _ if isinstance(outcome, Outcome):
                found.append(type(outcome).__name__)
            case _:
                found.append("something else")
    return found
