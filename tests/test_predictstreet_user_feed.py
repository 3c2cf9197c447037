"""PredictStreet's user feed over real sockets, against a gateway whose connections do everything that connections do."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Generator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec
import pytest
from quick_feed import SECONDS
from quick_gateways import client_of, heard, is_live, quick_user_feed, trades

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import (
    AsyncPredictStreet,
    Greeted,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    RestingOrders,
    Subscribed,
    SubscriptionRejected,
    UserFeedEvent,
    VaultBalanceChanged,
)
from crossbook.sandbox import Clock, Fault, PredictStreetSandbox, Sandbox

PATH: Final = "/ws/user"
MARKET: Final = "TEST-MARKET"
BEGINNING: Final = (Connected, Greeted, Subscribed, Subscribed, Gap, RestingOrders, Live)


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        yield running
    assert running.violations == ()


@pytest.fixture
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


def something_happens(venue: PredictStreetSandbox) -> str:
    order_id = venue.seed_order(market_id=MARKET)
    venue.fill(order_id, Decimal(10))
    venue.cancel_elsewhere(order_id)
    return order_id


async def all_trades(client: AsyncPredictStreet) -> list[str]:
    return [fill.trade_id or "" for fill in reversed(await client.fills())]


def kinds(events: list[UserFeedEvent]) -> tuple[type[Any], ...]:
    return tuple(type(event) for event in events)


async def test_what_happens_is_told_in_our_words(venue: PredictStreetSandbox) -> None:
    vault = venue.trader().vault
    async with client_of(venue) as client, client.user_feed(vaults=[vault, vault.upper().replace("0X", "0x")]) as feed:
        first = await heard(feed, is_live)
        assert kinds(first) == (Connected, Greeted, *(3 * (Subscribed,)), Gap, RestingOrders, Live)
        greeted, subscribed = first[1], first[4]
        assert isinstance(greeted, Greeted)
        assert isinstance(subscribed, Subscribed)
        assert (greeted.wallet, greeted.generation) == (venue.wallet.lower(), None)
        assert (subscribed.channel, subscribed.ids) == ("vault_positions", (vault.lower(),))
        order_id = venue.seed_order(market_id=MARKET, client_order_id="quote-1")
        venue.fill(order_id, Decimal(10))
        venue.settle()
        venue.cancel_elsewhere(order_id)
        events = await heard(feed, lambda events: isinstance(events[-1], OrderCancelled) if events else False)
        assert feed.is_live
    placed, filled, balance, cancelled = events
    assert isinstance(placed, OrderPlaced)
    assert isinstance(filled, OrderFilled)
    assert isinstance(balance, VaultBalanceChanged)
    assert isinstance(cancelled, OrderCancelled)
    assert (placed.user_reference, filled.user_reference, cancelled.user_reference) == ("quote-1", "quote-1", "quote-1")
    assert msgspec.json.decode(placed.venue_event.data) == {"clientOrderId": "quote-1"}
    assert (filled.order_id, filled.side, filled.price, filled.quantity) == (order_id, "buy", Decimal("0.42"), Decimal(10))
    assert (filled.token_id, balance.token_id) == (venue.market(MARKET).token_ids[0],) * 2
    assert (balance.vault, balance.reason) == (vault.lower(), "trade")
    assert filled.happened_at == balance.happened_at


FAULTS: Final[list[dict[str, Any]]] = [
    {"fault": Fault.SOCKET_DROPPED_AFTER},
    {"fault": Fault.FRAME_HALF},
    {"fault": Fault.TRUNCATED},
    {"fault": Fault.FRAME_LOST},
    {"fault": Fault.FRAME_REPEATED},
    {"fault": Fault.FRAME_LATE},
    {"fault": Fault.SOCKET_MUTE},
    {"fault": Fault.SOCKET_SLOW, "seconds": 0.2},
    {"fault": Fault.STALL},
    *({"fault": Fault.SOCKET_CLOSED, "code": code} for code in (1000, 1001, 1008, 1011, 1012, 1013, 3000, 4001, 4999)),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['fault']} {fault.get('code', '')}".strip())
async def test_whatever_becomes_of_a_frame_each_fill_is_told_once(venue: PredictStreetSandbox, fault: dict[str, Any]) -> None:
    async with client_of(venue) as client, quick_user_feed(venue, client, check_every=10.0) as feed:
        await heard(feed, is_live)
        something_happens(venue)
        venue.fail_next(operation="user_fill", path=PATH, **fault)
        something_happens(venue)
        something_happens(venue)
        expected = await all_trades(client)
        events = await heard(feed, lambda events: {*trades(events)} >= {*expected})
        something_happens(venue)
        more = await all_trades(client)
        events += await heard(feed, lambda later: {*trades(events + later)} >= {*more})
        venue.release_stalled()
    assert sorted(trades(events)) == sorted(more)
    assert not [event for event in events if isinstance(event, Lost)]
    assert venue.pending_faults == ()


@pytest.mark.parametrize("how", ["dropped", "closed", "muted"])
async def test_after_a_loss_rest_tells_what_was_missed_before_live(venue: PredictStreetSandbox, how: str) -> None:
    async with client_of(venue) as client, quick_user_feed(venue, client) as feed:
        assert kinds(await heard(feed, is_live)) == BEGINNING
        rests = venue.seed_order(market_id=MARKET)
        await heard(feed, bool)
        match how:
            case "dropped":
                venue.drop_sockets()
            case "closed":
                venue.close_sockets()
            case _:
                venue.mute_sockets()
        events = await heard(feed, bool)
        gone = something_happens(venue)
        venue.fill(rests, Decimal(7))
        events += await heard(feed, is_live)
    assert kinds(events) == (Disconnected, *BEGINNING)
    gap, resting = events[-3:-1]
    assert isinstance(gap, Gap)
    assert gap.since is not None
    assert isinstance(resting, RestingOrders)
    assert [(order.order_id, order.filled) for order in resting.orders] == [(rests, Decimal(7))]
    assert [fill.order_id for fill in resting.fills] == [rests, gone]


async def test_a_feed_that_knows_until_when_begins_with_what_was_filled_since(sandbox: Sandbox, venue: PredictStreetSandbox) -> None:
    before = something_happens(venue)
    venue.advance(3600)
    since = sandbox.clock.wall()
    after = something_happens(venue)
    async with client_of(venue) as client, client.user_feed(since=since) as feed:
        events = await heard(feed, is_live)
    resting = events[-2]
    assert isinstance(resting, RestingOrders)
    assert [fill.order_id for fill in resting.fills] == [after]
    assert before != after
    assert resting.fills_since is not None
    assert (since - resting.fills_since).total_seconds() == 60


async def test_now_and_then_it_is_looked_what_rests(venue: PredictStreetSandbox) -> None:
    async with client_of(venue) as client, quick_user_feed(venue, client, check_every=5.0) as feed:
        await heard(feed, is_live)
        order_id = venue.seed_order(market_id=MARKET)
        events = await heard(feed, lambda events: isinstance(events[-1], RestingOrders) if events else False)
        assert isinstance(events[-1], RestingOrders)
        assert [order.order_id for order in events[-1].orders] == [order_id]
        # The venue tells of no order that expires.
        venue.expire(order_id)
        events = await heard(feed, lambda events: bool(events) and isinstance(events[-1], RestingOrders) and not events[-1].orders)
        assert not [event for event in events if isinstance(event, Gap)]


@pytest.mark.parametrize("fault", [Fault.EMPTY_ERROR, Fault.HTML_OK, Fault.RESET, Fault.TRUNCATED])
@pytest.mark.parametrize("operation", ["listOpenOrders", "listTrades"])
async def test_a_feed_that_cannot_read_what_was_missed_does_not_go_live(venue: PredictStreetSandbox, fault: Fault, operation: str) -> None:
    something_happens(venue)
    venue.fail_next(fault, operation, times=2)
    async with client_of(venue) as client, quick_user_feed(venue, client, since=datetime(2020, 1, 1, tzinfo=UTC)) as feed:
        events = await heard(feed, is_live)
        assert trades(events) == await all_trades(client)
    assert [event for event in events if isinstance(event, Disconnected)]
    assert [type(event) for event in events].count(Gap) == 1


async def test_a_feed_that_is_not_read_ends_and_says_since_when_to_read(venue: PredictStreetSandbox) -> None:
    async with client_of(venue) as client:
        async with quick_user_feed(venue, client, most_waiting=8) as feed:
            await heard(feed, is_live)
            for _ in range(5):
                something_happens(venue)
            async with asyncio.timeout(SECONDS):
                while feed.is_live:  # noqa: ASYNC110 - nobody reads, so nothing tells
                    await asyncio.sleep(0.001)
                told = [event async for event in feed]
            assert [event async for event in feed] == []
        lost = told[-1]
        assert isinstance(lost, Lost)
        assert len(told) == 9
        assert lost.cursor is not None
        async with quick_user_feed(venue, client, since=datetime.fromisoformat(lost.cursor)) as feed:
            told += await heard(feed, is_live)
        assert {*trades(told)} == {*await all_trades(client)}


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
