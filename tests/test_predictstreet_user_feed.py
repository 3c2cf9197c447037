"""PredictStreet's user feed over real sockets, against a gateway whose connections do everything that connections do."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
import pytest
import sandboxes
from frame_faults import faults, name_of
from quick_feed import SECONDS
from quick_gateways import client_of, heard, is_live, quick_user_feed, trades
from sandboxes import MARKET

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import (
    AsyncPredictStreet,
    Greeted,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    RestingOrders,
    Subscribed,
    UserFeedEvent,
    VaultBalanceChanged,
)
from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox

PATH: Final = "/ws/user"
BEGINNING: Final = (Connected, Greeted, Subscribed, Subscribed, Gap, RestingOrders, Live)
sandbox = pytest.fixture(sandboxes.with_market)
venue = pytest.fixture(sandboxes.predictstreet)


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


@pytest.mark.parametrize("fault", faults(1000, 1001, 1008, 1011, 1012, 1013, 3000, 4001, 4999), ids=name_of)
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
