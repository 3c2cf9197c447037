"""Both websocket gateways of PredictStreet in the sandbox: whom they let in, and which commands they take. Over plain websockets."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import open_gateways
import pytest
import sandboxes
from feed_clients import command, ending, gateway, read, silent, subscribe
from plain_clients import SECONDS, faults_of
from sandboxes import MARKET
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import PredictStreetSandbox, Sandbox
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
    condition = venue.market(MARKET).condition_id
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
    venue.fill(venue.seed_order(market_id=MARKET), Decimal(1))
    assert sorted(read(market)["sid"] for _ in range(256)) == [*range(2, 258)]


def test_ids_are_added_taken_away_and_limited(venue: PredictStreetSandbox, market: ClientConnection, token: str) -> None:
    no = venue.market(MARKET).token_ids[1]
    subscribe(market, {"channel": "token_trade_matches", "ids": [token]})
    assert command(market, "update_subscription", 5, sid=1, add_ids=[no], remove_ids=[token])["id"] == 5
    venue.fill(venue.seed_order(market_id=MARKET), Decimal(1))
    venue.fill(venue.seed_order(market_id=MARKET, outcome="1"), Decimal(1))
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
