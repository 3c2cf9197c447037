"""One command after the other on one way to a venue, each held to what is promised of every command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from itertools import count
from random import Random
from typing import Final, Protocol, TypeAlias, cast

import attrs

from crossbook import CancelUnknown, CrossbookError, EditUnknown, NotPlaced, NotSent, Outcome, OutcomeUnknown, PlaceUnknown, Refused
from crossbook.fourcasters import AsyncFourcasters, OrdersSocket
from crossbook.fourcasters import NewOrder as FourcastersOrder
from crossbook.predictstreet import AsyncPredictStreet
from crossbook.predictstreet import NewOrder as PredictStreetOrder
from soak.known import Known
from soak.leftovers import Turns
from soak.losses import Ends, Flight
from soak.pausing import Pauses
from soak.venue import MARKET
from soak.verdicts import Verdicts

GAME: Final = "66f000000000000000000001"
DEADLINE: Final = 30.0
_GRACE: Final = 1.0
"""Seconds beyond its deadline that a call may take: those in which this machine ran something else do not count."""
_AWHILE: Final = 1.0
"""Seconds, and up to as many again, after which somebody goes on who was told that something is wrong."""
_MANY_REST: Final = 300
"""From how many resting orders on nothing is placed any more."""

ONE_OUTCOME: Final = "every command ends in exactly one outcome for each order, about that order, or in one error that may end it"
IN_TIME: Final = "every command is over within its deadline"

Asked: TypeAlias = tuple[str, Sequence[str | None], Awaitable[object]]
"""What is asked for, about which orders (ids, or references of new ones; None where the client is to name one), and the call."""


class Way(Protocol):
    """One way to a venue: draws the next command."""

    @property
    def name(self) -> str: ...

    def ask(self, chance: Random, known: Known, reference: str) -> Asked: ...


@attrs.frozen
class OverRest:
    """4casters over REST."""

    client: AsyncFourcasters
    name: str = "4casters REST"

    def ask(self, chance: Random, known: Known, reference: str) -> Asked:
        dice, client = chance.random(), self.client
        order_ids = known.drawn(chance, 4)
        if not order_ids or (dice < 0.45 and len(known.listed) < _MANY_REST):
            orders = [_quote(chance, f"{reference}-{number}") for number in range(1 + chance.randrange(3))]
            return "place_orders", [order.user_reference for order in orders], client.place_orders(orders, deadline=DEADLINE)
        if dice < 0.55:
            new = _quote(chance, reference, side_of(known.references[order_ids[0]]))
            return "edit_order", order_ids[:1], client.edit_order(order_ids[0], new, deadline=DEADLINE)
        if dice < 0.60:
            return "cancel_by_reference", (), client.cancel_by_reference(GAME, [reference, f"{reference}-over"], deadline=DEADLINE)
        if dice < 0.75:
            return "cancel_order", order_ids[:1], client.cancel_order(order_ids[0], deadline=DEADLINE)
        return "cancel_orders", order_ids, client.cancel_orders(order_ids, deadline=DEADLINE)


@attrs.frozen
class OverSocket:
    """4casters over the orders socket."""

    socket: OrdersSocket
    name: str = "4casters socket"

    def ask(self, chance: Random, known: Known, reference: str) -> Asked:
        dice, socket = chance.random(), self.socket
        order_ids = known.drawn(chance, 4)
        if not order_ids or (dice < 0.5 and len(known.listed) < _MANY_REST):
            orders = [_quote(chance, f"{reference}-{number}") for number in range(1 + chance.randrange(3))]
            return "place_orders", [order.user_reference for order in orders], socket.place_orders(orders, deadline=DEADLINE)
        if dice < 0.7:
            return "cancel_order", order_ids[:1], socket.cancel_order(order_ids[0], deadline=DEADLINE)
        return "cancel_orders", order_ids, socket.cancel_orders(order_ids, deadline=DEADLINE)


@attrs.define
class OverSignedRest:
    """PredictStreet. The client is another one for each life of the venue, whose wallet is another one, too."""

    client: AsyncPredictStreet
    name: str = "PredictStreet REST"

    def ask(self, chance: Random, known: Known, reference: str) -> Asked:
        dice, client = chance.random(), self.client
        order_ids = known.drawn(chance, 4)
        if not order_ids or (dice < 0.5 and len(known.listed) < _MANY_REST):
            # The client names them: what its caller has named costs a look each, for which a busy venue takes too long.
            orders = [_bid(chance) for _ in range(1 + chance.randrange(2))]
            return "place_orders", [None] * len(orders), client.place_orders(orders, deadline=DEADLINE)
        if dice < 0.7:
            return "cancel_order", order_ids[:1], client.cancel_order(order_ids[0], deadline=DEADLINE)
        return "cancel_orders", order_ids, client.cancel_orders(order_ids, deadline=DEADLINE)


@attrs.define
class Weather:
    """What strikes the venue, as far as a command that goes well depends on it."""

    strikes: int = 0
    """How often something struck."""
    is_fair: bool = True
    """Whether the venue is there and runs."""


@attrs.define
class Squad:
    """Everybody who goes one way, as many commands in flight as there are members."""

    way: Way
    members: int
    verdicts: Verdicts
    weather: Weather
    known: Known = attrs.Factory(Known)
    ends: Ends | None = None
    """Of a socket: how soon its commands are over once its connection is lost."""
    takes_turns: bool = False
    """Whether one begins after the other, with a look at the network between them: to write and sign a request takes a while."""
    pauses: Pauses = attrs.Factory(Pauses)
    _turn: asyncio.Lock = attrs.Factory(asyncio.Lock)
    flights: set[Flight] = attrs.Factory(set[Flight])
    at_work: int = 0
    """How many have not looked yet at what their command came to."""

    async def member(self, chance: Random, names: count[int], may_go: asyncio.Event, is_over: Callable[[], bool]) -> None:
        """Send one command after the other."""
        while not is_over():
            await may_go.wait()
            self.at_work += 1
            try:
                if self.takes_turns:
                    async with self._turn:
                        await asyncio.sleep(0)
                await self._one(chance, f"r{next(names)}")
            finally:
                self.at_work -= 1

    async def _one(self, chance: Random, reference: str) -> None:
        known, loop = self.known, asyncio.get_running_loop()
        what, about, call = self.way.ask(chance, known, reference)
        flight = Flight(loop.time(), Turns.of_this_thread(), self.weather.strikes if self.weather.is_fair else None)
        self.flights.add(flight)
        if self.ends is not None:
            self.ends.begun(flight)
        found: object = None
        error: Exception | None = None
        try:
            found = await call
        except Exception as raised:  # noqa: BLE001 - it is what is looked for
            # Without its traceback: that knows this frame, which knows the error, and only the collector would part them.
            error = raised.with_traceback(None)
        self.flights.discard(flight)
        flight.end(loop.time(), Turns.of_this_thread())
        # What ends together is dated before any of it is looked at. And whoever was told that something is wrong does not go on at once.
        is_wrong = error is not None or _is_unknown(found)
        await (self.pauses.until(flight.ended + _AWHILE * (1 + chance.random())) if is_wrong else asyncio.sleep(0))
        if self.ends is not None:
            self.ends.over(flight)
        self._check_time(what, flight)
        outcomes = self._outcomes(what, about, found) if error is None else self._of_error(what, error)
        self._check_known(flight, outcomes)
        for outcome in outcomes:
            self.verdicts.counts[f"{self.way.name}: {named(outcome)}"] += 1
            if isinstance(outcome, Outcome):
                known.learn(outcome)
                if self.known is not known:  # It came back in another life of the venue, and may have acted in that.
                    self.known.learn_late(outcome)
        self.verdicts.counts[f"{self.way.name}: commands"] += 1

    def _outcomes(self, what: str, about: Sequence[str | None], found: object) -> tuple[object, ...]:
        outcomes = cast("tuple[object, ...]", found) if isinstance(found, tuple) else (found,)
        if what == "cancel_by_reference":
            return outcomes
        if len(outcomes) != len(about):
            self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name}: {len(outcomes)} outcomes for {len(about)}")
        for asked, outcome in zip(about, outcomes, strict=False):
            told = [getattr(outcome, name, None) for name in ("order_id", "user_reference")]
            if what == "edit_order":
                told = [getattr(getattr(outcome, "old", None), "order_id", None)]
            if not isinstance(outcome, Outcome) or asked not in (told if asked is not None else (None,)):
                self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name}: {outcome!r} for {asked}")
        return outcomes

    def _of_error(self, what: str, error: Exception) -> tuple[object, ...]:
        # A scope names no orders, so what is not known of it is an error.
        allowed = (NotSent, Refused, OutcomeUnknown) if what == "cancel_by_reference" else (NotSent, Refused)
        if not isinstance(error, allowed):
            self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name} raises {error!r}")
        self.verdicts.counts[f"{self.way.name}: {what}: raised {type(error).__name__}"] += 1
        return error.outcomes if isinstance(error, CrossbookError) else ()

    def _check_time(self, what: str, flight: Flight) -> None:
        if flight.took > DEADLINE + _GRACE:
            self.verdicts.breach(IN_TIME, f"{what} over {self.way.name} took {flight.took:.1f} s")

    def _check_known(self, flight: Flight, outcomes: Sequence[object]) -> None:
        """Count what a command came to that nothing has struck: nearly all of that is to be known, or the run would prove little."""
        if flight.strikes != self.weather.strikes:
            return
        unknown = sum(map(_is_unknown, outcomes))
        self.verdicts.counts[f"{self.way.name}: outcomes where nothing struck"] += len(outcomes)
        self.verdicts.counts[f"{self.way.name}: of these, unknown"] += unknown


def _is_unknown(found: object) -> bool:
    """Say whether an outcome, or the first of several, is unknown."""
    outcomes = cast("tuple[object, ...]", found) if isinstance(found, tuple) else (found,)
    return bool(outcomes) and isinstance(outcomes[0], CancelUnknown | PlaceUnknown | EditUnknown)


def named(outcome: object) -> str:
    """Give the name of an outcome, and why something was not placed."""
    return f"{type(outcome).__name__} ({outcome.reason.name})" if isinstance(outcome, NotPlaced) else type(outcome).__name__


def _quote(chance: Random, reference: str, side: str | None = None) -> FourcastersOrder:
    chosen = side or chance.choice(("over", "over", "under"))
    return FourcastersOrder(
        game_id=GAME,
        market_type="total",
        side=chosen,
        line=Decimal(209),
        odds=chance.choice((-110, -105, 110, 120)),
        risk=2 + chance.randrange(50),
        user_reference=f"{reference}-{chosen}",
    )


def side_of(reference: str | None) -> str | None:
    """Tell the side of a quote by what it was called: an edit keeps it."""
    return None if reference is None else reference.rpartition("-")[2]


def _bid(chance: Random) -> PredictStreetOrder:
    price = Decimal(chance.choice((30, 41, 42, 55))) / 100
    return PredictStreetOrder(market_id=MARKET, outcome=0, side="buy", price=price, quantity=1 + chance.randrange(20))
