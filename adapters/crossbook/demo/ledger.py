"""Keeps what the demo asked for and what it was told."""

from __future__ import annotations

from collections.abc import Iterable

from crossbook import CancelOutcome, Placed, PlaceOutcome
from crossbook.demo.rows import Call, Order, Row, Venue, rows_of


class Ledger:
    """Every order, and every row about one, in the order they came."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.rows: list[Row] = []

    def add(self, venue: Venue, *order_ids: str) -> tuple[str, ...]:
        """Note orders that rest at a venue, or ids that are made up; each of them is to get one outcome."""
        self.orders += [Order(venue, order_id) for order_id in order_ids]
        return order_ids

    def add_placed(self, outcomes: Iterable[PlaceOutcome]) -> tuple[str, ...]:
        """Note orders that 4casters took, and give their ids. Raises RuntimeError where one does not rest."""
        order_ids: list[str] = []
        for outcome in outcomes:
            if not isinstance(outcome, Placed) or outcome.order_id is None:
                message = f"expected an order that rests, found {outcome!r}"
                raise RuntimeError(message)
            order_ids.append(outcome.order_id)
        return self.add(Venue.FOURCASTERS, *order_ids)

    def record(self, call: Call, *outcomes: CancelOutcome) -> None:
        """Note what a call gave."""
        self.rows += rows_of(call, outcomes)
