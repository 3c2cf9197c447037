"""What PredictStreet is asked, as plans: our words into the venue's, and its replies into outcomes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.correlation import malformed, unknown, with_malformed
from crossbook.core.judging import Plan, answer_to, ask, evidence_of
from crossbook.core.paging import next_page
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.outcomes import CancelOutcome, CancelUnknown, ScopeOutcomes
from crossbook.predictstreet.identifiers import VENUE, is_order_id, same
from crossbook.predictstreet.orders.order import OrderState, order_state
from crossbook.predictstreet.orders.replies import read_batch, read_everything, read_single
from crossbook_bindings.predictstreet.rest import Order, Side, cancel_all, cancel_batch, get_order, list_open_orders
from crossbook_bindings.predictstreet.rest import cancel_order as cancel_one
from crossbook_bindings.runtime import PagedRequest

LARGEST_BATCH: Final = 100
"""api-reference/orders/cancel-a-batch-of-orders-by-id-max-100."""

_SIDES: Final = ("buy", "sell", "BUY", "SELL")


def cancel_order(order_id: str) -> Plan[CancelOutcome]:
    """Cancel one order."""
    Call(VENUE, "cancelOrder").order_id(order_id)
    if not is_order_id(order_id):
        return malformed(order_id)
    request = cancel_one(orderId=order_id)
    result = yield from ask(request)
    if isinstance(result, NotSent | Refused):
        raise result
    if isinstance(result, CrossbookError):
        return CancelUnknown(order_id=order_id, evidence=evidence_of(request, result))
    outcome = read_single(order_id, result.value)
    problem = "it does not say what became of the order that was sent"
    return outcome or CancelUnknown(order_id=order_id, evidence=result.evidence(problem))


def cancel_orders(order_ids: Iterable[str]) -> Plan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders, a hundred at a time. What is unknown in one request does not keep the next from being sent."""
    asked = Call(VENUE, "cancelBatch").order_ids(order_ids, same=same)
    sendable = tuple(order_id for order_id in asked if is_order_id(order_id))
    outcomes: tuple[CancelOutcome, ...] = ()
    while len(outcomes) < len(sendable):
        chunk = sendable[len(outcomes) : len(outcomes) + LARGEST_BATCH]
        request = cancel_batch(orderIds=chunk)
        result = yield from ask(request)
        if not isinstance(result, CrossbookError):
            outcomes += read_batch(chunk, result.value, result)
            continue
        evidence = evidence_of(request, result)
        if isinstance(result, NotSent | Refused):
            # The rest would meet the same wall. None of it was acted on, but a whole refusal is no verdict on any one order.
            outcomes += unknown(sendable[len(outcomes) :], evidence)
            result.outcomes = with_malformed(asked, outcomes, well_formed=is_order_id)
            raise result
        outcomes += unknown(chunk, evidence)
    return with_malformed(asked, outcomes, well_formed=is_order_id)


def cancel_market(market_id: str, side: str | None, outcome: int | None) -> Plan[ScopeOutcomes]:
    """Cancel every open order of a market, or those of one side or outcome in it."""
    call = Call(VENUE, "cancelAll")
    call.name(market_id, "a market id")
    if side is not None:
        call.choice(side, _SIDES, "a side")
    if outcome is not None:
        call.whole(outcome, "an outcome", least=0)
    return (yield from _cancel_all(market_id, side, outcome))


def cancel_everything() -> Plan[ScopeOutcomes]:
    """Cancel every open order of the wallet."""
    return (yield from _cancel_all(None, None, None))


def open_orders(market_id: str | None) -> Plan[tuple[OrderState, ...]]:
    """List every open order, page after page, until the venue says that there is no more."""
    if market_id is not None:
        Call(VENUE, "listOpenOrders").name(market_id, "a market id")
    orders: list[OrderState] = []
    seen: set[str] = set()
    following: PagedRequest[object, object, Order] | None = list_open_orders(marketId=UNSET if market_id is None else market_id)
    while following is not None:
        page = yield from next_page(following, seen)
        for order in page.items:
            if order.id is None:
                raise page.source.doubt("an order in the list has no id")
            orders.append(order_state(order.id, order))
        following = page.following
    return tuple(orders)


def read_order(order_id: str) -> Plan[OrderState]:
    """Look one order up."""
    call = Call(VENUE, "getOrder")
    if not is_order_id(call.order_id(order_id)):
        raise call.invalid(expected="an order id (text without spaces)", found=order_id)
    result = yield from answer_to(get_order(id=order_id))
    if result.value.id != order_id:
        raise result.doubt("it is about another order than the one asked for")
    return order_state(order_id, result.value)


def _cancel_all(market_id: str | None, side: str | None, outcome: int | None) -> Plan[ScopeOutcomes]:
    request = cancel_all(
        marketId=UNSET if market_id is None else market_id,
        side=UNSET if side is None else cast("Side", side),
        outcome=UNSET if outcome is None else outcome,
    )
    result = yield from answer_to(request)
    if result.value.marketId is not None and result.value.marketId != market_id:
        raise result.doubt("it is about another market than the one asked for")
    if isinstance(result.value.cancelled, int) and result.value.cancelled < 0:
        raise result.doubt("it counts fewer than no orders")
    return read_everything(result.value, result)
