"""What both websocket gateways of PredictStreet tell in the sandbox, over plain websockets."""

from __future__ import annotations

import json
from decimal import Decimal

import open_gateways
import pytest
import sandboxes
from feed_clients import command, read, silent, subscribe
from plain_clients import SECONDS, predictstreet_http
from sandboxes import MARKET
from websockets.sync.client import ClientConnection

from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox
from crossbook_bindings.predictstreet.market_socket import frames as market_frames
from crossbook_bindings.predictstreet.market_socket import models as market_models
from crossbook_bindings.predictstreet.user_socket import frames as user_frames
from crossbook_bindings.predictstreet.user_socket import models as user_models
from crossbook_bindings.runtime import Push

sandbox = pytest.fixture(sandboxes.with_market)
venue = pytest.fixture(sandboxes.predictstreet)
market = pytest.fixture(open_gateways.market)
user = pytest.fixture(open_gateways.user)
token = pytest.fixture(sandboxes.token)


def test_a_book_begins_with_a_snapshot_and_every_change_counts_one(
    venue: PredictStreetSandbox, market: ClientConnection, token: str
) -> None:
    first = venue.seed_order(market_id=MARKET, price=Decimal("0.42"), quantity=Decimal(100))
    assert subscribe(market, {"channel": "token_book", "ids": [token]})["type"] == "subscribed"
    text = str(market.recv(timeout=SECONDS))
    snapshot = market_frames.read(text)
    assert isinstance(snapshot, Push)
    assert isinstance(snapshot.frame, market_models.PushFrame)
    assert isinstance(snapshot.payload, market_models.BookSnapshot)
    assert [(level.price, level.quantity, level.count) for level in snapshot.payload.bids or ()] == [(Decimal("0.42"), Decimal(100), 1)]
    assert snapshot.payload.tokenId == token
    venue.fill(first, Decimal(30))
    venue.seed_order(market_id=MARKET, price=Decimal("0.41"), quantity=Decimal(5))
    venue.cancel_elsewhere(first)
    frames = [read(market) for _ in range(3)]
    start = snapshot.frame.seq
    assert start is not None
    assert [(frame["type"], frame["prevSeq"], frame["seq"]) for frame in frames] == [
        ("book_update", start + step, start + step + 1) for step in range(3)
    ]
    with predictstreet_http(venue) as http:
        book = http.get(f"/api/markets/{MARKET}/orderbook").json()
    assert (book["seq"], book["hash"]) == (frames[-1]["seq"], frames[-1]["hash"])


def test_an_order_that_meets_several_changes_the_book_once(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    seller, buyer = venue.trader("seller"), venue.trader("buyer")
    seller.give_tokens(MARKET, 0, Decimal(100))
    for price in ("0.50", "0.51", "0.52"):
        seller.place(MARKET, side="sell", price=Decimal(price), quantity=Decimal(10))
    subscribe(market, {"channel": "token_book", "ids": [token]})
    start = read(market)["seq"]
    buyer.place(MARKET, side="buy", price=Decimal("0.60"), quantity=Decimal(25))
    assert read(market)["seq"] == start + 1
    assert silent(market)


def test_a_snapshot_is_asked_for_and_comes_whole(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    for cents in range(1, 99):
        venue.seed_order(market_id=MARKET, price=Decimal(cents) / 100, quantity=Decimal(1))
    for tenths in range(1, 21):
        venue.seed_order(market_id=MARKET, price=Decimal("0.5") + Decimal(tenths) / 10000, quantity=Decimal(1))
    subscribe(market, {"channel": "token_book", "ids": [token]})
    assert len(read(market)["data"]["bids"]) == 100
    whole = command(market, "get_book_snapshot", sid=1)
    assert (whole["type"], whole["sid"], len(whole["data"]["bids"])) == ("book_snapshot", 1, 118)
    venue.fail_next(Fault.BOOK_FAILED, "book_snapshot")
    assert command(market, "get_book_snapshot", sid=1, id=token)["type"] == "book_snapshot_failed"
    assert command(market, "get_book_snapshot", id=token)["type"] == "book_snapshot"


def test_a_change_of_a_book_is_told_as_a_test_wants_it(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    venue.book_event, venue.book_levels = "book_delta", True
    subscribe(market, {"channel": "token_book", "ids": [token]})
    read(market)
    venue.seed_order(market_id=MARKET, quantity=Decimal(7))
    delta = read(market)
    assert (delta["type"], "hash" in delta, delta["data"]["bids"]) == (
        "book_delta",
        False,
        [{"price": "0.42", "quantity": "7", "count": 1}],
    )


def test_a_trade_is_told_when_it_is_matched_and_when_it_is_settled(
    venue: PredictStreetSandbox, market: ClientConnection, token: str
) -> None:
    venue.settles_after = None
    subscribe(market, *({"channel": channel, "ids": [token]} for channel in ("token_trade_matches", "token_trade_settlements")))
    venue.fill(venue.seed_order(market_id=MARKET), Decimal(10))
    matched = read(market)
    assert silent(market)
    venue.settle()
    settled = read(market)
    assert [(frame["type"], frame["id"], frame["data"]["outcomeIndex"]) for frame in (matched, settled)] == [
        ("trade_matched", token, 0),
        ("trade_settled", token, 0),
    ]


def test_the_wallet_is_told_of_its_orders_and_fills(venue: PredictStreetSandbox, user: ClientConnection) -> None:
    subscribe(user, {"channel": "user_orders"}, {"channel": "user_fills"})
    venue.seed_order(market_id=MARKET, wallet=venue.other_wallet)
    order_id = venue.seed_order(market_id=MARKET, client_order_id="mine")
    venue.fill(order_id, Decimal(10))
    venue.cancel_elsewhere(order_id)
    texts = [str(user.recv(timeout=SECONDS)) for _ in range(3)]
    placed, fill, cancelled = (user_frames.read(text) for text in texts)
    assert isinstance(placed, Push)
    assert isinstance(cancelled, Push)
    assert (placed.name, cancelled.name) == ("order_placed", "order_cancelled")
    assert [json.loads(texts[index])["data"] for index in (0, 2)] == [{"clientOrderId": "mine"}] * 2
    assert isinstance(fill, Push)
    assert isinstance(fill.payload, user_models.UserFill)
    assert (fill.payload.orderId, fill.payload.clientOrderId, fill.payload.side) == (order_id, "mine", "buy")
    assert (fill.payload.price, fill.payload.quantity, fill.payload.source) == (Decimal("0.42"), Decimal(10), "matcher")
    assert fill.payload.tradeId == venue.trades[0].id


def test_an_end_that_no_page_has_an_event_for_is_not_told(venue: PredictStreetSandbox, user: ClientConnection) -> None:
    orders = [venue.seed_order(market_id=MARKET) for _ in range(3)]
    subscribe(user, {"channel": "user_orders"})
    venue.expire(orders[0])
    venue.fill(orders[1], venue.order(orders[1]).remaining)
    venue.resolve(MARKET, 0)
    assert silent(user)


def test_a_vault_is_told_of_what_the_chain_changed(venue: PredictStreetSandbox, user: ClientConnection, token: str) -> None:
    trader = venue.trader()
    subscribe(user, {"channel": "vault_positions", "ids": [trader.vault]})
    venue.fill(venue.seed_order(market_id=MARKET), Decimal(10))
    venue.settle() if venue.settles_after is None else venue.advance(1)
    found = user_frames.read(str(user.recv(timeout=SECONDS)))
    assert isinstance(found, Push)
    assert isinstance(found.payload, user_models.VaultPositionBalanceChanged)
    assert (found.payload.vaultAddress, found.payload.tokenId) == (trader.vault, token)
    assert found.payload.balanceAfter == trader.tokens(MARKET).available


def test_a_candle_is_told_when_its_five_seconds_are_over(sandbox: Sandbox, market: ClientConnection, token: str) -> None:
    venue = sandbox.predictstreet
    subscribe(market, {"channel": "token_ohlc", "ids": [token]})
    venue.fill(venue.seed_order(market_id=MARKET), Decimal(10))
    assert silent(market)
    sandbox.advance(5)
    candle = read(market)
    assert (candle["type"], candle["id"], candle["data"]["tsMs"] % 5000) == ("ohlc_update", token, 0)
    sandbox.advance(60)
    assert silent(market)


def test_a_market_is_silent_about_its_state_unless_a_test_wants_to_hear(venue: PredictStreetSandbox, market: ClientConnection) -> None:
    subscribe(market, {"channel": "condition_lifecycle", "ids": [venue.market(MARKET).condition_id]})
    venue.set_market_status(MARKET, "PAUSED")
    assert silent(market)
    venue.lifecycle_events = True
    for status in ("OPEN", "PAUSED", "CLOSED"):
        venue.set_market_status(MARKET, status)
    venue.resolve(MARKET, 1)
    assert [read(market)["type"] for _ in range(4)] == ["market_unpaused", "market_paused", "market_status", "market_resolved"]


def test_a_test_says_what_no_page_shows(venue: PredictStreetSandbox, market: ClientConnection, user: ClientConnection) -> None:
    venue.set_event("order_placed", {"orderId": "as seen"})
    subscribe(user, {"channel": "user_orders"})
    subscribe(market, {"channel": "system", "ids": ["platform_status"]})
    venue.seed_order(market_id=MARKET)
    venue.announce_platform_status({"frozen": True})
    assert read(user)["data"] == {"orderId": "as seen"}
    status = read(market)
    assert (status["type"], status["id"], status["data"]) == ("platform_status", "platform_status", {"frozen": True})
    with pytest.raises(ValueError, match="expected an event of"):
        venue.set_event("no such", {})
    with pytest.raises(ValueError, match="expected an object"):
        venue.announce_platform_status("frozen")
