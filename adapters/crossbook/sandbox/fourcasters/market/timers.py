"""What cancels orders by itself: heartbeats that stop, and cancels that the venue does later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder


class Timers:
    """The dead man's timer of each account, and the cancels that are under way."""

    def __init__(self, exchange: Exchange, now: Callable[[], float]) -> None:
        self._exchange = exchange
        self._now = now
        self._deadlines: dict[str, float] = {}
        self._under_way: list[frozenset[str]] = []

    def beat(self, account: str, seconds: float) -> None:
        """Arm or renew the account's timer. REST and socket share it here; whether they do at the venue is undocumented."""
        deadline = self._now() + seconds
        self._deadlines[account] = deadline
        self._exchange.agenda.at(deadline, partial(self._lapse, account))

    def cancel_later(self, orders: Iterable[FourcastersOrder], seconds: float) -> None:
        """Cancel these orders, or what is still open of them, after a while."""
        order_ids = frozenset(order.id for order in orders)
        self._under_way.append(order_ids)
        self._exchange.agenda.at(self._now() + seconds, lambda _: self._cancel(order_ids))

    def complete_cancels(self) -> None:
        """Let every cancel that is under way happen now."""
        for order_ids in tuple(self._under_way):
            self._cancel(order_ids)

    def _lapse(self, account: str, moment: float) -> None:
        if self._deadlines.get(account) != moment:
            return  # renewed since
        # A lapsed heartbeat is over: no page says how one is disarmed, so the next one arms it anew.
        del self._deadlines[account]
        for order in self._exchange.open_orders(account):
            self._exchange.end(order.id, "cancelled")

    def _cancel(self, order_ids: frozenset[str]) -> None:
        if order_ids not in self._under_way:
            return
        self._under_way.remove(order_ids)
        for order in self._exchange.open_orders():
            if order.id in order_ids:
                self._exchange.end(order.id, "cancelled")
