"""Counts: has every order exactly one outcome, and is nothing open that was called closed? Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from crossbook.demo.rows import Order, Row


@attrs.frozen(kw_only=True)
class Tally:
    """What the comparison of orders with outcomes found."""

    orders: int
    outcomes: int
    without: tuple[Order, ...]
    """Orders that have no outcome."""
    repeated: tuple[Order, ...]
    """Orders that have more than one."""
    strangers: tuple[Order, ...]
    """Orders that have an outcome and were never asked about."""

    @property
    def holds(self) -> bool:
        """Whether every order has exactly one outcome, and nothing else has any."""
        return not (self.without or self.repeated or self.strangers)

    @property
    def sentence(self) -> str:
        """The finding, in one line."""
        counts = f"{self.orders} orders, {self.outcomes} outcomes"
        if self.holds:
            return f"{counts}: every order has exactly one outcome."
        wrong = {"without an outcome": self.without, "with more than one": self.repeated, "never asked about": self.strangers}
        found = ", ".join(f"{len(orders)} {what}" for what, orders in wrong.items() if orders)
        return f"{counts}: NOT every order has exactly one outcome ({found})."


def tally(orders: Iterable[Order], rows: Iterable[Row]) -> Tally:
    """Compare the orders that were asked about with the outcomes that were given."""
    asked = Counter(orders)
    given = Counter(row.order for row in rows)
    return Tally(
        orders=asked.total(),
        outcomes=given.total(),
        without=tuple(order for order in asked if order not in given),
        # An order that is asked about by two calls would need an outcome of each; the demo asks once.
        repeated=tuple(order for order, times in (asked | given).items() if times > 1),
        strangers=tuple(order for order in given if order not in asked),
    )


def closed_but_open(rows: Iterable[Row], still_open: Iterable[Order]) -> tuple[Order, ...]:
    """List the orders that rest at their venue although their outcome says that they cannot."""
    closed = {row.order for row in rows if not row.may_be_open}
    return tuple(order for order in still_open if order in closed)
