"""What a type checker must be able to tell a user of crossbook, who has only the wheel."""

from __future__ import annotations

from collections.abc import Awaitable
from decimal import Decimal
from fractions import Fraction
from typing import Literal, assert_never, assert_type

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelOutcome,
    CancelUnknown,
    CrossbookError,
    Edited,
    EditOutcome,
    EditUnknown,
    InterruptedCall,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotSent,
    Odds,
    Outcome,
    OutcomeUnknown,
    Pacing,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
    Price,
    ReadFailed,
    Refused,
    Retry,
    ScopeOutcomes,
    Timeouts,
    as_decimal,
)
from crossbook.fourcasters import (
    LARGEST_ODDS,
    ODDS_STEP,
    AsyncFourcasters,
    Fourcasters,
    LeagueCancelAcknowledged,
    NewOrder,
    OrdersSocket,
)
from crossbook.predictstreet import AsyncPredictStreet, Order, PredictStreet
from crossbook_bindings.fourcasters.rest import CancelMultipleReply, cancel_multiple
from crossbook_bindings.predictstreet.rest import CancelBatchReply, cancel_batch


def told(outcome: CancelOutcome) -> str:
    """Handle every way in which a cancel can end."""
    match outcome:
        case Cancelled():
            assert_type(outcome.filled, Decimal | None)
            assert_type(outcome.may_be_open, Literal[False])
            return f"gone: {outcome.order_id}, {outcome.remaining} left"
        case NotCancelled(reason=reason, venue_text=text):
            assert_type(reason, NotCancelledReason)
            assert_type(outcome.may_be_open, bool)
            return f"{reason.value}: {text or 'without words'}"
        case CancelUnknown(evidence=evidence):
            assert_type(outcome.may_be_open, Literal[True])
            return f"look first: {evidence.problem}, {evidence.received or 'nothing'}"
        case _:
            assert_never(outcome)


def placed(outcome: PlaceOutcome) -> Decimal:
    """Handle every way in which a placement can end."""
    match outcome:
        case Placed():
            return (outcome.resting or Decimal(0)) + sum((fill.stake or Decimal(0) for fill in outcome.fills), Decimal(0))
        case NotPlaced():
            return Decimal(0)
        case PlaceUnknown():
            raise RuntimeError(outcome.evidence.problem)
        case _:
            assert_never(outcome)


def quoted_now(outcome: EditOutcome) -> str | None:
    """Handle every way in which an edit can end: the order that rests now, if any does."""
    match outcome:
        case Edited():
            assert_type(outcome.new, Placed)
            return outcome.new.order_id
        case CancelledNotReplaced():
            assert_type(outcome.may_be_open, Literal[False])
            return None
        case NotEdited():
            assert_type(outcome.old, NotCancelled)
            return outcome.old.order_id if outcome.may_be_open else None
        case EditUnknown():
            assert_type(outcome.old, CancelOutcome)
            raise RuntimeError(told(outcome.old))
        case _:
            assert_never(outcome)


def moved(client: Fourcasters, order_id: str, order: NewOrder) -> Odds | None:
    """Move an order, and look at the book."""
    assert_type(client.edit_order(order_id, order, expected_remaining=Decimal("12.5")), EditOutcome)
    offers = client.order_book(order.game_id).moneylines
    return max((offer.odds for offer in offers if offer.odds is not None), default=None)


def safe_to_repeat(error: CrossbookError) -> bool:
    """Sort errors by the one question."""
    match error:
        case NotSent() | Refused() | ReadFailed():
            return True
        case OutcomeUnknown():
            return error.safe_to_repeat
        case _:
            return False


def lost(error: CrossbookError) -> list[str]:
    """Use the outcomes that an error carries."""
    assert_type(error.cancel_outcomes, tuple[CancelOutcome, ...])
    assert_type(error.place_outcomes, tuple[PlaceOutcome, ...])
    return [outcome.order_id for outcome in error.cancel_outcomes if outcome.may_be_open]


def cancels(client: Fourcasters, ids: list[str]) -> None:
    """Use the synchronous client."""
    assert_type(client.cancel_order(ids[0]), CancelOutcome)
    assert_type(client.cancel_orders(ids), tuple[CancelOutcome, ...])
    assert_type(client.cancel_by_reference("66a000000000000000000001", ids), ScopeOutcomes)
    assert_type(client.cancel_game_orders("66a000000000000000000001", "spread"), ScopeOutcomes)
    assert_type(client.cancel_league_orders("NBA"), LeagueCancelAcknowledged)
    assert_type(client.cancel_all_orders().unnamed, int)
    assert_type(client.send(cancel_multiple(sessionIDs=tuple(ids))), CancelMultipleReply)


async def async_cancels(client: AsyncFourcasters, other: AsyncPredictStreet, ids: list[str]) -> str:
    """Use the asynchronous clients."""
    assert_type(await client.cancel_orders(ids), tuple[CancelOutcome, ...])
    assert_type(await client.send(cancel_multiple(sessionIDs=tuple(ids))), CancelMultipleReply)
    assert_type(await other.cancel_market_orders("NC26-BIN-83479265", "buy", 0), ScopeOutcomes)
    assert_type(await other.send(cancel_batch(orderIds=tuple(ids))), CancelBatchReply)
    pending: Awaitable[CancelOutcome] = other.cancel_order(ids[0])
    return told(await pending)


async def trade(token: str) -> Decimal:
    """Use the orders socket."""
    order = NewOrder(game_id="66a000000000000000000001", market_type="total", side="over", line=50, odds=-104, risk=Decimal("12.5"))
    async with OrdersSocket(token=token, timeouts=Timeouts(connect=2, reply=10)) as socket:
        resting = sum((placed(outcome) for outcome in await socket.place_orders([order])), Decimal(0))
        assert_type(await socket.cancel_orders(["66c000000000000000000001"]), tuple[CancelOutcome, ...])
        assert_type(await socket.cancel_game_orders("66a000000000000000000001", "moneyline1x2", market="draw"), ScopeOutcomes)
    return resting


def in_time(url: str, ids: list[str]) -> tuple[InterruptedCall, ...]:
    """Say how long a call may take and what is sent again, and take what interrupts have left."""
    with (
        PredictStreet(api_key=url, retry=Retry(attempts=3, shortest=0.1), pacing=Pacing(processes=2)) as client,
        Fourcasters(token=url, retry=None, pacing=None) as once,
    ):
        assert_type(client.cancel_orders(ids, deadline=5), tuple[CancelOutcome, ...])
        assert_type(once.send(cancel_multiple(sessionIDs=tuple(ids)), deadline=0.5), CancelMultipleReply)
        for call in client.interrupted:
            assert_type(call.outcomes, tuple[Outcome, ...])
            assert_type(call.error, CrossbookError | None)
        return client.interrupted.take()


def quoted(price: Price, order: NewOrder) -> Odds:
    """Quote at a price of the other venue: exact, and rounded only on purpose."""
    odds = price.odds.on_grid(ODDS_STEP, towards="shorter", largest=LARGEST_ODDS)
    assert_type(odds.payout_for(100), Fraction)
    assert_type(as_decimal(odds.american), Decimal)
    assert_type(order.odds, Odds | Decimal | int)
    return max(odds, Odds.parse("-110"))


def orders(key: str) -> list[Order]:
    """Use the other venue."""
    with PredictStreet(api_key=key) as client:
        return [order for order in client.open_orders() if order.remaining]
