"""One command after the other on one way to a venue, each held to what is promised of every command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from decimal import Decimal
from itertools import count
from random import Random
from typing import Final, Protocol, TypeAlias

import attrs

from crossbook import CrossbookError, NotSent, Outcome, OutcomeUnknown, Refused
from crossbook.fourcasters import AsyncFourcasters, OrdersSocket
from crossbook.fourcasters import NewOrder as FourcastersOrder
from crossbook.predictstreet import AsyncPredictStreet
from crossbook.predictstreet import NewOrder as PredictStreetOrder
from soak.known import Known
from soak.leftovers import run_delay
from soak.venue_process import MARKET
from soak.verdicts import Verdicts

GAME: Final = "66f000000000000000000001"
DEADLINE: Final = 12.0
_GRACE: Final = 1.0
"""Seconds beyond its deadline that a call may take: those in which this machine ran something else do not count."""
_AWHILE: Final = 0.2
_MANY_REST: Final = 300
"""From how many resting orders on nothing is placed any more."""

ONE_OUTCOME: Final = "every command ends in exactly one outcome for each order, about that order, or in one error that may end it"
IN_TIME: Final = "every command is over within its deadline"
PROMPT: Final = "every socket command is over within 100 ms of the loss of its connection"

Asked: TypeAlias = tuple[str, Sequence[str | None], Awaitable[object]]
"""What is asked for, about which orders (ids, or references of new ones), and the call."""


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
            new = _quote(chance, reference)
            return "edit_order", order_ids[:1], client.edit_order(order_ids[0], new, deadline=DEADLINE)
        if dice < 0.60:
            return "cancel_by_reference", (), client.cancel_by_reference(GAME, [reference, f"{reference}-1"], deadline=DEADLINE)
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
            orders = [_bid(chance, f"{reference}-{number}") for number in range(1 + chance.randrange(2))]
            return "place_orders", [order.user_reference for order in orders], client.place_orders(orders, deadline=DEADLINE)
        if dice < 0.7:
            return "cancel_order", order_ids[:1], client.cancel_order(order_ids[0], deadline=DEADLINE)
        return "cancel_orders", order_ids, client.cancel_orders(order_ids, deadline=DEADLINE)


@attrs.define(eq=False)
class Flight:
    """One command in flight."""

    began: float
    waited: float
    """What `run_delay` said then."""
    lost: tuple[float, float] | None = None
    """When its connection was lost, and what `run_delay` said then."""
    killed_at: tuple[float, float] | None = None
    """When its venue was killed, likewise."""


@attrs.define
class Squad:
    """Everybody who goes one way, as many commands in flight as there are members."""

    way: Way
    members: int
    verdicts: Verdicts
    known: Known = attrs.Factory(Known)
    flights: set[Flight] = attrs.Factory(set[Flight])
    slowest_after_kill: float = 0.0
    """Seconds, with those that the venue's process takes to die."""

    def strike(self) -> None:
        """Take note that the venue is killed now."""
        for flight in self.flights:
            flight.killed_at = asyncio.get_running_loop().time(), run_delay()

    def lose(self) -> None:
        """Take note that the connection of this way is lost: what has not ended before that is told is to end at once."""
        moment = asyncio.get_running_loop().time(), run_delay()
        for flight in self.flights:
            flight.lost = flight.lost or moment

    async def member(self, chance: Random, names: count[int], may_go: asyncio.Event, is_over: Callable[[], bool]) -> None:
        """Send one command after the other."""
        while not is_over():
            await may_go.wait()
            if not await self._one(chance, f"r{next(names)}"):
                # As a caller would: what cannot be sent is not tried again at once.
                await asyncio.sleep(_AWHILE * chance.random())

    async def _one(self, chance: Random, reference: str) -> bool:
        known, loop = self.known, asyncio.get_running_loop()
        what, about, call = self.way.ask(chance, known, reference)
        flight = Flight(loop.time(), run_delay())
        self.flights.add(flight)
        outcomes: Iterable[object] = ()
        was_sent = True
        try:
            found = await call
        except CrossbookError as error:
            outcomes, was_sent = error.outcomes, not isinstance(error, NotSent)
            self._check_error(what, error)
            self.verdicts.counts[f"{self.way.name}: {what}: raised {type(error).__name__}"] += 1
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name} raises {error!r}")
        else:
            outcomes = found if isinstance(found, tuple) else (found,)
            self._check(what, about, tuple(outcomes))
        finally:
            self.flights.discard(flight)
        self._check_time(what, flight, loop.time())
        for outcome in outcomes:
            self.verdicts.counts[f"{self.way.name}: {type(outcome).__name__}"] += 1
            if isinstance(outcome, Outcome):
                known.learn(outcome)
                if self.known is not known:  # It came back in another life of the venue, and may have acted in that.
                    self.known.learn(outcome)
        self.verdicts.counts[f"{self.way.name}: commands"] += 1
        return was_sent

    def _check(self, what: str, about: Sequence[str | None], outcomes: Sequence[object]) -> None:
        if what == "cancel_by_reference":
            return
        if len(outcomes) != len(about):
            self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name}: {len(outcomes)} outcomes for {len(about)}")
        for asked, outcome in zip(about, outcomes, strict=False):
            told = [getattr(outcome, name, None) for name in ("order_id", "user_reference")]
            if what == "edit_order":
                told = [getattr(getattr(outcome, "old", None), "order_id", None)]
            if not isinstance(outcome, Outcome) or asked not in told:
                self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name}: {outcome!r} for {asked}")

    def _check_error(self, what: str, error: CrossbookError) -> None:
        # A scope names no orders, so what is not known of it is an error.
        allowed = (NotSent, Refused, OutcomeUnknown) if what == "cancel_by_reference" else (NotSent, Refused)
        if not isinstance(error, allowed):
            self.verdicts.breach(ONE_OUTCOME, f"{what} over {self.way.name} raises {error!r}")

    def _check_time(self, what: str, flight: Flight, ended: float) -> None:
        waited = run_delay()
        if ended - flight.began - (waited - flight.waited) > DEADLINE + _GRACE:
            self.verdicts.breach(IN_TIME, f"{what} over {self.way.name} took {ended - flight.began:.1f} s")
        if flight.killed_at is not None:
            self.verdicts.counts[f"{self.way.name}: commands in flight at a kill"] += 1
            self.slowest_after_kill = max(self.slowest_after_kill, ended - flight.killed_at[0] - (waited - flight.killed_at[1]))
        if flight.lost is not None:
            took = ended - flight.lost[0] - (waited - flight.lost[1])
            self.verdicts.counts[f"{self.way.name}: commands still in flight when a loss was told"] += 1
            if took > 0.1:
                self.verdicts.breach(PROMPT, f"{what} over {self.way.name} took {took * 1000:.0f} ms")


def _quote(chance: Random, reference: str) -> FourcastersOrder:
    side = chance.choice(("over", "over", "under"))
    return FourcastersOrder(
        game_id=GAME,
        market_type="total",
        side=side,
        line=Decimal(209),
        odds=chance.choice((-110, -105, 110, 120)),
        risk=2 + chance.randrange(50),
        user_reference=reference,
    )


def _bid(chance: Random, reference: str) -> PredictStreetOrder:
    price = Decimal(chance.choice((30, 41, 42, 55))) / 100
    return PredictStreetOrder(
        market_id=MARKET, outcome=0, side="buy", price=price, quantity=1 + chance.randrange(20), user_reference=reference
    )
