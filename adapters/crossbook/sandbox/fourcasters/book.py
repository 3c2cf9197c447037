"""The orders of a 4casters sandbox and every way their state can change."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from attrs import evolve, frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.orders import FourcastersOrder, OrderState


@frozen(kw_only=True)
class NewOrder:
    """What a caller says about an order to be."""

    game_id: str
    league: str
    market_type: str
    side: str
    odds: Decimal
    bet: Decimal
    number: Decimal | None = None
    market: str | None = None
    user_reference: str | None = None
    lifetime: float | None = None
    """Seconds until it expires."""


@frozen
class _Lapse:
    """Orders that are cancelled at a moment to come."""

    at: float
    order_ids: frozenset[str]


class _Due(NamedTuple):
    """An end an order comes to at a moment, unless it has come to another before."""

    at: float
    order_id: str
    state: OrderState


class Book:
    """Orders by id. Nothing changes by itself: `catch_up` applies what the clock has made due, in the order it fell due."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._orders: dict[str, FourcastersOrder] = {}
        self._heartbeats: dict[str, float] = {}
        self._lapses: list[_Lapse] = []

    def catch_up(self) -> None:
        """Apply expiries, lapsed heartbeats and league cancels that are due."""
        now = self._clock.now()
        due = [_Due(order.expires_at, order.id, "expired") for order in self._open() if order.expires_at is not None]
        due += [_Due(lapse.at, order_id, "cancelled") for lapse in self._lapses for order_id in lapse.order_ids]
        due += [_Due(deadline, order.id, "cancelled") for owner, deadline in self._heartbeats.items() for order in self.open_orders(owner)]
        for _, order_id, state in sorted(entry for entry in due if entry.at <= now):
            self._move(order_id, state)
        # A lapsed heartbeat is over: no page says how one is disarmed, so the next one arms it anew.
        self._heartbeats = {account: deadline for account, deadline in self._heartbeats.items() if deadline > now}
        self._lapses = [lapse for lapse in self._lapses if lapse.at > now]

    def add(self, owner: str, new: NewOrder, *, filled: Decimal = Decimal(0)) -> FourcastersOrder:
        """Let an order rest; one that is filled from the start is filled."""
        now = self._clock.now()
        order = FourcastersOrder(
            id=object_id(),
            owner=owner,
            state="filled" if filled == new.bet else "open",
            game_id=new.game_id,
            league=new.league,
            market_type=new.market_type,
            side=new.side,
            number=new.number,
            market=new.market,
            odds=new.odds,
            bet=new.bet,
            filled=filled,
            user_reference=new.user_reference,
            wager_request_id=object_id(),
            tx_id=object_id(),
            created_at=self._clock.wall(),
            expires_at=None if new.lifetime is None else now + new.lifetime,
        )
        self._orders[order.id] = order
        return order

    def find(self, order_id: str) -> FourcastersOrder | None:
        """Hex digits of an id mean the same in either case."""
        return self._orders.get(order_id.lower())

    def open_orders(self, owner: str | None = None) -> tuple[FourcastersOrder, ...]:
        """Open orders of one account, or of all, oldest first."""
        return tuple(order for order in self._open() if owner in (None, order.owner))

    def league_of(self, game_id: str) -> str | None:
        """League of a game, learned from the orders on it."""
        return next((order.league for order in self._orders.values() if order.game_id == game_id), None)

    @property
    def leagues(self) -> frozenset[str]:
        return frozenset(order.league for order in self._orders.values())

    def cancel(self, order_id: str) -> FourcastersOrder:
        return self.change(order_id, "cancelled", ("open",))

    def fill(self, order_id: str, amount: Decimal) -> FourcastersOrder:
        """Match part or all of an open order."""
        order = self._known(order_id)
        if order.state != "open":
            raise ValueError(f"expected an open order, found {order.state}")
        if not 0 < amount <= order.remaining:
            raise ValueError(f"expected an amount above 0 and up to {order.remaining}, found {amount}")
        filled = order.filled + amount
        changed = evolve(order, filled=filled, state="filled" if filled == order.bet else "open")
        self._orders[order.id] = changed
        return changed

    def change(self, order_id: str, state: OrderState, allowed: tuple[OrderState, ...]) -> FourcastersOrder:
        """Move an order to another state; raise ValueError where that could not happen."""
        order = self._known(order_id)
        if order.state not in allowed:
            raise ValueError(f"expected an order that is {' or '.join(allowed)}, found {order.state}")
        self._move(order.id, state)
        return self._orders[order.id]

    def beat(self, owner: str, seconds: float) -> None:
        """Arm or renew the account's timer. REST and socket share it here; whether they do at the venue is undocumented."""
        self._heartbeats[owner] = self._clock.now() + seconds

    def cancel_later(self, orders: Iterable[FourcastersOrder], seconds: float) -> None:
        """Cancel these orders, or what is still open of them, after a while."""
        self._lapses.append(_Lapse(self._clock.now() + seconds, frozenset(order.id for order in orders)))

    def complete_later_cancels(self) -> None:
        """Let every cancel that is under way happen now."""
        now = self._clock.now()
        self._lapses = [evolve(lapse, at=min(lapse.at, now)) for lapse in self._lapses]

    def _open(self) -> tuple[FourcastersOrder, ...]:
        return tuple(order for order in self._orders.values() if order.state == "open")

    def _known(self, order_id: str) -> FourcastersOrder:
        order = self.find(order_id)
        if order is None:
            raise KeyError(f"expected the id of an order of this sandbox, found {order_id!r}")
        return order

    def _move(self, order_id: str, state: OrderState) -> None:
        order = self._orders[order_id]
        if state == "graded" or order.state == "open":  # what is due later finds an order that has ended as it is
            self._orders[order_id] = evolve(order, state=state)


def object_id() -> str:
    """Make an id in the venue's form."""
    return secrets.token_hex(12)
