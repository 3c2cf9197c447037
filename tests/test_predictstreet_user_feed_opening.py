"""Who may listen to PredictStreet's user feed, what is refused before anything is sent, and what is left. Over real sockets."""

from __future__ import annotations

import asyncio
import gc
from datetime import datetime
from typing import Any, Literal

import pytest
import sandboxes
from quick_feed import SECONDS
from quick_gateways import client_of, heard, is_live

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.feeds import Lost
from crossbook.predictstreet import AsyncPredictStreet, Greeted, SubscriptionRejected
from crossbook.sandbox import PredictStreetSandbox

sandbox = pytest.fixture(sandboxes.with_market)
venue = pytest.fixture(sandboxes.predictstreet)


# ---- who may listen


@pytest.mark.parametrize("state", ["revoked", "expired", "suspended", "ip_denied", "no_associated_wallet"])
async def test_a_key_that_is_refused_is_an_error_at_the_opening(
    venue: PredictStreetSandbox, state: Literal["revoked", "expired", "suspended", "ip_denied", "no_associated_wallet"]
) -> None:
    venue.trader().set_key_state(state)
    async with client_of(venue) as client:
        with pytest.raises(Unauthorized, match=f"api_key_{state}"):
            await client.user_feed().__aenter__()
    assert venue.sockets == ()


@pytest.mark.parametrize(("state", "times"), [("expired", 1), ("suspended", 0), ("ip_denied", 0)])
async def test_another_key_is_asked_for_once_and_only_where_it_may_help(venue: PredictStreetSandbox, state: Any, times: int) -> None:
    asked: list[str] = []

    async def credentials() -> str:
        asked.append("once")
        return venue.trader("second").api_key

    venue.trader().set_key_state(state)
    async with client_of(venue, credentials=credentials) as client:
        if times:
            async with client.user_feed() as feed:
                greeted = (await heard(feed, is_live))[1]
                assert isinstance(greeted, Greeted)
                assert greeted.wallet == venue.trader("second").wallet.lower()
        else:
            with pytest.raises(Unauthorized):
                await client.user_feed().__aenter__()
    assert len(asked) == times


async def test_a_key_of_another_wallet_ends_the_feed(venue: PredictStreetSandbox) -> None:
    other = venue.trader("other")

    async def credentials() -> str:
        return other.api_key

    async with client_of(venue, credentials=credentials) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        venue.trader().set_key_state("revoked")
        async with asyncio.timeout(SECONDS):
            events = [event async for event in feed]
    lost = events[-1]
    assert isinstance(lost, Lost)
    assert venue.wallet.lower() in lost.problem
    assert other.wallet.lower() in lost.problem


async def test_a_key_that_is_revoked_without_another_ends_the_feed(venue: PredictStreetSandbox) -> None:
    async with client_of(venue) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        venue.trader().set_key_state("revoked")
        async with asyncio.timeout(SECONDS):
            events = [event async for event in feed]
    lost = events[-1]
    assert isinstance(lost, Lost)
    assert "api_key_revoked" in lost.problem


async def test_without_the_scope_there_is_no_feed(venue: PredictStreetSandbox) -> None:
    venue.trader().set_scopes("orders:write")
    async with client_of(venue) as client, client.user_feed() as feed:
        events = [event async for event in feed]
    rejected, lost = events[-2:]
    assert isinstance(rejected, SubscriptionRejected)
    assert rejected.code == "api_key_scope_missing"
    assert isinstance(lost, Lost)


async def test_a_vault_of_somebody_else_is_rejected_and_the_rest_stays(venue: PredictStreetSandbox) -> None:
    own, other = venue.trader().vault, venue.trader("other").vault
    async with client_of(venue) as client, client.user_feed(vaults=[own, other]) as feed:
        events = await heard(feed, is_live)
    rejections = [event for event in events if isinstance(event, SubscriptionRejected)]
    assert [(each.channel, each.code) for each in rejections] == [("vault_positions", "forbidden")]


async def test_a_key_of_many_wallets_listens_for_the_one_it_names(venue: PredictStreetSandbox) -> None:
    venue.multi_wallet = True
    async with client_of(venue) as client:
        with pytest.raises(Unauthorized, match="api_key_no_associated_wallet"):
            await client.user_feed().__aenter__()
    async with client_of(venue, user_wallet=venue.wallet) as client, client.user_feed() as feed:
        greeted = (await heard(feed, is_live))[1]
        assert isinstance(greeted, Greeted)
        assert greeted.wallet == venue.wallet.lower()


# ---- what is refused before anything is sent


@pytest.mark.parametrize(
    "wrong",
    [
        {"vaults": "0x3333333333333333333333333333333333333333"},
        {"vaults": ["0x33"]},
        {"vaults": [None]},
        {"since": datetime(2026, 1, 1)},  # noqa: DTZ001 - as it is meant
        {"since": "2026-01-01T00:00:00Z"},
        {"most_waiting": 0},
        {"check_every": 0},
        {"check_every": float("nan")},
    ],
)
def test_what_makes_no_sense_is_refused(venue: PredictStreetSandbox, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest, match=next(iter(wrong))):
        client_of(venue).user_feed(**wrong)


def test_who_is_at_a_host_of_his_own_is_not_led_to_the_venue(venue: PredictStreetSandbox) -> None:
    client = AsyncPredictStreet(api_key=venue.api_key, base_url=venue.url)
    with pytest.raises(InvalidRequest, match="websocket_url"):
        client.user_feed()
    with pytest.raises(InvalidRequest, match="websocket_url"):
        AsyncPredictStreet(api_key=venue.api_key, websocket_url="ws://example.com")
    assert "wss://ws-gateway.adipredictstreet.com/ws/user" in repr(AsyncPredictStreet(api_key=venue.api_key).user_feed())


async def test_a_feed_is_opened_once(venue: PredictStreetSandbox) -> None:
    async with client_of(venue) as client, client.user_feed() as feed:
        with pytest.raises(InvalidRequest, match="not opened before"):
            await feed.__aenter__()
        closed = client.user_feed()
        with pytest.raises(InvalidRequest, match="a feed that is open"):
            await anext(closed)
        await closed.aclose()


async def test_a_venue_that_is_not_there_is_an_error_at_the_opening() -> None:
    async with AsyncPredictStreet(api_key="ps_live_k_s", base_url="http://127.0.0.1:9", websocket_url="ws://127.0.0.1:9") as client:
        with pytest.raises(CouldNotConnect):
            await client.user_feed().__aenter__()


async def test_nothing_is_left_of_a_feed(venue: PredictStreetSandbox) -> None:
    before = asyncio.all_tasks()
    async with client_of(venue) as client:
        async with client.user_feed() as feed:
            await heard(feed, is_live)
        opening = asyncio.ensure_future(client.user_feed().__aenter__())
        await asyncio.sleep(0)
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
    gc.collect()
    assert asyncio.all_tasks() == before
