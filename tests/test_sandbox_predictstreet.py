"""PredictStreet in the sandbox, over plain HTTP: keys and wallets, placing, both generations of the cancels, pages."""

from __future__ import annotations

import re
from collections.abc import Generator
from decimal import Decimal
from typing import Any

import httpx
import pytest
import sandboxes
from plain_clients import SECONDS, predictstreet_http

from crossbook.sandbox import PredictStreetSandbox, Sandbox

ORDER = {
    "marketId": "NC26-BIN-83479265",
    "side": "buy",
    "outcome": "0",
    "price": "0.42",
    "quantity": "2",
    "nonce": "81235940112233",
    "expiry": 0,
    "maker": "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb3",
    "signature": "0x5f2d9a",
}


venue = pytest.fixture(sandboxes.predictstreet)


@pytest.fixture
def http(venue: PredictStreetSandbox) -> Generator[httpx.Client]:
    with predictstreet_http(venue) as client:
        yield client


def posted(http: httpx.Client, operation: str, body: Any) -> Any:
    reply = http.post(f"/api/orders/{operation}", json=body)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_the_key_of_the_sandbox_works_nowhere_else(venue: PredictStreetSandbox) -> None:
    assert re.fullmatch(r"ps_test_[0-9a-f]{16}_[A-Za-z0-9_-]+", venue.api_key)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "auth_required"),
        ("not a key", "api_key_bad_format"),
        ("ps_live_0123456789abcdef_secret", "api_key_unknown_key"),
        ("{key}x", "api_key_bad_secret"),
    ],
)
def test_a_bad_key_is_refused_with_its_code(venue: PredictStreetSandbox, key: str | None, code: str) -> None:
    headers = {} if key is None else {"X-Api-Key": key.format(key=venue.api_key)}
    reply = httpx.get(f"{venue.url}/api/orders/open", headers=headers, timeout=SECONDS)
    assert (reply.status_code, reply.json()["code"]) == (401, code)


def test_a_key_of_many_wallets_must_name_one(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    order_id, own = venue.seed_order(wallet=venue.other_wallet), venue.seed_order()
    other = {"X-User-Wallet": "0x" + venue.other_wallet[2:].upper()}
    assert [order["id"] for order in http.get("/api/orders/open", headers=other).json()["orders"]] == [own]  # of one wallet: ignored
    venue.multi_wallet = True
    assert http.get("/api/orders/open").json()["code"] == "api_key_user_wallet_required"
    assert http.get("/api/orders/open", headers={"X-User-Wallet": "0x1"}).json()["code"] == "api_key_user_wallet_invalid"
    page = http.get("/api/orders/open", headers=other).json()
    assert (page["walletAddress"], [order["id"] for order in page["orders"]]) == (venue.other_wallet, [order_id])


def test_a_placed_order_rests_and_its_name_makes_a_resend_harmless(
    sandbox: Sandbox, venue: PredictStreetSandbox, http: httpx.Client
) -> None:
    first = posted(http, "place", ORDER | {"clientOrderId": "quote-1"})
    assert first == {"orderId": first["orderId"], "status": "OPEN", "filledQty": "0", "remainingQty": "2", "trades": []}
    assert posted(http, "place", ORDER | {"clientOrderId": "quote-1"}) == first
    assert venue.open_order_ids() == (first["orderId"],)
    assert sandbox.violations == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"price": "1.2"}, "invalid_amounts"),
        ({"price": "0.425"}, "invalid_amounts"),
        ({"quantity": "0"}, "invalid_amounts"),
        ({"quantity": "0.0000001"}, "invalid_amounts"),
        ({"outcome": "7"}, "invalid_outcome"),
        ({"type": "market", "timeInForce": "gtc"}, "invalid_tif"),
        ({"expiry": 5}, "expired"),
        ({"side": "BUY"}, "validation_failed"),
        ({"unknown": 1}, "validation_failed"),
        ({"clientOrderId": None}, "validation_failed"),
    ],
)
def test_an_order_of_the_wrong_form_is_refused(
    venue: PredictStreetSandbox, http: httpx.Client, changes: dict[str, object], code: str
) -> None:
    reply = http.post("/api/orders/place", json=ORDER | changes)
    assert (reply.status_code, reply.json()["code"]) == (400, code)
    assert venue.open_order_ids() == ()


def test_an_order_that_may_not_rest_is_cancelled_at_once(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    for time_in_force in ("ioc", "fok"):
        assert posted(http, "place", ORDER | {"timeInForce": time_in_force})["status"] == "CANCELLED"
    assert venue.open_order_ids() == ()


def test_an_order_expires_at_its_unix_time(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    placed = posted(http, "place", ORDER)["orderId"]
    now = int(venue.order(placed).created_at.timestamp())
    order_id = posted(http, "place", ORDER | {"expiry": now + 60})["orderId"]
    venue.advance(50)
    assert venue.state(order_id) == "open"
    venue.advance(12)
    assert (venue.state(order_id), venue.state(placed)) == ("expired", "open")


def test_a_partly_filled_order_is_shown_as_open_in_the_list_and_as_partial_in_detail(
    venue: PredictStreetSandbox, http: httpx.Client
) -> None:
    order_id = venue.seed_order(quantity=Decimal(2), client_order_id="quote-1")
    venue.fill(order_id, Decimal("0.5"))
    detail = http.get(f"/api/orders/{order_id}").json()
    assert (detail["status"], detail["remainingQty"], detail["clientOrderId"]) == ("PARTIAL", "1.5", "quote-1")
    assert http.get("/api/orders/open").json()["orders"][0]["status"] == "OPEN"


def test_an_order_of_another_wallet_does_not_show(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    foreign = venue.seed_order(wallet=venue.other_wallet)
    for order_id in (foreign, "unknown"):
        assert http.get(f"/api/orders/{order_id}").status_code == 404
        assert posted(http, "cancel", {"orderId": order_id}) == {"orderId": order_id, "status": "not_found"}
    assert venue.state(foreign) == "open"


def test_a_cancel_answers_in_either_generation(sandbox: Sandbox, venue: PredictStreetSandbox, http: httpx.Client) -> None:
    new, old = venue.seed_order(filled=Decimal("0.5")), venue.seed_order()
    assert posted(http, "cancel", {"orderId": new}) == {"orderId": new, "status": "cancelled", "unfilledQty": "99.5"}
    assert posted(http, "cancel", {"orderId": new}) == {"orderId": new, "status": "not_found"}
    venue.reply_generation = "old"
    assert posted(http, "cancel", {"orderId": old}) == {"orderId": old, "status": "CANCELLED", "remainingQty": "100"}
    assert sandbox.violations == ()


def test_a_batch_splits_ids_into_cancelled_and_reasons(sandbox: Sandbox, venue: PredictStreetSandbox, http: httpx.Client) -> None:
    good, filled, locked, foreign = venue.seed_order(), venue.seed_order(), venue.seed_order(), venue.seed_order(wallet=venue.other_wallet)
    venue.fill(filled, Decimal(100))
    venue.lock(locked)
    venue.strict_ids = False
    assert posted(http, "cancel-batch", {"orderIds": [good, good, filled, locked, foreign, "0x1f..."]}) == {
        "cancelled": [good],
        "notCancelled": {filled: "already_terminal", locked: "lock_invariant", foreign: "not_found", "0x1f...": "not_found"},
    }
    assert posted(http, "cancel-batch", {"orderIds": [locked]})["cancelled"] == [locked]
    assert sandbox.violations == ()


def test_a_batch_with_an_id_that_is_no_uuid_is_refused_as_a_whole(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    good = venue.seed_order()
    reply = http.post("/api/orders/cancel-batch", json={"orderIds": [good, "0x1f"]})
    assert (reply.status_code, reply.json()["code"], venue.state(good)) == (400, "validation_failed", "open")


@pytest.mark.parametrize("count", [0, 101])
def test_a_batch_of_none_or_too_many_is_refused(venue: PredictStreetSandbox, http: httpx.Client, count: int) -> None:
    reply = http.post("/api/orders/cancel-batch", json={"orderIds": [venue.seed_order() for _ in range(count)]})
    assert (reply.status_code, reply.json()["code"]) == (400, "validation_failed")
    assert len(venue.open_order_ids()) == count


def test_a_single_cancel_of_a_locked_order_is_a_failure_of_the_venue(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    order_id = venue.seed_order()
    venue.lock(order_id)
    assert http.post("/api/orders/cancel", json={"orderId": order_id}).status_code == 500
    assert venue.state(order_id) == "open"


def test_cancel_all_takes_what_fits_every_filter_and_answers_in_either_generation(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    wanted = venue.seed_order(market_id="M", side="sell", outcome="1")
    kept = [venue.seed_order(market_id="M", side="sell"), venue.seed_order(market_id="M", outcome="1"), venue.seed_order(side="sell")]
    venue.reply_generation = "old"
    assert posted(http, "cancel-all", {"marketId": "M", "side": "SELL", "outcome": 1}) == {"cancelled": 1, "marketId": "M"}
    assert (venue.state(wanted), venue.open_order_ids()) == ("cancelled", tuple(kept))
    venue.reply_generation = "new"
    everything = posted(http, "cancel-all", {})
    assert (sorted(everything["cancelled"]), everything["notCancelled"]) == (sorted(kept), {})
    assert venue.open_order_ids() == ()


def test_open_orders_come_newest_first_in_pages(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    ids = [venue.seed_order(side="sell" if number % 2 else "buy") for number in range(510)]
    first = http.get("/api/orders/open").json()
    second = http.get("/api/orders/open", params={"cursor": first["nextCursor"]}).json()
    assert (len(first["orders"]), len(second["orders"]), second["nextCursor"]) == (500, 10, None)
    assert [order["id"] for order in first["orders"] + second["orders"]] == ids[::-1]
    sales = http.get("/api/orders/open", params={"limit": 3, "side": "SELL"}).json()["orders"]
    assert [order["id"] for order in sales] == ids[::-1][0:6:2]


def test_pages_do_not_shift_when_orders_come_and_go(venue: PredictStreetSandbox, http: httpx.Client) -> None:
    ids = [venue.seed_order() for _ in range(4)]
    first = http.get("/api/orders/open", params={"limit": 2}).json()
    venue.seed_order()
    venue.cancel_elsewhere(ids[3])
    second = http.get("/api/orders/open", params={"limit": 2, "cursor": first["nextCursor"]}).json()
    assert [order["id"] for order in second["orders"]] == [ids[1], ids[0]]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"limit": "0"}, 400, "invalid_limit"),
        ({"limit": "many"}, 400, "invalid_limit"),
        ({"side": "up"}, 400, "bad_request"),
        ({"type": "stop"}, 400, "bad_request"),
        ({"outcome": "first"}, 400, "bad_request"),
        ({"cursor": "@@"}, 400, "bad_request"),
        ({"limit": "900"}, 200, None),
        ({"page": "2"}, 200, None),
    ],
)
def test_a_query_is_refused_clamped_or_ignored_as_documented(
    venue: PredictStreetSandbox, http: httpx.Client, query: dict[str, str], status: int, code: str | None
) -> None:
    venue.seed_order()
    reply = http.get("/api/orders/open", params=query)
    assert (reply.status_code, reply.json().get("code")) == (status, code)
