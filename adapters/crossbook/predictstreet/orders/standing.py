"""How an order stands by the venue's words, held against the order that was signed: an outcome, or what contradicts it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed
from crossbook.predictstreet.identifiers import is_order_id, same
from crossbook.predictstreet.orders.draft import OrderDraft
from crossbook_bindings.predictstreet import rest as bindings

KILL_TYPES: Final = ("ioc", "fok")
"""Times in force of orders that never rest."""

_RESTING: Final = ("PENDING", "OPEN", "PARTIAL")
_ENDED: Final = ("CANCELLED", "CANCELLED_BY_RESOLVE", "EXPIRED")
_REVERTED: Final = "SETTLEMENT_FAILED"
"""concepts/trading/order-lifecycle: every fill was reverted on the chain, and what was locked is refunded."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply or a list says of one order that the venue took. None where it does not say."""

    order_id: str | None
    status: str | None
    filled: Decimal | None
    remaining: Decimal | None
    trades: Sequence[bindings.Trade] | None = None
    """Its matches, where they are listed."""


def read_standing(draft: OrderDraft, said: Standing) -> Placed | NotPlaced | str:
    """Say what became of an order that the venue took, or what keeps this from proving it."""
    order_id = said.order_id or ""
    if not is_order_id(order_id):
        return "it names no order id"
    problem = next(_problems(draft, said, order_id), None)
    if problem is not None:
        return problem
    # Status words come in either case.
    status = (said.status or "").upper()
    filled = said.filled
    if filled is None and said.trades is not None:
        filled = _sum(said.trades)
    if filled is None and said.remaining is not None and status not in (*_ENDED, _REVERTED):
        filled = draft.quantity - said.remaining
    if status in _RESTING:
        return _resting(draft, said, filled, order_id, status)
    if status == "FILLED":
        if filled is None or filled != draft.quantity or said.remaining:
            return f"it says FILLED, and that {filled} of {draft.quantity} were"
        return _placed(draft, said, filled, order_id, Decimal(0))
    if status == _REVERTED:
        # What it says was matched is matched no more, whatever it says of it: a fill told here would be a position that nobody has.
        return _ended(draft, msgspec.structs.replace(said, filled=Decimal(0), remaining=None, trades=None), Decimal(0), order_id)
    if status in _ENDED:
        return _ended(draft, said, filled, order_id)
    return f"no document lists the status {said.status!r}" if said.status else "it tells no status"


def _ended(draft: OrderDraft, said: Standing, filled: Decimal | None, order_id: str) -> Placed | NotPlaced | str:
    if filled is None:
        return f"it says {said.status}, and not how much was matched before"
    # Of an order that has ended, pages do not say whether what was not matched remains.
    if said.remaining not in (None, 0, draft.quantity - filled):
        return _not_ours(filled, said.remaining, draft.quantity)
    if draft.time_in_force == "fok" and 0 < filled < draft.quantity:
        return f"an order to be filled whole or not at all was matched with {filled} of {draft.quantity}"
    if not filled and draft.time_in_force in KILL_TYPES:
        return NotPlaced(reason=NotPlacedReason.KILLED, venue_text=said.status, user_reference=draft.client_order_id)
    return _placed(draft, said, filled, order_id, Decimal(0))


def _resting(draft: OrderDraft, said: Standing, filled: Decimal | None, order_id: str, status: str) -> Placed | str:
    if status != "PENDING" and draft.time_in_force in KILL_TYPES:
        return f"it says {status} of an order that never rests ({draft.time_in_force})"
    remaining = said.remaining
    if remaining is None and filled is not None:
        remaining = draft.quantity - filled
    if remaining is not None and filled is not None and remaining + filled != draft.quantity:
        return _not_ours(filled, remaining, draft.quantity)
    if remaining == 0:
        return f"it says {status}, and that nothing remains"
    return _placed(draft, said, filled or Decimal(0), order_id, remaining)


def _placed(draft: OrderDraft, said: Standing, filled: Decimal, order_id: str, resting: Decimal | None) -> Placed:
    if said.trades:
        fills = tuple(Fill(fill_id=trade.id, price=trade.price, quantity=trade.quantity, fee=trade.fee) for trade in said.trades)
    else:
        fills = (Fill(fill_id=None, quantity=filled),) if filled else ()
    return Placed(order_id=order_id, resting=resting, fills=fills, user_reference=draft.client_order_id)


def _problems(draft: OrderDraft, said: Standing, order_id: str) -> Iterator[str]:
    for amount in (said.filled, said.remaining):
        if amount is not None and (not amount.is_finite() or not 0 <= amount <= draft.quantity):
            yield f"it holds a quantity of {amount} for an order of {draft.quantity}"
            return
    trades = said.trades or ()
    for trade in trades:
        yield from _problems_of_a_fill(draft, trade, order_id)
    names = [trade.id for trade in trades if trade.id]
    if len(set(names)) != len(names):
        yield "it holds one fill twice"
    # Nobody can say which of the two is right. A list of no fills beside a quantity is a list that was left out.
    if trades and _sum(trades) != (said.filled if said.filled is not None else _sum(trades)):
        yield f"its fills are {_sum(trades)} together, and it says that {said.filled} were matched"
    if _sum(trades) > draft.quantity:
        yield f"its fills are {_sum(trades)} together, of an order of {draft.quantity}"


def _problems_of_a_fill(draft: OrderDraft, trade: bindings.Trade, order_id: str) -> Iterator[str]:
    if trade.quantity is None or not trade.quantity.is_finite() or trade.quantity <= 0:
        yield f"it holds a fill of {trade.quantity}"
        return
    if trade.price is not None:
        buys = draft.order.side == "buy"
        if not trade.price.is_finite() or not 0 <= trade.price <= 1:
            yield f"it holds a fill at {trade.price}"
        elif (trade.price > draft.price) if buys else (trade.price < draft.price):
            yield f"it holds a fill at {trade.price}, which is worse than {draft.price}"
    if trade.fee is not None and not trade.fee.is_finite():
        yield f"it holds a fee of {trade.fee}"
    if trade.orderId and same(trade.orderId) != same(order_id):
        yield "it holds a fill of another order"
    if trade.marketId and trade.marketId != draft.order.market_id:
        yield f"it holds a fill in another market, {trade.marketId}"
    if trade.side and trade.side.lower() != draft.order.side:
        yield f"it holds a fill of the other side, {trade.side}"


def _sum(trades: Sequence[bindings.Trade]) -> Decimal:
    return sum((trade.quantity for trade in trades if trade.quantity is not None), Decimal(0))


def _not_ours(filled: Decimal, remaining: Decimal | None, quantity: Decimal) -> str:
    return f"{filled} matched and {remaining} not are another order's: this one is of {quantity}"
