"""Runs of user feeds: orders are placed, moved, filled and cancelled in bad weather, and a ledger hears of all of it, with its feed.

The feed's connections break at any moment, its frames come twice or in halves, what it asks over REST goes wrong, its reader is slow,
the venue forgets, and the process is killed and goes on from what it has kept.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, Final

import msgspec

from crossbook import Ledger, Timeouts
from crossbook.fourcasters import NewOrder
from crossbook.predictstreet import NewOrder as SignedOrder
from crossbook.predictstreet import OrderIdentity
from crossbook.predictstreet.trading.desk import Desk
from simulation import laws_listening
from simulation.calls import Call
from simulation.calls_edits import EditOrder
from simulation.calls_named import CancelMany, CancelOne
from simulation.calls_places import PlaceOrders
from simulation.calls_reads import OpenOrders
from simulation.calls_resolving import resolving
from simulation.calls_signed import PlaceSigned
from simulation.executor import Ended
from simulation.fourcasters import Fourcasters
from simulation.gateways import UserGateway
from simulation.keeping import Kept
from simulation.link import Link
from simulation.predictstreet import PredictStreet
from simulation.processes import Habits, Place, Process
from simulation.scenes import draw_scope
from simulation.scenes_orders import GAMES, MARKETS, SIDES, TEAM, draw_orders
from simulation.signing import ACCOUNT, SIGNER
from simulation.streams_fourcasters import BEGINNING, UserStream
from simulation.timeline import Timeline
from simulation.venue import Deployment, Venue, pick
from simulation.weather import LATE, Passing, drawn
from simulation.wires import CALM, SLOWEST, Wire, rough
from simulation.world import Broken, Run

BUSY: Final = 50.0
"""Seconds in which things happen, and go wrong."""
_SETTLES: Final = 45.0
"""Seconds until there is a connection again, at the latest, and what was missed is told."""
_ARRIVES: Final = 135.0
"""Seconds until what was sent last has arrived, or never will."""


class ListeningWorld:
    """Everything that one run is about."""

    def __init__(self, seed: str) -> None:
        rng = self._rng = Random(seed)  # noqa: S311 - chance that can be repeated
        self.name = pick(rng, ("fourcasters", "predictstreet"))
        self._at_fourcasters = self.name == "fourcasters"
        self.timeline = Timeline()
        self._began = self.timeline.now
        self.kills = rng.random() < 0.35
        self.is_unruly = not self.kills and rng.random() < 0.5
        self.forgets = not self.is_unruly and rng.random() < 0.4
        orders = self._drawn_orders()
        here = Deployment(rng=rng, timeline=self.timeline, is_old=rng.random() < 0.3, page=pick(rng, (1, 2, 3, 500)), rejects=0.05)
        self.stream: UserStream | UserGateway
        if self._at_fourcasters:
            fourcasters = Fourcasters(orders, here)
            takes_up = rng.random() * 1.5 if self.is_unruly else 0.0
            self.stream = UserStream(fourcasters.orders, fourcasters.created, here, takes_up=takes_up)
            fourcasters.serve(self.stream.routes)
            self.venue: Venue = fourcasters
        else:
            self.venue = PredictStreet(orders, here)
            self.stream = UserGateway(self.venue.orders, self.venue.created, here)
        self.calm_from = self._began + BUSY
        bad = drawn(rng, pick(rng, (0.0, 0.2, 0.4, 0.7)))
        self.link = Link(self.timeline, self.venue, rng, Passing(bad, lambda: self.timeline.now >= self.calm_from), Timeouts())
        self.wire = Wire(self.timeline, rng, self.stream, rough(rng, unruly=self.is_unruly))
        self.start = pick(rng, (None, f"{BEGINNING[0]}-{BEGINNING[1]}"))
        self._kept = Kept(self.timeline, self.start, every=pick(rng, (0.0, 1.0, 10.0)), matters=self.kills)
        self._habits = Habits(pause=pick(rng, (0.0, 0.0, 3.0, 20.0)), at_once=pick(rng, (1, 3, 1000)))
        self._habits.check_every = pick(rng, (25.0, 60.0, 60.0))
        self._habits.names_no_wallet = rng.random() < 0.3
        if not self.is_unruly and rng.random() < 0.3:
            self._habits.most_waiting = 3 + int(rng.random() * 6)
        self._calls = 0
        self.ends: list[Ended] = []
        self._created = 0
        self.processes: list[Process] = []
        self._twin = Ledger(clock=lambda: self.timeline.now)
        self._begin_process()
        self.end = self.calm_from + _SETTLES
        self._plan()

    def run(self) -> Run:
        """Let everything happen, and judge it."""
        self.timeline.then = self._behind
        self.timeline.run_until(self.calm_from)
        if self.is_unruly:  # What was lost unseen is found when the feed looks for it.
            self.end += self._habits.check_every
        if any(exchange.left is not None and exchange.arrived is None and LATE in exchange.troubles for exchange in self.link.exchanges):
            self.end = max(self.end, self.calm_from + _ARRIVES)
        self.timeline.run_until(self.end)
        while self.timeline.now < (arrived := self.stream.told_at + SLOWEST):
            # What the venue has told last may be on its way.
            self.timeline.run_until(arrived)
        self.processes[-1].books.look(at_the_end=True)
        broken = tuple(Broken("feed", law) for law in dict.fromkeys(self._broken()))
        return Run(broken=broken, counts=Counter(self._counted()), digest=self._digest())

    # ------------------------------------------------------------------------------------------------------ what happens

    def _plan(self) -> None:
        rng, at = self._rng, self.timeline.at
        for _ in range(2 + int(rng.random() * 5)):
            at(self._moment(), self._act)
        for _ in range(int(rng.random() * 8)):
            at(self._moment(), self._take)
        for _ in range(pick(rng, (0, 1, 3))):
            at(self._moment(), self.wire.break_all)
        for _ in range(1 + int(rng.random() * 3) if self.kills else 0):
            at(self._moment(), self._kill)
        if self.forgets and isinstance(self.stream, UserStream):
            for _ in range(1 + int(rng.random() * 2)):
                at(self._moment(), partial(self.stream.forget, int(rng.random() * 3)))
        at(self.calm_from, self._calm_down)

    def _moment(self) -> float:
        return self._began + 0.3 + self._rng.random() * (BUSY - 1)

    def _begin_process(self) -> None:
        place = Place(name=self.name, venue=self.venue, link=self.link, wire=self.wire, next_call=self._next_call)
        self.processes.append(Process(place, self._kept, self._habits, self._twin))

    def _next_call(self) -> int:
        self._calls += 1
        return self._calls

    def _kill(self) -> None:
        if not self.processes[-1].is_dead:
            self.processes[-1].kill()
            self.timeline.at(self.timeline.now + self._rng.random() * pick(self._rng, (0.5, 8.0)), self._begin_process)

    def _calm_down(self) -> None:
        self.wire.roughness = CALM
        self._habits.pause, self._habits.at_once, self._habits.most_waiting = 0.0, 1000, 10_000

    def _take(self) -> None:
        """Let others take of an order that rests."""
        resting = self.venue.orders.ours(self.timeline.now)
        if resting:
            order = pick(self._rng, resting)
            order.take(self.timeline.now, 1 + int(self._rng.random() * order.remaining * 1.5))

    def _behind(self) -> None:
        """Tell of what has happened; hold the ledger against the venue where it, or what it is to know, has changed."""
        self.stream.notice()
        process = self.processes[-1]
        if process.has_learnt or len(self.venue.created) != self._created:
            self._created = len(self.venue.created)
            process.has_learnt = False
            if not process.is_dead:
                process.books.look()

    # ------------------------------------------------------------------------------------------------ what the program does

    def _act(self) -> None:
        process = self.processes[-1]
        if not process.is_dead:
            self._call(self._drawn_call(process))
            if self.kills and self._rng.random() < 0.25:
                # In the middle of it, or just behind.
                self.timeline.at(self.timeline.now + self._rng.random() * 0.5, self._kill)

    def _call(self, call: Call, deadline: float | None = None) -> None:
        process = self.processes[-1]

        def ended(how: Ended) -> None:
            assert how.crash is None, how.crash
            self.ends.append(how)
            following = resolving(self.name, how, self._rng)
            if following is not None and not process.is_dead:
                self.timeline.at(self.timeline.now + following.after, partial(self._follow, process, following.call, following.deadline))

        process.run(call.plan, pick(self._rng, (30.0, 5.0, 1.0)) if deadline is None else deadline, ended)

    def _follow(self, process: Process, call: Call, deadline: float) -> None:
        if not process.is_dead and self.timeline.now < self.calm_from + _ARRIVES / 2:
            self._call(call, deadline)

    def _drawn_call(self, process: Process) -> Call:
        rng, chance = self._rng, self._rng.random()
        known = [each for each in process.ledger.may_be_open(self.name) if each.order_id is not None]
        ids = tuple(each.order_id for each in known)
        if ids and chance < 0.25:
            return CancelOne(self.name, pick(rng, ids)) if rng.random() < 0.5 else CancelMany(self.name, ids)
        if chance < 0.32:
            return draw_scope(rng, self.name)
        if chance < 0.36:
            return OpenOrders(self.name, None)
        if ids and self._at_fourcasters and chance < 0.5:
            return EditOrder(pick(rng, ids), _bet(rng, pick(rng, GAMES)))
        if self._at_fourcasters:
            return PlaceOrders(tuple(_bet(rng, pick(rng, GAMES)) for _ in range(1 + int(rng.random() * 2))))
        new = tuple(_signed(rng) for _ in range(1 + int(rng.random() * 2)))
        drawn_ids = tuple(OrderIdentity(salt=rng.getrandbits(128) | 1, client_order_id=f"q-{rng.getrandbits(64):016x}") for _ in new)
        return PlaceSigned(Desk(ACCOUNT, SIGNER.sign_digest), new, drawn_ids, self._today())

    def _today(self) -> datetime:
        return self.timeline.today()

    def _drawn_orders(self) -> list[Any]:
        rng = self._rng
        orders = draw_orders(rng, self.name, 1 + int(rng.random() * 3))
        for number, order in enumerate(orders):
            order.stuck = ""
            if self._at_fourcasters:
                order.scope = {**order.scope, "reference": f"before-{number}"}
            else:
                order.scope = {**order.scope, "price": "0.42", "type": "limit", "timeInForce": "gtc", "name": f"before-{number}"}
                order.scope["at_once"] = str(order.filled)
        return orders

    # --------------------------------------------------------------------------------------------------------- the record

    def _broken(self) -> Iterator[str]:
        for process in self.processes:
            yield from process.books.broken(())
        yield from laws_listening.of_the_words(self.processes, self.stream.log if isinstance(self.stream, UserStream) else ())
        if isinstance(self.stream, UserStream):
            yield from laws_listening.of_messages(self.stream, self.processes, self.start, forgets=self.forgets, is_unruly=self.is_unruly)
            yield from laws_listening.of_the_ledger(self.stream, self.processes, self._kept, self._twin)
        else:
            yield from laws_listening.of_fills(self.stream, self.processes, killed=self.kills)
        if not self.processes[-1].is_live:
            yield "it is not live, although nothing goes wrong any more"

    def _counted(self) -> Iterator[str]:
        for exchange in self.link.exchanges:
            yield from exchange.troubles or ("fine",)
        for process in self.processes:
            for heard in process.heard:
                yield from (f"told: {type(event).__name__}" for event in heard.events)
        yield f"processes: {len(self.processes)}"

    def _digest(self) -> bytes:
        digest = hashlib.blake2b(digest_size=16)
        for exchange in self.link.exchanges:
            digest.update(repr((exchange.call, exchange.target, exchange.left, exchange.arrived, exchange.told, exchange.status)).encode())
            digest.update(exchange.reply)
        for process in self.processes:
            for heard in process.heard:
                for moment, event in zip(heard.moments, heard.events, strict=True):
                    digest.update(msgspec.json.encode([moment, type(event).__name__, getattr(event, "cursor", None)]))
        return digest.digest()


def _bet(rng: Random, game: str) -> NewOrder:
    return NewOrder(
        game_id=game,
        market_type="moneyline",
        side=TEAM,
        odds=pick(rng, (-110, 125)),
        risk=2 + int(rng.random() * 100),
        order_type=pick(rng, ("limit", "limit", "post", "fillAndKill")),
        user_reference=f"cb-{rng.getrandbits(96):024x}",
    )


def _signed(rng: Random) -> SignedOrder:
    return SignedOrder(
        market_id=pick(rng, MARKETS),
        outcome=pick(rng, (0, 1)),
        side=pick(rng, SIDES),
        price=Decimal(1 + int(rng.random() * 99)) / 100,
        quantity=1 + int(rng.random() * 30),
        time_in_force=pick(rng, (None, None, "ioc")),
    )
