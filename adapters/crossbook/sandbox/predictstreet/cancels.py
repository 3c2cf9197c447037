"""Cancelling on PredictStreet, in both documented generations of its replies."""

from __future__ import annotations

from typing import Literal, TypeAlias

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.book import Book
from crossbook.sandbox.predictstreet.orders import PredictStreetOrder, plain
from crossbook.sandbox.wire import Json, JsonObject, member, number, strings, text

ReplyGeneration: TypeAlias = Literal["new", "old"]
"""`new`: the reference pages' forms. `old`: those of concepts/trading/cancelling, which still counts what cancel-all did."""

_MOST = 100


def cancel(book: Book, wallet: str, body: Json, generation: ReplyGeneration) -> Answer:
    """Cancel one order. Unknown, foreign and ended are all 200 not_found."""
    order_id = text(body, "orderId") or ""
    reason = _attempt(book, wallet, order_id)
    if reason == "lock_invariant":
        # A word of the batch replies; what a single cancel says is undocumented. As a failure inside the venue: 500.
        raise Refusal(500, {"code": "lock_invariant", "message": "balance lock invariant tripped"})
    if reason is not None:
        return Answer(200, {"orderId": order_id, "status": "not_found"})
    remaining = plain(book.known(order_id).remaining)
    if generation == "old":
        return Answer(200, {"orderId": order_id, "status": "CANCELLED", "remainingQty": remaining})
    return Answer(200, {"orderId": order_id, "status": "cancelled", "unfilledQty": remaining})


def cancel_batch(book: Book, wallet: str, body: Json) -> Answer:
    """Cancel up to 100 orders. Duplicates are one order, so that an id is in one half only."""
    order_ids = strings(body, "orderIds")
    if order_ids is None or not 1 <= len(order_ids) <= _MOST:
        raise Refusal(400, {"code": "validation_failed", "message": f"orderIds must contain 1 to {_MOST} elements"})
    return Answer(200, _split(book, wallet, tuple(dict.fromkeys(order_ids))))


def cancel_all(book: Book, wallet: str, body: Json, generation: ReplyGeneration) -> Answer:
    """Cancel the open orders that fit every filter; without filters, all of the wallet's."""
    market_id, side, outcome = text(body, "marketId"), text(body, "side"), number(body, "outcome")
    if side is not None and side.lower() not in ("buy", "sell"):
        raise Refusal(400, {"code": "validation_failed", "message": "side must be buy or sell"})
    if member(body, "outcome") is not None and (outcome is None or outcome < 0):
        raise Refusal(400, {"code": "validation_failed", "message": "outcome must be an integer >= 0"})
    wanted = [
        order.id for order in book.open_orders(wallet) if fits(order, market_id, side, None if outcome is None else f"{outcome:f}", None)
    ]
    split = _split(book, wallet, tuple(wanted))
    if generation == "old":
        cancelled = split.pop("cancelled")
        counted: JsonObject = {"cancelled": len(cancelled) if isinstance(cancelled, list) else 0}
        split = counted
    if market_id is not None:
        split["marketId"] = market_id
    return Answer(200, split)


def fits(order: PredictStreetOrder, market_id: str | None, side: str | None, outcome: str | None, order_type: str | None) -> bool:
    """Whether an order passes filters that are AND-combined; side and type in any case."""
    return (
        market_id in (None, order.market_id)
        and (side is None or side.lower() == order.side)
        and outcome in (None, order.outcome)
        and (order_type is None or order_type.lower() == order.order_type)
    )


def _split(book: Book, wallet: str, order_ids: tuple[str, ...]) -> JsonObject:
    reasons = {order_id: _attempt(book, wallet, order_id) for order_id in order_ids}
    return {
        "cancelled": [order_id for order_id, reason in reasons.items() if reason is None],
        "notCancelled": {order_id: reason for order_id, reason in reasons.items() if reason is not None},
    }


def _attempt(book: Book, wallet: str, order_id: str) -> str | None:
    """Cancel one order; return why not, in the words of the batch replies."""
    order = book.find(order_id, wallet)
    if order is None:
        return "not_found"
    if order.state != "open":
        return "already_terminal"
    if order.locked:
        book.lock(order_id, locked=False)
        return "lock_invariant"
    book.end(order_id, "cancelled")
    return None
