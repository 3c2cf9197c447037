"""What PredictStreet is asked, as plans: our words into the venue's, and its replies into outcomes. Pure.

The bindings are reached through their package, which loads each on first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final, Literal, TypeAlias

from msgspec import UNSET

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook.core.checks import Call
from crossbook.core.correlation import distinct, in_order_asked, malformed, settled_by, untouched
from crossbook.core.judging import answer_to, ask, evidence_of
from crossbook.core.merging import told_after_repeat
from crossbook.core.paging import next_page
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, NotSent, Refused, VenueFailed
from crossbook.evidence import Evidence
from crossbook.paged import Paged
from crossbook.predictstreet.identifiers import VENUE, is_order_id, is_uuid, same
from crossbook.predictstreet.orders.listing import wallet_of, wallet_of_row
from crossbook.predictstreet.orders.order import Order, read_order
from crossbook.predictstreet.orders.replies import nothing_twice, read_batch, read_everything, read_single, split
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import PagedRequest

LARGEST_BATCH: Final = 100
"""api-reference/orders/cancel-a-batch-of-orders-by-id-max-100."""

MOST_REFUSALS: Final = 40
"""How many refusals of a call are looked into by halving what was refused; a venue that refuses everything is not asked for ever."""

_BAD_REQUEST: Final = 400

Side: TypeAlias = Literal["buy", "sell"]
"""Sides of an order: buying outcome tokens, or selling them."""

_SIDES: Final = ("buy", "sell")


def cancel_order(order_id: str) -> Plan[CancelOutcome]:
    """Cancel one order."""
    Call(VENUE, "cancelOrder").order_id(order_id)
    if not is_order_id(order_id):
        return malformed(order_id)
    request = bindings.cancel_order(orderId=order_id)
    result = yield from ask(request)
    if isinstance(result, NotSent | Refused):
        result.outcomes = untouched([order_id], result)
        raise result
    if isinstance(result, CrossbookError):
        return CancelUnknown(order_id=order_id, evidence=evidence_of(request, result))
    outcome = read_single(order_id, result.value)
    problem = "it does not say what became of the order that was sent"
    if outcome is None:
        return CancelUnknown(order_id=order_id, evidence=result.evidence(problem))
    return told_after_repeat([outcome], result.after_repeat())[0] if result.is_to_a_repeat else outcome


def cancel_orders(order_ids: Iterable[str]) -> Plan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders, a hundred at a time. What is unknown in one request does not keep the next from being sent."""
    asked = Call(VENUE, "cancelBatch").order_ids(order_ids)
    sendable = distinct(asked, well_formed=is_order_id, same=same)
    settled, stopped_by = yield from _cancel_in_batches(sendable)
    outcomes = in_order_asked(asked, sendable, settled, same=same)
    # An error that says "refused" or "not sent" would say it of those too that the venue may have taken off.
    if stopped_by is not None and not any(isinstance(outcome, CancelUnknown) for outcome in outcomes):
        stopped_by.outcomes = outcomes
        raise stopped_by
    return outcomes


def _cancel_in_batches(sendable: tuple[str, ...]) -> Plan[tuple[tuple[CancelOutcome, ...], NotSent | Refused | None]]:
    """Give what became of each order, and what kept some of them from being sent, if anything did."""
    waiting = list(batches(sendable))
    found: dict[str, CancelOutcome] = {}
    doubts: dict[str, Evidence] = {}
    stopped_by: NotSent | Refused | None = None
    refusals = 0
    refused: set[str] = set()
    while waiting and stopped_by is None:
        chunk = waiting.pop(0)
        request = bindings.cancel_batch(orderIds=chunk)
        result = yield from ask(request, distinct=nothing_twice, at_sight=partial(split, chunk))
        if not isinstance(result, CrossbookError):
            outcomes = read_batch(chunk, result.value, result)
            if result.is_to_a_repeat:
                outcomes = told_after_repeat(outcomes, result.after_repeat())
            if len(chunk) == len(sendable):  # One request for all of them, as nearly always.
                return outcomes, None
            found.update(zip(chunk, outcomes, strict=True))
            continue
        looked_into = isinstance(result, Refused | VenueFailed) and result.status == _BAD_REQUEST and refusals < MOST_REFUSALS
        if looked_into:
            refusals += 1
            refused.update(chunk)
            if isinstance(result, VenueFailed):
                # Refused when it was sent again; the first time, it may have been carried out.
                doubts |= dict.fromkeys(chunk, evidence_of(request, result))
            if len(chunk) > 1:
                # One id that the venue cannot read sinks all of its request. Nothing was done, so the halves go again.
                waiting[:0] = [chunk[: len(chunk) // 2], chunk[len(chunk) // 2 :]]
                continue
        found.update(zip(chunk, settled_by(result, chunk, partial(evidence_of, request, result)), strict=True))
        if isinstance(result, NotSent | Refused) and not looked_into:
            stopped_by = result
    rest = NotCancelledReason.NOT_SENT
    found |= {order_id: NotCancelled(order_id=order_id, reason=rest) for order_id in sendable if order_id not in found}
    found |= _refused_in_company({order_id: found[order_id] for order_id in refused})
    for order_id, evidence in doubts.items():
        (found[order_id],) = told_after_repeat([found[order_id]], evidence)
    return tuple(found[order_id] for order_id in sendable), stopped_by


def _refused_in_company(outcomes: Mapping[str, CancelOutcome]) -> Mapping[str, CancelOutcome]:
    """Correct what is said of orders that were not sent by themselves: they had left before, with others, and were refused with them."""
    return {
        order_id: NotCancelled(order_id=order_id, reason=NotCancelledReason.REFUSED)
        for order_id, outcome in outcomes.items()
        if isinstance(outcome, NotCancelled) and outcome.reason is NotCancelledReason.NOT_SENT
    }


def batches(order_ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Cut a list into requests: UUIDs, which the reference promises to take, apart from ids of other forms."""
    uuids = tuple(order_id for order_id in order_ids if is_uuid(order_id))
    others = () if len(uuids) == len(order_ids) else tuple(order_id for order_id in order_ids if not is_uuid(order_id))
    for group in (uuids, others):
        for start in range(0, len(group), LARGEST_BATCH):
            yield group[start : start + LARGEST_BATCH]


def cancel_market(market_id: str, side: Side | None, outcome: int | None) -> Plan[ScopeOutcomes]:
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


def open_orders(market_id: str | None, wallet: str | None = None) -> Plan[tuple[Order, ...]]:
    """List every open order of a wallet, page after page, until the venue says that there is no more.

    One of several pages says so (`Paged`).
    Each on a connection of its own: a list names nothing by which a left-over one could be told from it.
    """
    if market_id is not None:
        Call(VENUE, "listOpenOrders").name(market_id, "a market id")
    orders: list[Order] = []
    pages, seen = 0, set[str]()
    following: PagedRequest[str, object, object, bindings.Order] | None = bindings.list_open_orders(
        marketId=UNSET if market_id is None else market_id
    )
    while following is not None:
        page = yield from next_page(following, seen, fresh=True)
        wallet = wallet_of(page, wallet)
        for order in page.items:
            if order.id is None or not order.id.strip():
                raise page.source.doubt("an order in the list has no id")
            wallet = wallet_of_row(order.userWallet, wallet, page.source)
            orders.append(read_order(order.id, order))
        following, pages = page.following, pages + 1
    return tuple(orders) if pages == 1 else Paged(orders, pages=pages)


def look_up(order_id: str, wallet: str | None = None) -> Plan[Order]:
    """Look one order of a wallet up."""
    call = Call(VENUE, "getOrder")
    if not is_order_id(call.order_id(order_id)):
        raise call.invalid(expected="an order id (text without spaces)", found=order_id)
    result = yield from answer_to(bindings.get_order(id=order_id))
    if result.value.id is None or same(result.value.id) != same(order_id):
        raise result.doubt("it does not say that it is about the order that was asked for")
    wallet_of_row(result.value.userWallet, wallet, result)
    return read_order(order_id, result.value)


def _cancel_all(market_id: str | None, side: Side | None, outcome: int | None) -> Plan[ScopeOutcomes]:
    request = bindings.cancel_all(
        marketId=UNSET if market_id is None else market_id,
        side=UNSET if side is None else side,
        outcome=UNSET if outcome is None else outcome,
    )
    result = yield from answer_to(request)
    if result.value.marketId is not None and result.value.marketId != market_id:
        raise result.doubt("it is about another market than the one asked for")
    if isinstance(result.value.cancelled, int) and result.value.cancelled < 0:
        raise result.doubt("it counts fewer than no orders")
    return read_everything(result.value, result)
