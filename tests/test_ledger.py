"""A ledger hears what a program does and is told, and says what may be open: never less than the venue holds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final, cast

import attrs
import pytest

from crossbook import (
    Cancelled,
    CancelUnknown,
    Edited,
    Evidence,
    InvalidRequest,
    Ledger,
    NotCancelled,
    NotCancelledReason,
    Placed,
    PlaceUnknown,
    Proof,
    Timeouts,
)
from crossbook.feeds import Live
from crossbook.fourcasters import BetTaken, Fourcasters, NewOrder, OrderCancelled, OrderFilled, OrderPlaced
from crossbook.observing import Attempted, Intent
from crossbook.predictstreet import OrderFill, PredictStreet
from crossbook.sandbox import Fault, Sandbox
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.runtime import EffectKind

GAME: Final = "66a000000000000000000001"
ORDER: Final = "66c000000000000000000001"
OTHER: Final = "66c000000000000000000002"
WAGER: Final = "66e000000000000000000001"
VENUE: Final = "fourcasters"


def about(reference: str | None = "mine", wager: str = WAGER) -> dict[str, Any]:
    told: dict[str, Any] = {"message_id": "7-0", "cursor": "7-0", "wager_request_id": wager, "user_reference": reference}
    told |= {"game_id": GAME, "league": "NBA", "market_type": "total", "side": "over", "market": None, "line": Decimal(41)}
    return told | {"odds": Decimal(-110), "happened_at": None, "venue_event": UserEvent(messageID="7-0")}


def placed(risk: int = 100, remaining: int = 100, order_id: str = ORDER, **more: Any) -> OrderPlaced:
    return OrderPlaced(**about(**more), order_id=order_id, risk=Decimal(risk), remaining=Decimal(remaining))


def filled(stake: int, remaining: int, fill_id: str = "f1", order_id: str = ORDER) -> OrderFilled:
    amount = Decimal(stake)
    return OrderFilled(
        **about(),
        order_id=order_id,
        fill_id=fill_id,
        stake=amount,
        risk=amount,
        win=amount,
        remaining=Decimal(remaining),
        is_over=not remaining,
    )


def gone(done: int, order_id: str = ORDER) -> OrderCancelled:
    return OrderCancelled(**about(), order_id=order_id, filled=Decimal(done))


def unknown(risk: int = 50, reference: str | None = "mine") -> PlaceUnknown:
    order = NewOrder(game_id=GAME, market_type="total", side="over", odds=-110, risk=risk, line=41, user_reference=reference)
    return PlaceUnknown(order=order, evidence=Evidence(operation="placeOrders", sent="...", received=None, problem="nothing came"))


class Clock:
    """A clock that a test owns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(clock=clock)


def resting(ledger: Ledger) -> Decimal:
    return sum((each.resting for each in ledger.exposure()), Decimal(0))


def matched(ledger: Ledger) -> Decimal:
    return sum((each.matched for each in ledger.exposure()), Decimal(0))


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


# ---- resolving


def test_what_a_ledger_proves_is_an_outcome_and_what_it_does_not_stays_unknown(ledger: Ledger) -> None:
    evidence = Evidence(operation="cancel", sent="...", received=None, problem="nothing came")
    lost = CancelUnknown(order_id=ORDER, evidence=evidence)
    assert ledger.what_became_of(lost) is lost
    ledger.add(placed())
    assert ledger.what_became_of(lost) is lost, "that it rests may change yet"
    ledger.add(gone(40))
    assert ledger.what_became_of(lost) == Cancelled(ORDER, filled=Decimal(40), proof=Proof.LEDGER)
    ledger.add_outcomes(VENUE, [unknown(reference="yours")])
    sent = unknown(reference="yours")
    assert ledger.what_became_of(sent) is sent
    ledger.add(placed(30, 30, OTHER, reference="yours", wager="66e000000000000000000002"))
    assert ledger.what_became_of(sent) is sent, "20 of it were taken, and nobody has told by whom"


def test_resolve_asks_nobody_what_a_ledger_knows(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    order = venue.seed_order()
    ledger = Ledger()
    with Fourcasters(token=venue.token, base_url=venue.url, retry=None, observers=[ledger]) as client:
        venue.fail_next(Fault.REPLY_LOST, "cancel")
        lost = client.cancel_order(order)
        assert isinstance(lost, CancelUnknown)
        ledger.add(gone(0, order))
        before = len(venue.requests)
        (found,) = client.resolve([lost], ledger=ledger)
        assert isinstance(found, Cancelled)
        assert found.proof is Proof.LEDGER
        assert len(venue.requests) == before
        with pytest.raises(InvalidRequest, match=r"expected a crossbook\.Ledger"):
            client.resolve([lost], ledger=cast("Any", "mine"))


# ---- observing clients


def test_a_ledger_that_observes_a_client_knows_what_it_does(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger]) as client:
        first, second = client.place_orders([order, attrs.evolve(order, risk=20)])
        assert isinstance(first, Placed)
        assert isinstance(second, Placed)
        assert first.order_id is not None
        assert second.order_id is not None
        assert resting(ledger) == 70
        venue.fill(first.order_id, Decimal(10))
        edited = client.edit_order(second.order_id, attrs.evolve(order, risk=30))
        assert isinstance(edited, Edited)
        client.open_orders()
        assert {each.order_id: each.resting for each in ledger.may_be_open()} == {first.order_id: 40, edited.new.order_id: 30}
        assert (resting(ledger), matched(ledger)) == (Decimal(70), Decimal(10))
        client.cancel_all_orders()
    assert ledger.may_be_open() == ()
    assert matched(ledger) == 10
    assert ledger.contradictions() == ()


@pytest.mark.parametrize("fault", [Fault.REPLY_LOST, Fault.REQUEST_LOST])
def test_a_placement_whose_reply_is_lost_counts_whole_until_the_order_is_found(sandbox: Sandbox, fault: Fault) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, timeouts=Timeouts(connect=5, reply=10), observers=[ledger]) as client:
        venue.fail_next(fault, "placeOrders")
        (lost,) = client.place_orders([order])
        assert isinstance(lost, PlaceUnknown)
        assert resting(ledger) == 50
        (found,) = client.resolve([lost], arrives_within=0.0)
        assert resting(ledger) == (50 if isinstance(found, Placed) else 0)
        assert [each.order_id for each in ledger.may_be_open()] == ([found.order_id] if isinstance(found, Placed) else [])


def test_a_moved_order_is_in_the_game_of_the_old_one(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger]) as client:
        (was,) = client.place_orders([order])
        for odds in (-112, -114):
            assert isinstance(was, Placed)
            edited = client.edit_order(was.order_id or "", attrs.evolve(order, odds=odds))
            assert isinstance(edited, Edited)
            was = edited.new
            assert [(each.where, each.resting) for each in ledger.exposure()] == [(order.game_id, Decimal(50))]


def test_a_moved_order_is_in_the_game_of_the_old_one_whatever_its_caller_takes_that_for(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger], timeouts=Timeouts(connect=5, reply=0.3)) as client:
        (was,) = client.place_orders([order])
        assert isinstance(was, Placed)
        venue.fail_next(Fault.REPLY_LOST, "editOrder")
        elsewhere = attrs.evolve(order, game_id=venue.add_game().id, odds=-112)
        unknown = client.edit_order(was.order_id or "", elsewhere)
        # Who resolves it hands in what was to be placed, in the caller's words.
        assert client.resolve([unknown])[0].may_be_open
    assert {each.where for each in ledger.exposure()} == {order.game_id}


def test_an_intent_counts_before_its_first_byte_leaves(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    seen: list[Decimal] = []
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger, lambda _: seen.append(resting(ledger))]) as client:
        client.place_orders([order])
        client.place_orders([attrs.evolve(order, side="under", risk=7)])
    assert 50 in seen[: seen.index(Decimal(57))]


def test_the_other_venue_counts_money_for_purchases_and_tokens_for_sales(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    order = venue.seed_order()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        (shown,) = client.open_orders()
        (total,) = ledger.exposure()
        assert shown.price is not None
        assert shown.remaining is not None
        assert (shown.side or "").lower() == "buy"
        assert total.resting == shown.price * shown.remaining
        assert total.resting_tokens == 0
        client.cancel_order(order)
    assert ledger.may_be_open() == ()
    (known,) = [each for each in [ledger.order("predictstreet", order)] if each is not None]
    assert known.ended == "cancelled"


# ---- bounds, writing, input


def test_memory_is_bounded_by_what_is_open_and_a_horizon(clock: Clock) -> None:
    ledger = Ledger(keep_ended=50, clock=clock)
    for number in range(2000):
        order_id = f"66c{number:021x}"
        ledger.add((placed(order_id=order_id, reference=None), filled(10, 90, f"f{number}", order_id), gone(10, order_id)))
    assert len(ledger.to_json()) < 50 * 2000
    assert matched(ledger) == 20_000
    assert ledger.order(VENUE, f"66c{0:021x}") is None
    ledger.add(placed(order_id=f"66c{0:021x}"))
    assert len(ledger.may_be_open()) == 1, "told of again, it counts again"


def test_a_ledger_is_written_down_and_loaded(ledger: Ledger) -> None:
    ledger.add((placed(), filled(30, 70)))
    ledger.add_outcomes(VENUE, [unknown(reference="yours")])
    other = Clock()
    other.now = 5.0
    loaded = Ledger.from_json(ledger.to_json(), clock=other)
    assert loaded.may_be_open() == ledger.may_be_open()
    assert loaded.exposure() == ledger.exposure()
    other.now = 126.0
    loaded.add_open_orders(VENUE, [], asked_at=5.5)
    assert resting(loaded) == 120, "what was under way may still arrive, and a list may lag behind what was confirmed"
    loaded.add_open_orders(VENUE, [], asked_at=10.1)
    assert resting(loaded) == 50, "what was under way may still arrive"
    loaded.add_open_orders(VENUE, [], asked_at=126.0)
    assert resting(loaded) == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version":2}', '{"version":1,"records":[{}]}', b"\xff"])
def test_what_no_ledger_wrote_is_not_loaded(text: str | bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        Ledger.from_json(text)


@pytest.mark.parametrize("value", [None, "order", 7, object(), Sandbox])
def test_what_is_about_no_order_is_refused_and_says_so(ledger: Ledger, value: object) -> None:
    with pytest.raises(TypeError, match="expected"):
        ledger.add(value)
    with pytest.raises(TypeError, match="expected an outcome"):
        ledger.add_outcomes(VENUE, cast("Any", [value]))


@pytest.mark.parametrize("kept", [-1, 1.5, True, "many"])
def test_a_horizon_that_is_no_number_is_refused(kept: object) -> None:
    with pytest.raises(InvalidRequest, match="keep_ended"):
        Ledger(keep_ended=cast("int", kept))


def test_importing_crossbook_does_not_load_the_ledger() -> None:
    script = (
        "import sys, crossbook; assert not [n for n in sys.modules if 'ledger' in n]; crossbook.Ledger; assert 'httpx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - our own interpreter


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.mark.parametrize("venue", ["4casters", "", None, 7])
def test_a_venue_that_is_none_is_refused_and_does_not_read_as_if_nothing_were_open(ledger: Ledger, venue: Any) -> None:
    ledger.add(placed())
    asked: list[Callable[[], object]] = [
        lambda: ledger.order(venue, ORDER),
        lambda: ledger.by_reference(venue, "mine"),
        lambda: ledger.add_outcomes(venue, [Cancelled(ORDER)]),
        lambda: ledger.add_open_orders(venue, [], asked_at=0.0),
    ]
    for ask in asked + ([] if venue is None else [lambda: ledger.may_be_open(venue)]):
        with pytest.raises(InvalidRequest, match="expected a venue, fourcasters or predictstreet, found "):
            ask()
    assert resting(ledger) == 100


@pytest.mark.parametrize("asked_at", [1000.5, float("nan"), float("inf"), "now", None, True])
def test_a_list_of_a_time_that_has_not_come_proves_nothing(ledger: Ledger, asked_at: Any) -> None:
    ledger.add(placed())
    with pytest.raises(InvalidRequest, match="expected asked_at as what now"):
        ledger.add_open_orders(VENUE, [], asked_at=asked_at)
    assert resting(ledger) == 100


@pytest.mark.parametrize("account", [7, b"0x", ["maker"]])
def test_an_account_that_is_no_text_is_refused(ledger: Ledger, account: Any) -> None:
    with pytest.raises(TypeError, match="expected account as text or None, found a "):
        ledger.add(placed(), account=account)
    with pytest.raises(TypeError, match="expected account as text or None, found a "):
        ledger.of(account)


def test_outcomes_are_taken_in_all_or_not_at_all(ledger: Ledger) -> None:
    ledger.add(placed())
    with pytest.raises(TypeError, match="expected an outcome, found a str"):
        ledger.add_outcomes(VENUE, cast("Any", [Cancelled(ORDER), "more"]))
    assert resting(ledger) == 100
    with pytest.raises(TypeError, match="expected an event"):
        ledger.add((gone(0), "more"))
    assert resting(ledger) == 100


def test_a_clock_that_cannot_be_called_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="expected clock as a function that gives seconds, found 5"):
        Ledger(clock=cast("Any", 5))
