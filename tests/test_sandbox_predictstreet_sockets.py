"""Both websocket gateways of PredictStreet in the sandbox, over plain websockets."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from decimal import Decimal
from typing import Any

import pytest
from feed_clients import command, ending, gateway, read, silent, subscribe
from plain_clients import SECONDS, faults_of, predictstreet_http
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import Clock, Fault, PredictStreetSandbox, Sandbox
from crossbook_bindings.predictstreet.market_socket import frames as market_frames
from crossbook_bindings.predictstreet.market_socket import models as market_models
from crossbook_bindings.predictstreet.user_socket import frames as user_frames
from crossbook_bindings.predictstreet.user_socket import models as user_models
from crossbook_bindings.runtime import Push

SYMBOL = "TEST-MARKET"


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(SYMBOL)
        yield running
    assert running.violations == ()


@pytest.fixture
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


@pytest.fixture
def market(venue: PredictStreetSandbox) -> Generator[ClientConnection]:
    with gateway(venue, "market") as connection:
        assert read(connection)["type"] == "connected"
        yield connection


@pytest.fixture
def user(venue: PredictStreetSandbox) -> Generator[ClientConnection]:
    with gateway(venue, "user") as connection:
        assert read(connection)["type"] == "connected"
        yield connection


@pytest.fixture
def token(venue: PredictStreetSandbox) -> str:
    return venue.market(SYMBOL).token_ids[0]


# ---- the handshake


def test_each_gateway_greets_first_and_says_whose_it_is(venue: PredictStreetSandbox) -> None:
    with gateway(venue, "market") as market, gateway(venue, "user") as user:
        first, second = market_frames.read(str(market.recv(timeout=SECONDS))), user_frames.read(str(user.recv(timeout=SECONDS)))
    assert isinstance(first, Push)
    assert isinstance(second, Push)
    assert isinstance(first.payload, market_models.Greeting)
    assert isinstance(second.payload, user_models.Greeting)
    assert (first.payload.gateway, first.payload.authMethod, first.payload.protocolVersion) == ("market", "api_key", 2)
    assert (second.payload.gateway, second.payload.walletAddress) == ("user", venue.wallet)


@pytest.mark.parametrize("name", ["market", "user"])
def test_a_key_may_stand_in_the_query(venue: PredictStreetSandbox, name: str) -> None:
    venue.multi_wallet = True
    with connect(f"{venue.socket_url}/ws/{name}?key={venue.api_key}", additional_headers={"X-User-Wallet": venue.wallet}) as connection:
        assert read(connection)["data"]["gateway"] == name


def refusals() -> list[tuple[str, Callable[[PredictStreetSandbox], dict[str, str]]]]:
    def state(word: Any) -> Callable[[PredictStreetSandbox], dict[str, str]]:
        def refuse(venue: PredictStreetSandbox) -> dict[str, str]:
            venue.trader().set_key_state(word)
            return {}

        return refuse

    def multi(venue: PredictStreetSandbox) -> dict[str, str]:
        venue.multi_wallet = True
        return {}

    known = ["revoked", "expired", "suspended", "ip_denied", "no_associated_wallet"]
    return [
        ("api_key_bad_format", lambda _: {"X-Api-Key": "no key"}),
        ("api_key_unknown_key", lambda _: {"X-Api-Key": f"ps_live_{'0' * 16}_{'a' * 43}"}),
        ("api_key_bad_secret", lambda venue: {"X-Api-Key": venue.api_key + "x"}),
        *((f"api_key_{word}", state(word)) for word in known),
        ("api_key_no_associated_wallet", multi),
    ]


@pytest.mark.parametrize(("reason", "spoil"), refusals())
def test_a_refused_handshake_closes_with_4401_and_the_reason(
    venue: PredictStreetSandbox, reason: str, spoil: Callable[[PredictStreetSandbox], dict[str, str]]
) -> None:
    with gateway(venue, "user", **spoil(venue)) as connection:
        closed = ending(connection)
    assert closed.rcvd is not None
    assert (closed.rcvd.code, closed.rcvd.reason) == (4401, reason)


def test_market_data_needs_no_wallet_and_no_scope(venue: PredictStreetSandbox) -> None:
    venue.multi_wallet = True
    venue.trader().set_scopes()
    with gateway(venue, "market") as connection:
        assert read(connection)["type"] == "connected"


def test_revoking_a_key_closes_what_it_opened_and_nothing_else(venue: PredictStreetSandbox) -> None:
    other = venue.trader("other")
    with gateway(venue, "user") as own, gateway(venue, "market", **{"X-Api-Key": other.api_key}) as others:
        read(own)
        read(others)
        venue.trader().set_key_state("suspended")
        assert silent(own)
        venue.trader().set_key_state("revoked")
        closed = ending(own)
        assert closed.rcvd is not None
        assert (closed.rcvd.code, closed.rcvd.reason) == (4401, "api_key_revoked")
        assert silent(others)


def test_another_path_is_no_websocket() -> None:
    with Sandbox() as sandbox, pytest.raises(InvalidStatus) as refused:
        gateway(sandbox.predictstreet, "elsewhere")
    assert refused.value.response.status_code == 404


# ---- commands


def test_a_ping_is_answered_under_its_id(sandbox: Sandbox, market: ClientConnection) -> None:
    pong = command(market, "ping", 999)
    now = int(sandbox.clock.wall().timestamp() * 1000)
    assert pong == {"id": 999, "type": "pong", "ts": now, "serverTs": now}


def test_each_subscription_is_accepted_or_rejected_by_itself(venue: PredictStreetSandbox, user: ClientConnection) -> None:
    vault = venue.trader().vault
    reply = subscribe(
        user,
        {"channel": "user_orders"},
        {"channel": "user_fills", "ids": ["1"]},
        {"channel": "vault_positions", "ids": [vault.upper().replace("0X", "0x"), vault]},
        {"channel": "vault_positions", "ids": [venue.trader("other").vault]},
        number=7,
    )
    assert (reply["id"], reply["type"]) == (7, "subscribed")
    assert reply["accepted"] == [{"sid": 1, "channel": "user_orders"}, {"sid": 2, "channel": "vault_positions", "ids": [vault]}]
    assert [(entry["channel"], entry["code"]) for entry in reply["rejected"]] == [
        ("user_fills", "invalid_params"),
        ("vault_positions", "forbidden"),
    ]
    assert all(entry["message"].startswith(entry["code"] + ":") for entry in reply["rejected"])


def test_private_channels_need_their_scope(venue: PredictStreetSandbox, user: ClientConnection) -> None:
    venue.trader().set_scopes("orders:write")
    assert [entry["code"] for entry in subscribe(user, {"channel": "user_fills"})["rejected"]] == ["api_key_scope_missing"]


def test_ids_are_written_the_venues_way(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    condition = venue.market(SYMBOL).condition_id
    wanted: list[dict[str, Any]] = [
        {"channel": "token_trade_matches", "ids": [f"000{token}", token]},
        {"channel": "condition_lifecycle", "ids": ["0x" + condition[2:].upper()]},
        {"channel": "system", "ids": ["platform_status"]},
    ]
    assert [entry["ids"] for entry in subscribe(market, *wanted)["accepted"]] == [[token], [condition], ["platform_status"]]


@pytest.mark.parametrize(
    ("channel", "ids", "code"),
    [
        ("user_orders", ["1"], "forbidden"),
        ("no_such", ["1"], "invalid_params"),
        ("token_book", ["abc"], "invalid_params"),
        ("token_book", [], "invalid_params"),
        ("condition_lifecycle", ["0xabc"], "invalid_params"),
        ("system", ["frozen"], "invalid_params"),
        ("token_ohlc", [str(number) for number in range(101)], "subscription_too_many_ids"),
    ],
)
def test_a_rejection_has_its_code(channel: str, ids: list[str], code: str) -> None:
    with Sandbox() as sandbox, gateway(sandbox.predictstreet, "market") as market:
        read(market)
        assert [entry["code"] for entry in subscribe(market, {"channel": channel, "ids": ids})["rejected"]] == [code]
        assert faults_of(sandbox, "reply") == []


def test_256_subscriptions_fit_on_a_connection_and_stay_when_one_more_is_asked_for(
    venue: PredictStreetSandbox, market: ClientConnection, token: str
) -> None:
    one = {"channel": "token_trade_matches", "ids": [token]}
    assert [entry["sid"] for entry in subscribe(market, *[one] * 256)["accepted"]] == [*range(1, 257)]
    assert [entry["code"] for entry in subscribe(market, one)["rejected"]] == ["subscription_cap_exceeded"]
    command(market, "unsubscribe", sid=1)
    assert [entry["sid"] for entry in subscribe(market, one)["accepted"]] == [257]
    venue.fill(venue.seed_order(market_id=SYMBOL), Decimal(1))
    assert sorted(read(market)["sid"] for _ in range(256)) == [*range(2, 258)]


def test_ids_are_added_taken_away_and_limited(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    no = venue.market(SYMBOL).token_ids[1]
    subscribe(market, {"channel": "token_trade_matches", "ids": [token]})
    assert command(market, "update_subscription", 5, sid=1, add_ids=[no], remove_ids=[token])["id"] == 5
    venue.fill(venue.seed_order(market_id=SYMBOL), Decimal(1))
    venue.fill(venue.seed_order(market_id=SYMBOL, outcome="1"), Decimal(1))
    assert read(market)["id"] == no
    assert silent(market)
    many = [str(number) for number in range(100)]
    assert command(market, "update_subscription", 6, sid=1, add_ids=many)["code"] == "subscription_too_many_ids"
    assert command(market, "update_subscription", 7, sid=99, add_ids=[token])["code"] == "invalid_params"


@pytest.mark.parametrize("text", ["{not json", '{"id": 1, "cmd": "no such"}', '{"id": 2, "cmd": "get_book_snapshot", "params": {}}'])
def test_a_frame_that_is_no_command_of_the_gateway_is_noted(text: str) -> None:
    with Sandbox() as sandbox, gateway(sandbox.predictstreet, "user") as user:
        read(user)
        user.send(text)
        if "id" in text:
            assert read(user)["code"] == "invalid_params"
        assert silent(user)
        assert len(faults_of(sandbox, "request")) == 1


# ---- events


def test_a_book_begins_with_a_snapshot_and_every_change_counts_one(
    venue: PredictStreetSandbox, market: ClientConnection, token: str
) -> None:
    first = venue.seed_order(market_id=SYMBOL, price=Decimal("0.42"), quantity=Decimal(100))
    assert subscribe(market, {"channel": "token_book", "ids": [token]})["type"] == "subscribed"
    text = str(market.recv(timeout=SECONDS))
    snapshot = market_frames.read(text)
    assert isinstance(snapshot, Push)
    assert isinstance(snapshot.frame, market_models.PushFrame)
    assert isinstance(snapshot.payload, market_models.BookSnapshot)
    assert [(level.price, level.quantity, level.count) for level in snapshot.payload.bids or ()] == [(Decimal("0.42"), Decimal(100), 1)]
    assert snapshot.payload.tokenId == token
    venue.fill(first, Decimal(30))
    venue.seed_order(market_id=SYMBOL, price=Decimal("0.41"), quantity=Decimal(5))
    venue.cancel_elsewhere(first)
    frames = [read(market) for _ in range(3)]
    start = snapshot.frame.seq
    assert start is not None
    assert [(frame["type"], frame["prevSeq"], frame["seq"]) for frame in frames] == [
        ("book_update", start + step, start + step + 1) for step in range(3)
    ]
    with predictstreet_http(venue) as http:
        book = http.get(f"/api/markets/{SYMBOL}/orderbook").json()
    assert (book["seq"], book["hash"]) == (frames[-1]["seq"], frames[-1]["hash"])


def test_an_order_that_meets_several_changes_the_book_once(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    seller, buyer = venue.trader("seller"), venue.trader("buyer")
    seller.give_tokens(SYMBOL, 0, Decimal(100))
    for price in ("0.50", "0.51", "0.52"):
        seller.place(SYMBOL, side="sell", price=Decimal(price), quantity=Decimal(10))
    subscribe(market, {"channel": "token_book", "ids": [token]})
    start = read(market)["seq"]
    buyer.place(SYMBOL, side="buy", price=Decimal("0.60"), quantity=Decimal(25))
    assert read(market)["seq"] == start + 1
    assert silent(market)


def test_a_snapshot_is_asked_for_and_comes_whole(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    for cents in range(1, 99):
        venue.seed_order(market_id=SYMBOL, price=Decimal(cents) / 100, quantity=Decimal(1))
    for tenths in range(1, 21):
        venue.seed_order(market_id=SYMBOL, price=Decimal("0.5") + Decimal(tenths) / 10000, quantity=Decimal(1))
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
    venue.seed_order(market_id=SYMBOL, quantity=Decimal(7))
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
    venue.fill(venue.seed_order(market_id=SYMBOL), Decimal(10))
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
    venue.seed_order(market_id=SYMBOL, wallet=venue.other_wallet)
    order_id = venue.seed_order(market_id=SYMBOL, client_order_id="mine")
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
    orders = [venue.seed_order(market_id=SYMBOL) for _ in range(3)]
    subscribe(user, {"channel": "user_orders"})
    venue.expire(orders[0])
    venue.fill(orders[1], venue.order(orders[1]).remaining)
    venue.resolve(SYMBOL, 0)
    assert silent(user)


def test_a_vault_is_told_of_what_the_chain_changed(venue: PredictStreetSandbox, user: ClientConnection, token: str) -> None:
    trader = venue.trader()
    subscribe(user, {"channel": "vault_positions", "ids": [trader.vault]})
    venue.fill(venue.seed_order(market_id=SYMBOL), Decimal(10))
    venue.settle() if venue.settles_after is None else venue.advance(1)
    found = user_frames.read(str(user.recv(timeout=SECONDS)))
    assert isinstance(found, Push)
    assert isinstance(found.payload, user_models.VaultPositionBalanceChanged)
    assert (found.payload.vaultAddress, found.payload.tokenId) == (trader.vault, token)
    assert found.payload.balanceAfter == trader.tokens(SYMBOL).available


def test_a_candle_is_told_when_its_five_seconds_are_over(sandbox: Sandbox, market: ClientConnection, token: str) -> None:
    venue = sandbox.predictstreet
    subscribe(market, {"channel": "token_ohlc", "ids": [token]})
    venue.fill(venue.seed_order(market_id=SYMBOL), Decimal(10))
    assert silent(market)
    sandbox.advance(5)
    candle = read(market)
    assert (candle["type"], candle["id"], candle["data"]["tsMs"] % 5000) == ("ohlc_update", token, 0)
    sandbox.advance(60)
    assert silent(market)


def test_a_market_is_silent_about_its_state_unless_a_test_wants_to_hear(venue: PredictStreetSandbox, market: ClientConnection) -> None:
    subscribe(market, {"channel": "condition_lifecycle", "ids": [venue.market(SYMBOL).condition_id]})
    venue.set_market_status(SYMBOL, "PAUSED")
    assert silent(market)
    venue.lifecycle_events = True
    for status in ("OPEN", "PAUSED", "CLOSED"):
        venue.set_market_status(SYMBOL, status)
    venue.resolve(SYMBOL, 1)
    assert [read(market)["type"] for _ in range(4)] == ["market_unpaused", "market_paused", "market_status", "market_resolved"]


def test_a_test_says_what_no_page_shows(venue: PredictStreetSandbox, market: ClientConnection, user: ClientConnection) -> None:
    venue.set_event("order_placed", {"orderId": "as seen"})
    subscribe(user, {"channel": "user_orders"})
    subscribe(market, {"channel": "system", "ids": ["platform_status"]})
    venue.seed_order(market_id=SYMBOL)
    venue.announce_platform_status({"frozen": True})
    assert read(user)["data"] == {"orderId": "as seen"}
    status = read(market)
    assert (status["type"], status["id"], status["data"]) == ("platform_status", "platform_status", {"frozen": True})
    with pytest.raises(ValueError, match="expected an event of"):
        venue.set_event("no such", {})
    with pytest.raises(ValueError, match="expected an object"):
        venue.announce_platform_status("frozen")
