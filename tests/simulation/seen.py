"""What is known of one call when everything is over: what it sent, and what the venue really did."""

from __future__ import annotations

import msgspec

from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.orders import Order
from simulation.venue import Venue


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One call, its exchanges in the order in which they began, and the venue at the end of all things."""

    ended: Ended
    exchanges: tuple[Exchange, ...]
    venue: Venue

    def in_doubt(self, *, about: str | None = None) -> bool:
        """Say whether the venue may have acted for all that the caller can know: on this order, or at all."""
        return any(_is_in_doubt(exchange, self.ended.at) for exchange in self.naming(about))

    def naming(self, order_id: str | None) -> list[Exchange]:
        """Give the exchanges that left, of these those that named an order."""
        left = [exchange for exchange in self.exchanges if exchange.left is not None]
        if order_id is None:
            return left
        wanted = order_id.lower()
        return [exchange for exchange in left if any(name.lower() == wanted for name in self.venue.names(exchange))]

    def order(self, order_id: str) -> Order | None:
        return self.venue.orders.find(order_id)

    def ended_by_this(self, order: Order | None) -> bool:
        """Say whether this call took an order off the market, even after it was over."""
        return order is not None and order.ended_by in [exchange.number for exchange in self.exchanges]

    @property
    def acted(self) -> bool:
        """Say whether the venue carried out anything of this call, even after it was over."""
        return any(exchange.acted for exchange in self.exchanges)

    @property
    def was_refused(self) -> bool:
        return any(exchange.status is not None and 400 <= exchange.status < 500 for exchange in self.exchanges)


def _is_in_doubt(exchange: Exchange, moment: float) -> bool:
    # What came after the end was not told to anybody.
    return exchange.left is not None and not (exchange.clear and exchange.told is not None and exchange.told <= moment)
