"""Cancelling on PredictStreet, in both documented generations of its replies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.predictstreet.orders import Order
from crossbook.sandbox.predictstreet.refusals import invalid, refusal
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.units import plain
from crossbook.sandbox.wire import Json, JsonObject, member, number, strings, text

_MOST = 100
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(value: str) -> bool:
    """Whether a text has the form of a UUID, of any version."""
    return _UUID.fullmatch(value) is not None


def cancel(state: State, wallet: str, body: Json) -> Answer:
    """Cancel one order. Unknown, foreign and ended are all 200 not_found; so is what is no id, as this page asks for text only."""
    order_id = text(body, "orderId") or ""
    reason = _attempt(state, wallet, order_id)
    if reason == "lock_invariant":
        # A word of the batch replies; what a single cancel says is undocumented. As a failure inside the venue: 500.
        raise refusal(500, "lock_invariant", "balance lock invariant tripped")
    if reason is not None:
        return Answer(200, {"orderId": order_id, "status": "not_found"})
    remaining = plain(state.trading.known(order_id).remaining)
    if state.generation == "old":
        return Answer(200, {"orderId": order_id, "status": "CANCELLED", "remainingQty": remaining})
    return Answer(200, {"orderId": order_id, "status": "cancelled", "unfilledQty": remaining})


def cancel_batch(state: State, wallet: str, body: Json) -> Answer:
    """Cancel up to 100 orders. Duplicates are one order, so that an id is in one half only.

    The page says that ids are UUIDs, and the server validates: one that is none has the whole request refused. A concept
    page shows 0x... where ids stand; whoever holds that page right turns `strict_ids` off, and such ids are not found.
    """
    order_ids = strings(body, "orderIds")
    if order_ids is None or not 1 <= len(order_ids) <= _MOST:
        raise invalid(f"orderIds must contain 1 to {_MOST} elements")
    if state.strict_ids and not all(is_uuid(order_id) for order_id in order_ids):
        raise invalid("each value in orderIds must be a UUID")
    return Answer(200, _split(state, wallet, dict.fromkeys(order_ids)))


def cancel_all(state: State, wallet: str, body: Json) -> Answer:
    """Cancel the open orders that fit every filter; without filters, all of the wallet's."""
    market_id, side, outcome = text(body, "marketId"), text(body, "side"), number(body, "outcome")
    if side is not None and side.lower() not in ("buy", "sell"):
        raise invalid("side must be buy or sell")
    if member(body, "outcome") is not None and (outcome is None or outcome < 0):
        raise invalid("outcome must be an integer >= 0")
    named = None if outcome is None else str(int(outcome))
    wanted = [order.id for order in state.trading.live(wallet) if fits(order, market_id, side, named, None)]
    split = _split(state, wallet, wanted)
    if state.generation == "old":
        cancelled = split["cancelled"]
        counted: JsonObject = {"cancelled": len(cancelled) if isinstance(cancelled, list) else 0}
        split = counted
    if market_id is not None:
        split["marketId"] = market_id
    return Answer(200, split)


def fits(order: Order, market_id: str | None, side: str | None, outcome: str | None, order_type: str | None) -> bool:
    """Whether an order passes filters that are AND-combined; side and type in any case."""
    return (
        market_id in (None, order.market_id)
        and (side is None or side.lower() == order.side)
        and outcome in (None, order.outcome)
        and (order_type is None or order_type.lower() == order.order_type)
    )


def _split(state: State, wallet: str, order_ids: Iterable[str]) -> JsonObject:
    reasons = {order_id: _attempt(state, wallet, order_id) for order_id in order_ids}
    return {
        "cancelled": [order_id for order_id, reason in reasons.items() if reason is None],
        "notCancelled": {order_id: reason for order_id, reason in reasons.items() if reason is not None},
    }


def _attempt(state: State, wallet: str, order_id: str) -> str | None:
    """Cancel one order; return why not, in the words of the batch replies."""
    order = state.trading.find(order_id, wallet)
    if order is None:
        return "not_found"
    if not order.is_live:
        return "already_terminal"
    if order.locked:
        order.locked = False
        return "lock_invariant"
    state.trading.end(order, "cancelled")
    return None
