"""A ledger hears what a program does and is told, and says what may be open: never less than the venue holds."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, cast

import ledger_orders
import pytest
from ledger_orders import GAME, ORDER, OTHER, VENUE, Clock, about, filled, gone, matched, placed, resting, unknown

from crossbook import Cancelled, CancelUnknown, Evidence, Ledger, NotCancelled, NotCancelledReason
from crossbook.feeds import Live
from crossbook.fourcasters import BetTaken
from crossbook.observing import Attempted, Intent
from crossbook.predictstreet import OrderFill
from crossbook_bindings.runtime import EffectKind

clock = pytest.fixture(ledger_orders.clock)
ledger = pytest.fixture(ledger_orders.ledger)


# ---- feeds


def test_an_order_is_followed_through_its_life_by_the_feed_alone(ledger: Ledger) -> None:
    for event in (placed(), filled(30, 70), Live(source="feed"), filled(20, 50, "f2"), gone(50)):
        ledger.add(event)
    (known,) = ledger.by_reference(VENUE, "mine")
    assert (known.order_id, known.filled, known.ended, known.may_be_open) == (ORDER, Decimal(50), "cancelled", False)
    assert (known.where, known.side, known.price, known.line) == (GAME, "over", Decimal(-110), Decimal(41))
    assert ledger.may_be_open() == ()
    assert (resting(ledger), matched(ledger)) == (Decimal(0), Decimal(50))
    assert ledger.contradictions() == ()


def test_a_late_fill_of_a_cancelled_order_is_taken_in_and_what_does_not_fit_is_told(ledger: Ledger) -> None:
    ledger.add((placed(), gone(0)))
    assert matched(ledger) == 0
    ledger.add(filled(30, 70))
    assert (resting(ledger), matched(ledger)) == (Decimal(0), Decimal(30))
    (strange,) = ledger.contradictions()
    assert strange.order_id == ORDER
    assert strange.contradictions == ("30 of it are said to be matched, and 0 when it ended",)


def test_what_an_order_took_at_once_counts_beside_what_rests_of_it(ledger: Ledger) -> None:
    amount = Decimal(30)
    taken = BetTaken(**about(), fill_id="t1", hit_order_id=OTHER, stake=amount, risk=amount, win=amount)
    ledger.add((placed(70, 70), taken, taken))
    assert (resting(ledger), matched(ledger)) == (Decimal(70), Decimal(30))
    assert ledger.order(VENUE, OTHER) is None


def test_a_fill_that_failed_to_settle_is_no_exposure_any_more(ledger: Ledger) -> None:
    def fill(status: str) -> OrderFill:
        said: dict[str, Any] = {"trade_id": "t1", "order_id": "0xab", "market_id": "m", "side": "buy", "price": Decimal("0.5")}
        said |= {"quantity": Decimal(10), "fee": None, "status": status, "tx_hash": None, "created_at": None, "settled_at": None}
        return OrderFill(**said, venue_fill=cast("Any", None))

    ledger.add_outcomes("predictstreet", [Cancelled("0xab", remaining=Decimal(0))])
    ledger.add(fill("matched"))
    assert sum(each.matched for each in ledger.exposure()) == 10
    ledger.add((fill("settlement_failed"), fill("matched")))
    assert sum(each.matched for each in ledger.exposure()) == 0


# ---- what was sent, and is not known


def test_what_is_unknown_counts_whole_until_its_order_is_seen_under_its_name(ledger: Ledger) -> None:
    ledger.add_outcomes(VENUE, [unknown()])
    (sent,) = ledger.may_be_open()
    assert (sent.order_id, sent.user_reference, sent.resting) == (None, "mine", Decimal(50))
    ledger.add_outcomes(VENUE, [unknown()])
    assert resting(ledger) == 50, "the same, told twice"
    ledger.add(placed(50, 20))
    (known,) = ledger.may_be_open()
    assert (known.order_id, known.resting) == (ORDER, Decimal(20))
    assert resting(ledger) + matched(ledger) == 50


def test_it_does_not_matter_whether_the_order_or_what_was_sent_is_heard_of_first(clock: Clock) -> None:
    one, other = Ledger(clock=clock), Ledger(clock=clock)
    one.add(placed(50, 50))
    one.add_outcomes(VENUE, [unknown()])
    other.add_outcomes(VENUE, [unknown()])
    other.add(placed(50, 50))
    assert one.exposure() == other.exposure()
    assert len(one.may_be_open()) == len(other.may_be_open()) == 1


def test_a_name_that_two_were_sent_under_binds_neither(ledger: Ledger) -> None:
    ledger.add_outcomes(VENUE, [unknown(50)])
    ledger.add(placed(200, 200))
    assert resting(ledger) == 250, "an order that is larger than what was sent is another one"


def test_a_list_proves_absence_only_when_nothing_can_arrive_any_more(ledger: Ledger, clock: Clock) -> None:
    ledger.add_outcomes(VENUE, [unknown()])
    for later, left in ((119.0, 50), (1.5, 0)):
        clock.now += later
        ledger.add_open_orders(VENUE, [], asked_at=ledger.now())
        assert resting(ledger) == left
    assert matched(ledger) == 50, "that nothing rests says nothing about what was matched"


def test_a_list_that_was_begun_before_an_order_was_there_says_nothing_of_it(ledger: Ledger, clock: Clock) -> None:
    asked_at = ledger.now()
    clock.now += 1
    ledger.add(placed())
    ledger.add_open_orders(VENUE, [], asked_at=asked_at)
    assert resting(ledger) == 100
    clock.now += 4.9
    ledger.add_open_orders(VENUE, [], asked_at=ledger.now())
    assert resting(ledger) == 100, "a list may lag behind what was confirmed"
    clock.now += 0.2
    ledger.add_open_orders(VENUE, [], asked_at=ledger.now())
    (known,) = ledger.by_reference(VENUE, "mine")
    assert (known.may_be_open, known.ended, resting(ledger)) == (False, "over", Decimal(0))


@pytest.mark.parametrize(
    ("venue", "operation", "path", "detail"),
    [
        ("fourcasters", "lookupOrder", "/session/lookupOrder?orderID={}", {"data": {"order": {"id": "{}", "cancelled": True}}}),
        ("predictstreet", "getOrder", "/api/orders/{}", {"id": "{}", "status": "CANCELLED", "clientOrderId": "mine"}),
    ],
    ids=["fourcasters", "predictstreet"],
)
def test_a_look_up_that_is_answered_with_another_order_tells_of_neither(
    ledger: Ledger, venue: str, operation: str, path: str, detail: dict[str, Any]
) -> None:
    def heard(asked: str, answered: str) -> None:
        about: dict[str, Any] = {"call": 1, "request": 1, "venue": venue, "operation": operation}
        body = json.dumps(detail).replace("{}", answered).encode()
        sent = f"GET {path.format(asked)}"
        names: dict[str, Any] = {"account": "0xme", "order_ids": (), "user_references": ()}
        ledger.hear(Intent(**about, at=1000.0, effect=EffectKind.READ, **names, sent=sent, body=None))
        ledger.hear(Attempted(**about, at=1001.0, attempt=1, transport="rest", came="answered", status=200, body=body))

    heard(ORDER, OTHER)
    assert (ledger.order(venue, ORDER), ledger.order(venue, OTHER)) == (None, None)
    assert ledger.by_reference(venue, "mine") == ()
    heard(ORDER, ORDER)
    known = ledger.order(venue, ORDER)
    assert known is not None
    assert known.ended == "cancelled"


def test_a_list_of_one_account_says_nothing_of_another(ledger: Ledger, clock: Clock) -> None:
    ledger.of("maker").add(placed())
    clock.now += 6
    ledger.add_open_orders(VENUE, [], asked_at=ledger.now(), account="taker")
    assert resting(ledger) == 100
    ledger.add_open_orders(VENUE, [], asked_at=ledger.now(), account="maker")
    assert resting(ledger) == 0


@pytest.mark.parametrize("reason", list(NotCancelledReason))
def test_a_cancel_that_was_not_carried_out_leaves_open_what_it_says_may_be(ledger: Ledger, reason: NotCancelledReason) -> None:
    outcome = NotCancelled(order_id=ORDER, reason=reason)
    ledger.add(placed())
    ledger.add_outcomes(VENUE, [outcome])
    found = reason not in (NotCancelledReason.NOT_FOUND, NotCancelledReason.NOT_OWNED, NotCancelledReason.MALFORMED_ID)
    assert bool(ledger.may_be_open()) == (outcome.may_be_open if found else True), "what was seen is not gone because it is not found"


def test_an_order_that_nobody_knows_the_size_of_is_counted_and_said_to_be(ledger: Ledger) -> None:
    evidence = Evidence(operation="cancel", sent="...", received=None, problem="nothing came")
    ledger.add_outcomes(VENUE, [CancelUnknown(order_id=ORDER.upper(), evidence=evidence)])
    (total,) = ledger.exposure()
    assert (total.orders, total.unsized, ledger.may_be_open()[0].resting) == (1, 1, None)
    assert ledger.may_be_open("predictstreet") == ()
