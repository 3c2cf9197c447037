"""PredictStreet's lists of orders, page by page, one order, and its fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.predictstreet.cancels import fits
from crossbook.sandbox.predictstreet.orders import Order
from crossbook.sandbox.predictstreet.pages import moment, outcome_index, page, to_milliseconds, word
from crossbook.sandbox.predictstreet.refusals import refusal
from crossbook.sandbox.predictstreet.state import State

# The page's list; it lacks CANCELLED_BY_RESOLVE, which is refused like any other word.
_STATUSES: Final = ("PENDING", "OPEN", "PARTIAL", "FILLED", "CANCELLED", "REJECTED", "EXPIRED", "SETTLEMENT_FAILED")
_SIDES: Final = ("buy", "sell")
_TYPES: Final = ("limit", "market")


def open_orders(state: State, wallet: str, query: Mapping[str, str]) -> Answer:
    """List open orders, newest first."""
    found = page(_filtered(state.trading.live(wallet), query), _sequence, query, most=500, default=500)
    orders = [order.as_json(raw=False) for order in found.rows]
    return Answer(200, {"walletAddress": wallet, "orders": [*orders], "nextCursor": found.next_cursor})


def history(state: State, wallet: str, query: Mapping[str, str]) -> Answer:
    """List orders in every state, newest first. What members a row has is not documented: here those of order detail."""
    status = word(query, "status", _STATUSES)
    since, until = moment(query, "from"), moment(query, "to")
    orders = (
        order
        for order in _filtered(state.trading.of(wallet), query)
        if status in (None, order.raw_status)
        # That the bounds are of createdAt, and both included, is an inference.
        and (since is None or to_milliseconds(order.created_at) >= since)
        and (until is None or to_milliseconds(order.created_at) <= until)
    )
    found = page(orders, _sequence, query, most=200, default=100)
    rows = [order.as_json(raw=True) for order in found.rows]
    return Answer(200, {"walletAddress": wallet, "orders": [*rows], "nextCursor": found.next_cursor})


def detail(state: State, wallet: str, order_id: str) -> Answer:
    """Show one order in its raw state."""
    order = state.trading.find(order_id, wallet)
    if order is None:  # the code is ours: only the status is documented. Another wallet's order must not show either
        raise refusal(404, "order_not_found", "no such order")
    return Answer(200, order.as_json(raw=True))


def fills(state: State, wallet: str, order_id: str) -> Answer:
    """List the fills of an order, oldest first; none for an id that is unknown or another wallet's."""
    order = state.trading.find(order_id, wallet)
    trades = () if order is None else state.trading.fills(order.id)
    rows = [trade.as_fill(leg) for trade in trades for leg in trade.legs if order is not None and leg.order_id == order.id]
    return Answer(200, {"orderId": order_id, "trades": [*rows]})


def _filtered(orders: Iterator[Order] | tuple[Order, ...], query: Mapping[str, str]) -> Iterator[Order]:
    side, order_type = word(query, "side", _SIDES, any_case=True), word(query, "type", _TYPES, any_case=True)
    outcome = outcome_index(query)
    return (order for order in orders if fits(order, query.get("marketId"), side, outcome, order_type))


def _sequence(order: Order) -> int:
    return order.sequence
