"""What is known of one call when everything is over: what it sent, and what the venue really did."""

from __future__ import annotations

import msgspec

from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.orders import Order
from simulation.venue import Creation, Venue
from simulation.weather import DOWN


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One call, its exchanges in the order in which they began, and the venue at the end of all things."""

    ended: Ended
    exchanges: tuple[Exchange, ...]
    venue: Venue
    before: tuple[Exchange, ...] = ()
    """Those of the calls that it follows from."""
    shared: frozenset[str] = frozenset()
    """Names that callers gave to several placements."""
    renews: bool = False
    """Whether there are other credentials to be asked for."""
    calm_from: float = 0.0
    """From when on nothing goes wrong any more."""

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
    def earlier(self) -> frozenset[int]:
        """Give the numbers of the exchanges of the calls that it follows from."""
        return frozenset(exchange.number for exchange in self.before)

    def made(self, place: int, name: str) -> list[Creation]:
        """Give what the calls that it follows from have made of one placement."""
        mine = [creation for creation in self.venue.created if creation.exchange in self.earlier]
        return [creation for creation in mine if (creation.name == name if self.venue.names_are_unique else creation.place == place)]

    @property
    def could_look(self) -> bool:
        """Say whether the call had the time to look when nothing went wrong and nothing could arrive, and was refused nothing before."""
        came = [exchange.gone + 120.0 for exchange in self.before if exchange.gone is not None]
        # Others may leave nothing of a limit, and credentials may be over.
        refused = any(
            400 <= (exchange.status or 0) < 500 and (exchange.troubles or exchange.status in (401, 429)) for exchange in self.exchanges
        )
        # What members a row of the history has, is on no page: one that cannot be read is not waited for.
        unreadable = any("history: a_row_of_the_history_is_unreadable" in exchange.troubles for exchange in self.exchanges)
        # Nor does a path come back that is out of order all the time.
        lasting = unreadable or any(DOWN in exchange.troubles for exchange in self.exchanges)
        return not refused and not lasting and max([self.calm_from, self.ended.began + 120.0, *came]) + 60.0 < self.ended.until

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
