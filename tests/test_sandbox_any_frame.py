"""Whatever a client sends on a socket, the sandbox breaks no spec of its own, and goes on."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_clients import SECONDS, faults_of
from samples import sample
from websockets.sync.client import connect

from crossbook.sandbox import Sandbox

PLACES: Final = ("orders", "user feed", "price feed", "market", "user")

COMMANDS: Final = ("subscribe", "unsubscribe", "update_subscription", "get_book_snapshot", "list_subscriptions", "ping", "subscribeAll")
CHANNELS: Final = ("token_book", "user_orders", "vault_positions", "system")
WORDS: Final = st.sampled_from((*COMMANDS, *CHANNELS, "platform_status", "cancelAll", "connected", "1", ""))
MEMBERS: Final = ("id", "cmd", "type", "params", "subscriptions", "channel", "ids", "sid", "sids", "add_ids", "remove_ids")
LISTS: Final = ("gameIDs", "leagueIDs", "sportIDs", "replace", "requestID")
NAMES: Final = st.sampled_from((*MEMBERS, *LISTS))
VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
FRAMES: Final = st.fixed_dictionaries(
    {"id": st.integers(0, 9) | VALUES, "cmd": WORDS, "type": WORDS, "params": st.dictionaries(NAMES, VALUES, max_size=5) | VALUES}
)


@pytest.fixture(scope="module")
def shared() -> Generator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.mark.parametrize("place", PLACES)
@settings(
    max_examples=sample(12, long=30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(frames=st.lists(VALUES | FRAMES, min_size=1, max_size=8))
def test_the_sandbox_keeps_to_its_specs_whatever_it_hears(shared: Sandbox, place: str, frames: list[Any]) -> None:
    first, second = shared.fourcasters, shared.predictstreet
    urls = (first.orders_socket_url, first.user_feed_url, first.price_feed_url, second.market_socket_url, second.user_socket_url)
    url = urls[PLACES.index(place)]
    with connect(url, additional_headers={"Authorization": first.token, "X-Api-Key": second.api_key}, max_queue=None) as connection:
        for frame in frames:
            connection.send(json.dumps(frame))
        assert connection.ping().wait(SECONDS)
    assert faults_of(shared, "reply") == []
