"""Orders in the PredictStreet sandbox, over plain HTTP: what they meet, what is set aside for them, how they are refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from predictstreet_calls import MARKET, Caller, calling, order

from crossbook.sandbox import PredictStreetSandbox, Sandbox

ZERO = {"unsettled": "0", "quarantined": "0"}


venue = pytest.fixture(sandboxes.predictstreet)
call = pytest.fixture(sandboxes.call)


def placed(call: Caller, **changes: Any) -> Any:
    reply = call.post("/api/orders/place", order(**changes))
    assert reply.status == 200, reply.body
    return reply.body


def balance(call: Caller) -> Any:
    return call.get("/api/me/balances").body["balances"][0]


def offered(venue: PredictStreetSandbox, *levels: tuple[str, str]) -> list[str]:
    """Let another trader offer YES: price and quantity of each order."""
    other = venue.trader("other")
    ids: list[str] = []
    for price, quantity in levels:
        other.give_tokens(MARKET, 0, Decimal(quantity))
        ids.append(other.place(MARKET, side="sell", price=Decimal(price), quantity=Decimal(quantity)).id)
    return ids


def test_an_order_meets_the_best_prices_first_and_rests_with_what_is_left(
    sandbox: Sandbox, venue: PredictStreetSandbox, call: Caller
) -> None:
    worse, better, earlier_at_a_price, too_dear = offered(venue, ("0.41", "2"), ("0.40", "1"), ("0.41", "5"), ("0.43", "9"))
    reply = placed(call, quantity="10")
    assert (reply["status"], reply["filledQty"], reply["remainingQty"]) == ("OPEN", "8", "2")
    assert [(trade["price"], trade["quantity"]) for trade in reply["trades"]] == [("0.4", "1"), ("0.41", "2"), ("0.41", "5")]
    assert {trade["orderId"] for trade in reply["trades"]} == {reply["orderId"]}
    assert [venue.state(order_id) for order_id in (worse, better, earlier_at_a_price, too_dear)] == ["filled", "filled", "filled", "open"]
    assert venue.book(MARKET).bids == ((Decimal("0.42"), Decimal(2)),)
    assert call.get(f"/api/orders/{reply['orderId']}").body["status"] == "PARTIAL"
    assert sandbox.violations == ()


@pytest.mark.parametrize(
    ("changes", "status", "filled"),
    [
        ({"timeInForce": "ioc", "quantity": "5"}, "CANCELLED", "3"),
        ({"timeInForce": "ioc", "quantity": "3"}, "FILLED", "3"),
        ({"timeInForce": "fok", "quantity": "5"}, "CANCELLED", "0"),
        ({"timeInForce": "fok", "quantity": "3"}, "FILLED", "3"),
        ({"type": "market", "quantity": "5"}, "CANCELLED", "3"),
        ({"type": "market", "price": "0.39", "quantity": "5"}, "CANCELLED", "0"),
        ({"postOnly": True, "price": "0.39"}, "OPEN", "0"),
    ],
)
def test_an_order_ends_as_its_kind_says(
    venue: PredictStreetSandbox, call: Caller, changes: dict[str, Any], status: str, filled: str
) -> None:
    offered(venue, ("0.40", "3"))
    reply = placed(call, **changes)
    assert (reply["status"], reply["filledQty"]) == (status, filled)
    assert balance(call)["locked"] == ("0.78" if status == "OPEN" else "0")


def test_a_post_only_order_that_would_match_is_rejected_and_nothing_is_locked(venue: PredictStreetSandbox, call: Caller) -> None:
    offered(venue, ("0.40", "3"))
    reply = placed(call, postOnly=True)
    assert (reply["orderId"], reply["status"], reply["code"]) == ("", "REJECTED", "post_only_would_match")
    assert balance(call) == {"token": "USDC", "available": "10000", "locked": "0", **ZERO}
    assert venue.trades == ()


def test_what_an_order_needs_is_locked_until_it_ends(call: Caller) -> None:
    order_id = placed(call, quantity="0.000003", price="0.41")["orderId"]
    assert (balance(call)["available"], balance(call)["locked"]) == ("9999.999998", "0.000002")  # rounded up, as it is signed
    call.post("/api/orders/cancel", {"orderId": order_id})
    assert (balance(call)["available"], balance(call)["locked"]) == ("10000", "0")


def test_an_order_beyond_the_balance_is_rejected_with_200(sandbox: Sandbox, call: Caller) -> None:
    for changes in ({"price": "0.5", "quantity": "20000.000002"}, {"side": "sell", "quantity": "1"}, {"quantity": "9" * 70}):
        reply = placed(call, **changes)
        assert (reply["orderId"], reply["status"], reply["code"]) == ("", "REJECTED", "insufficient_funds")
    assert placed(call, price="0.5", quantity="20000")["status"] == "OPEN"
    assert sandbox.violations == ()


def test_fees_are_taken_from_tokens_of_a_buyer_and_from_usdc_of_a_seller(venue: PredictStreetSandbox, call: Caller) -> None:
    other = venue.trader("other")
    offered(venue, ("0.52", "10"))
    trade = placed(call, price="0.55", quantity="10")["trades"][0]
    assert trade["fee"] == "0.034944"  # the sample of the public tape: 140 basis points, 10 at 0.52
    assert venue.trader().tokens(MARKET).available == Decimal("9.9328")  # 1.4 % of 0.48 of each token kept back
    assert other.usdc.available == 10_000 + Decimal("5.2") - Decimal("0.034944")
    rows = call.get("/api/me/fees").body["ledger"]
    assert [(row["tradeId"], row["amount"], row["role"]) for row in rows] == [(trade["id"], "0.034944", "taker")]


def test_makers_need_not_pay(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("OLD", makers_pay=False, fee_taker_bps=200)
    placed(call, marketId="OLD", price="0.5", quantity="4")
    other = venue.trader("other")
    other.give_tokens("OLD", 0, Decimal(4))
    other.place("OLD", side="sell", price=Decimal("0.5"), quantity=Decimal(4))
    (trade,) = venue.trades
    assert (trade.buyer_fee, trade.kept_tokens, trade.seller_fee) == (Decimal(0), Decimal(0), Decimal("0.02"))


def test_orders_wait_as_pending_while_the_matcher_is_being_called(venue: PredictStreetSandbox, call: Caller) -> None:
    offered(venue, ("0.40", "1"))
    venue.hold_matcher()
    first, gone = placed(call), placed(call)
    assert (first["status"], first["trades"]) == ("PENDING", [])
    assert [row["status"] for row in call.get("/api/orders/open").body["orders"]] == ["PENDING", "PENDING"]
    assert call.post("/api/orders/cancel", {"orderId": gone["orderId"]}).body["status"] == "cancelled"
    assert [(order.id, order.state, order.filled) for order in venue.run_matcher()] == [(first["orderId"], "open", Decimal(1))]
    assert placed(call)["status"] == "OPEN"


def test_the_same_order_again_is_answered_with_the_stored_result(venue: PredictStreetSandbox, call: Caller) -> None:
    offered(venue, ("0.40", "1"))
    first = placed(call, clientOrderId="quote-1")
    call.post("/api/orders/cancel", {"orderId": first["orderId"]})
    assert placed(call, clientOrderId="quote-1") == first
    other = call.post("/api/orders/place", order(clientOrderId="quote-1", quantity="3"))
    assert (other.status, other.code) == (409, "client_order_id_reused")
    venue.reuse_of_client_order_id = "replayed"
    assert placed(call, clientOrderId="quote-1", quantity="3") == first
    assert len(venue.trades) == 1


def test_a_name_is_the_wallets_own_and_a_rejected_order_does_not_take_it(venue: PredictStreetSandbox, call: Caller) -> None:
    assert placed(call, clientOrderId="quote-1", quantity="90000")["status"] == "REJECTED"
    assert placed(call, clientOrderId="quote-1")["status"] == "OPEN"
    with calling(venue, venue.trader("other").api_key) as other:
        assert placed(other, clientOrderId="quote-1", quantity="3")["status"] == "OPEN"


def test_a_batch_is_decided_entry_by_entry(sandbox: Sandbox, venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("PAUSED", status="PAUSED")
    entries = [
        order(clientOrderId="a"),
        order(price="0.425"),
        order(marketId="PAUSED"),
        order(marketId="nowhere"),
        order(quantity="23800"),
        order(quantity="8"),
        order(clientOrderId="a"),
    ]
    reply = call.post("/api/orders/place-batch", {"orders": entries})
    assert reply.status == 200
    found = [(entry["status"], entry["success"], entry.get("code")) for entry in reply.body]
    assert found == [
        ("OPEN", True, None),
        ("REJECTED", False, "invalid_amounts"),
        ("REJECTED", False, "market_not_open"),
        ("REJECTED", False, "market_not_found"),
        ("OPEN", True, None),
        ("REJECTED", False, "insufficient_funds"),  # money counts over the batch
        ("OPEN", True, None),
    ]
    assert reply.body[6] == reply.body[0]
    assert all(entry["clientOrderId"] for entry in reply.body)  # made up where there was none
    assert placed(call, clientOrderId=reply.body[4]["clientOrderId"], quantity="23800")["orderId"] == reply.body[4]["orderId"]
    assert len(venue.open_order_ids()) == 2
    assert sandbox.violations == ()


@pytest.mark.parametrize("entries", [[], [order() for _ in range(11)], [order(surprise=1)]])
def test_a_batch_of_the_wrong_form_is_refused_as_a_whole(venue: PredictStreetSandbox, call: Caller, entries: list[Any]) -> None:
    reply = call.post("/api/orders/place-batch", {"orders": entries})
    assert (reply.status, reply.code, venue.open_order_ids()) == (400, "validation_failed", ())


@pytest.mark.parametrize("status", ["PRE_MARKET", "PAUSED", "SUSPENDED", "CLOSED", "RESOLVED", "VOIDED", "CANCELLED"])
def test_only_an_open_market_takes_orders(venue: PredictStreetSandbox, call: Caller, status: Any) -> None:
    venue.set_market_status(MARKET, status)
    reply = call.post("/api/orders/place", order())
    assert (reply.status, reply.code) == (409, "market_not_open")


def test_orders_stay_on_a_paused_market_and_end_with_one_that_is_over(venue: PredictStreetSandbox, call: Caller) -> None:
    order_id = placed(call)["orderId"]
    venue.set_market_status(MARKET, "PAUSED")
    assert venue.state(order_id) == "open"
    assert call.post("/api/orders/cancel", {"orderId": placed_elsewhere(venue)}).body["status"] == "not_found"
    venue.resolve(MARKET, winner=0)
    assert call.get(f"/api/orders/{order_id}").body["status"] == "CANCELLED_BY_RESOLVE"
    assert balance(call)["locked"] == "0"
    assert call.post("/api/orders/cancel-batch", {"orderIds": [order_id]}).body["notCancelled"] == {order_id: "already_terminal"}


def placed_elsewhere(venue: PredictStreetSandbox) -> str:
    return venue.seed_order(wallet=venue.other_wallet)


def test_a_market_opens_and_closes_at_its_times(venue: PredictStreetSandbox, call: Caller) -> None:
    now = venue.market(MARKET).created_at
    venue.add_market("LATER", status="PRE_MARKET", opens_at=now.replace(year=now.year + 1), closes_at=now.replace(year=now.year + 2))
    assert call.post("/api/orders/place", order(marketId="LATER")).code == "market_not_open"
    venue.advance(366 * 24 * 3600)
    order_id = placed(call, marketId="LATER")["orderId"]
    venue.advance(366 * 24 * 3600)
    assert (venue.market("LATER").status, venue.state(order_id)) == ("CLOSED", "open")


def test_buyers_of_both_outcomes_do_not_meet(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader("other").place(MARKET, side="buy", outcome="1", price=Decimal("0.70"), quantity=Decimal(2))
    assert placed(call)["filledQty"] == "0"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nonce": str(1 << 256)}, "validation_failed"),
        ({"nonce": "9" * 5000}, "validation_failed"),
        ({"expiry": 1 << 256}, "validation_failed"),
        ({"quantity": "9" * 5000}, "invalid_amounts"),
        ({"quantity": "٣"}, "invalid_amounts"),
        ({"price": "1e-1"}, "invalid_amounts"),
        ({"price": "0.425"}, "invalid_amounts"),
        ({"marketId": "fine", "price": "0.425"}, None),
        ({"marketId": "fine", "price": "0.4255"}, "invalid_amounts"),
    ],
)
def test_numbers_are_read_as_the_venue_does(venue: PredictStreetSandbox, call: Caller, changes: dict[str, Any], code: str | None) -> None:
    venue.add_market("fine", tick=Decimal("0.001"))
    reply = call.post("/api/orders/place", order(**changes))
    assert (reply.status, reply.code) == ((400, code) if code else (200, None))


def test_an_unknown_market_is_rejected(call: Caller) -> None:
    assert placed(call, marketId="nowhere")["code"] == "market_not_found"


def test_orders_of_one_wallet_may_meet(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader().give_tokens(MARKET, 0, Decimal(2))
    placed(call, side="sell")
    assert placed(call)["status"] == "FILLED"
    assert [row["side"] for row in call.get("/api/me/trades").body["trades"]] == ["sell", "buy"]
    assert [row["role"] for row in call.get("/api/me/fees").body["ledger"]] == ["maker", "taker"]
