"""Orders are edited over the sandbox: with its market behind them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs
import pytest
from accounts import QUICK

from crossbook import (
    CancelledNotReplaced,
    Edited,
    EditUnknown,
    NotCancelledReason,
    NotEdited,
    NotPlacedReason,
    Placed,
)
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.sandbox import Fault, Sandbox

HOME: Final = "66f000000000000000000001"


def quote(**changes: Any) -> NewOrder:
    return attrs.evolve(
        NewOrder(game_id=HOME, market_type="total", side="over", line=209, odds=-110, risk=100, user_reference="quote-2"), **changes
    )


@pytest.fixture
def desk(sandbox: Sandbox) -> Any:
    with Fourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url, retry=QUICK, pacing=None) as client:
        yield client


def placed(client: Fourcasters, order: NewOrder) -> str:
    (outcome,) = client.place_orders([order])
    assert isinstance(outcome, Placed)
    assert outcome.order_id is not None
    return outcome.order_id


def test_an_order_is_moved_and_its_fills_stay(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fill(old, Decimal(30))
    outcome = desk.edit_order(old, quote(odds=Decimal("-108.5"), risk=70), expected_remaining=70)
    assert isinstance(outcome, Edited)
    assert (outcome.old.filled, outcome.old.remaining, outcome.new.resting) == (Decimal(30), Decimal(70), Decimal(70))
    assert outcome.new.order_id is not None
    new = sandbox.fourcasters.order(outcome.new.order_id)
    assert (new.odds, new.bet, new.user_reference, new.state) == (Decimal("-108.5"), Decimal(70), "quote-2", "open")
    assert sandbox.fourcasters.open_order_ids() == (outcome.new.order_id,)


def test_a_remainder_that_was_believed_wrongly_destroys_the_order_and_is_no_success(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fill(old, Decimal(30))
    outcome = desk.edit_order(old, quote(), expected_remaining=100)
    assert isinstance(outcome, CancelledNotReplaced)
    assert outcome.old.remaining == 70
    assert sandbox.fourcasters.open_order_ids() == ()


def test_a_post_order_that_would_take_destroys_the_old_one_and_is_no_success(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(odds=120))
    sandbox.fourcasters.trader("other").place(HOME, "total", "under", odds=-105, bet=Decimal(50), number=Decimal(209))
    outcome = desk.edit_order(old, quote(odds=100, order_type="post"))
    assert isinstance(outcome, CancelledNotReplaced)
    assert sandbox.fourcasters.state(old) == "cancelled"


def test_nothing_is_done_where_the_other_side_is_empty(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    outcome = desk.edit_order(old, quote(), needs_other_side=True)
    assert isinstance(outcome, NotEdited)
    assert outcome.new is not None
    assert outcome.new.reason is NotPlacedReason.VALIDATION
    assert sandbox.fourcasters.open_order_ids() == (old,)


def test_an_order_that_is_over_is_not_edited(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.cancel_elsewhere(old)
    outcome = desk.edit_order(old, quote())
    assert isinstance(outcome, NotEdited)
    assert outcome.old.reason is NotCancelledReason.ALREADY_CANCELLED


@pytest.mark.parametrize("fault", [Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.UNAVAILABLE_AFTER_COMMIT, Fault.TRUNCATED, Fault.HTML_OK])
def test_an_edit_whose_reply_is_lost_is_resolved_by_looking_at_both_legs(fault: Fault, sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fail_next(fault, "editOrder")
    outcome = desk.edit_order(old, quote(odds=-105))
    assert isinstance(outcome, EditUnknown)
    (resolved,) = desk.resolve([outcome], arrives_within=0)
    rests = sandbox.fourcasters.open_order_ids()
    if fault is Fault.REQUEST_LOST:
        assert isinstance(resolved, NotEdited)
        assert rests == (old,)
    else:
        assert isinstance(resolved, Edited)
        assert rests == (resolved.new.order_id,)
