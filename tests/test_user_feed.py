"""The user feed over real sockets, against a venue whose connections do everything that connections do."""

from __future__ import annotations

import asyncio
import itertools
from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from frame_faults import faults, name_of
from quick_feed import PATH, SECONDS, TIMES, all_ids, client_of, heard, ids, quick_feed, something_happens, until_live

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import AsyncFourcasters, OrderCancelled, OrderFilled, OrderPlaced, RestingOrders
from crossbook.sandbox import Fault, FourcastersSandbox
from crossbook_bindings.fourcasters import rest as bindings

sandbox = pytest.fixture(sandboxes.standing)
venue = pytest.fixture(sandboxes.fourcasters)


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("fault", faults(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 4001, 4401, 4999), ids=name_of)
async def test_whatever_becomes_of_a_frame_each_message_is_told_once(venue: FourcastersSandbox, fault: dict[str, Any], which: int) -> None:
    async with client_of(venue) as client, quick_feed(venue, client, check_every=10.0) as feed:
        await until_live(feed)
        for _ in range(which):
            something_happens(venue)
        venue.fail_next(operation="event", path=PATH, **fault)
        something_happens(venue)
        something_happens(venue)
        expected = all_ids(venue)
        events = await heard(feed, lambda events: {*ids(events)} >= {*expected})
        something_happens(venue)
        events += await heard(feed, lambda events: len(ids(events)) == 3)
        venue.release_stalled()
    assert sorted(ids(events)) == sorted(all_ids(venue))
    assert not [event for event in events if isinstance(event, Gap | Lost)]
    assert venue.pending_faults == ()


@pytest.mark.parametrize("how", ["dropped", "closed", "muted"])
async def test_what_happens_while_there_is_no_connection_comes_before_live(venue: FourcastersSandbox, how: str) -> None:
    async with client_of(venue) as client, quick_feed(venue, client) as feed:
        await until_live(feed)
        match how:
            case "dropped":
                venue.drop_sockets()
            case "closed":
                venue.close_sockets()
            case _:
                venue.mute_sockets()
        events = await heard(feed, bool)
        something_happens(venue)
        events += await until_live(feed)
    assert [type(event) for event in events] == [Disconnected, Connected, OrderPlaced, OrderFilled, OrderCancelled, Replayed, Live]
    replayed = events[-2]
    assert isinstance(replayed, Replayed)
    assert replayed.count == 3


@pytest.mark.parametrize(
    "fault",
    [
        Fault.EMPTY_ERROR,
        Fault.HTML_OK,
        Fault.RESET,
        Fault.REPLY_LOST,
        Fault.TRUNCATED,
        Fault.CUT_MID_REPLY,
        Fault.EMPTY,
    ],
)
async def test_a_feed_whose_replay_fails_does_not_go_live_without_it(venue: FourcastersSandbox, fault: Fault) -> None:
    something_happens(venue)
    venue.fail_next(fault, "replayUserMessages", times=2)
    async with client_of(venue) as client, quick_feed(venue, client) as feed:
        events = await until_live(feed)
    assert ids(events) == all_ids(venue)
    assert [type(event) for event in events[:4]] == [Connected, Disconnected, Connected, Disconnected]
    lost = events[1]
    assert isinstance(lost, Disconnected)
    assert "what was missed could not be read" in lost.problem


async def test_a_venue_that_is_rude_is_connected_to_once_a_second_at_most(venue: FourcastersSandbox) -> None:
    times = 4
    async with client_of(venue) as client, quick_feed(venue, client, check_every=10.0) as feed:
        await until_live(feed)
        loop = asyncio.get_running_loop()
        opened: list[float] = []
        venue.fail_next(Fault.TRUNCATED, "event", path=PATH, times=times)
        while len(opened) < times:
            venue.seed_order()
            events = await heard(feed, lambda events: any(isinstance(event, Connected) for event in events))
            opened.append(loop.time() * TIMES)
            assert len(events) < 20
        assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(opened)), opened


async def test_without_a_cursor_a_feed_begins_with_all_that_rests(venue: FourcastersSandbox) -> None:
    order_id = venue.seed_order(bet=Decimal(250))
    async with client_of(venue) as client, client.user_feed() as feed:
        events = await until_live(feed)
        assert feed.is_live
        assert feed.cursor is None
    assert [type(event) for event in events] == [Connected, Gap, RestingOrders, Live]
    gap, resting = events[1:3]
    assert isinstance(gap, Gap)
    assert gap.since is None
    assert isinstance(resting, RestingOrders)
    assert [(order.order_id, order.remaining) for order in resting.orders] == [(order_id, Decimal(250))]


async def test_what_the_venue_has_forgotten_is_a_gap_with_what_it_still_has_and_all_that_rests(venue: FourcastersSandbox) -> None:
    something_happens(venue)
    cursor = all_ids(venue)[0]
    order_id = venue.seed_order()
    venue.forget_messages(keep=1)
    async with client_of(venue) as client, client.user_feed(cursor=cursor) as feed:
        events = await until_live(feed)
    assert [type(event) for event in events] == [Connected, Gap, OrderPlaced, RestingOrders, Live]
    _, gap, placed, resting, _ = events
    assert isinstance(gap, Gap)
    assert isinstance(placed, OrderPlaced)
    assert isinstance(resting, RestingOrders)
    # Who stops in between is told of the gap again.
    assert (gap.since, placed.cursor, resting.cursor) == (cursor, cursor, all_ids(venue)[-1])
    assert [order.order_id for order in resting.orders] == [order_id]


async def test_a_gap_is_told_only_with_what_rests(venue: FourcastersSandbox) -> None:
    venue.fail_next(Fault.EMPTY_ERROR, "getUnmatched", times=2)
    async with client_of(venue) as client, quick_feed(venue, client, None) as feed:
        events = await until_live(feed)
    assert [type(event) for event in events if not isinstance(event, Connected | Disconnected)] == [Gap, RestingOrders, Live]


async def test_a_feed_is_opened_once_and_asks_for_a_token(venue: FourcastersSandbox) -> None:
    async with AsyncFourcasters(base_url=venue.url, streaming_url=venue.streaming_url) as client:
        with pytest.raises(InvalidRequest, match="a token"):
            await client.user_feed().__aenter__()
    async with client_of(venue) as client, client.user_feed() as feed:
        with pytest.raises(InvalidRequest, match="not opened before"):
            await feed.__aenter__()
        closed = client.user_feed()
        with pytest.raises(InvalidRequest, match="a feed that is open"):
            await anext(closed)
        await closed.aclose()


async def test_a_venue_that_is_not_there_is_an_error_at_the_opening() -> None:
    async with AsyncFourcasters(token="token-of-feed-tests", base_url="http://127.0.0.1:9", streaming_url="http://127.0.0.1:9") as client:
        feed = client.user_feed()
        with pytest.raises(CouldNotConnect):
            await feed.__aenter__()


# ---- tokens


async def test_a_token_that_is_refused_is_asked_for_once_and_the_feed_opens(venue: FourcastersSandbox) -> None:
    asked: list[str] = []

    async def credentials() -> str:
        asked.append("once")
        return venue.token

    client = AsyncFourcasters(token="old-token-of-the-feed", credentials=credentials, base_url=venue.url, streaming_url=venue.streaming_url)
    async with client, client.user_feed() as feed:
        await until_live(feed)
    assert asked == ["once"]


async def test_a_token_that_ends_while_a_feed_runs_is_replaced(venue: FourcastersSandbox) -> None:
    asked: list[str] = []

    async def credentials() -> str:
        asked.append("once")
        return venue.rotate_token()

    client = AsyncFourcasters(token=venue.token, credentials=credentials, base_url=venue.url, streaming_url=venue.streaming_url)
    async with client, client.user_feed(cursor="0-0") as feed:
        await until_live(feed)
        other = AsyncFourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url)
        async with other:
            await log_out(other)
        something_happens(venue)
        venue.drop_sockets()
        events = await until_live(feed)
    assert asked == ["once"]
    assert ids(events) == all_ids(venue)


async def test_a_token_that_ends_without_another_ends_the_feed(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_feed(venue, client) as feed:
        await until_live(feed)
        something_happens(venue)
        await heard(feed, lambda events: len(ids(events)) == 3)
        await log_out(client)
        venue.drop_sockets()
        async with asyncio.timeout(SECONDS):
            events = [event async for event in feed]
    lost = events[-1]
    assert isinstance(lost, Lost)
    assert "401" in lost.problem
    assert lost.cursor == "+".join(("0-0", *all_ids(venue)))


async def test_credentials_that_do_not_help_are_an_error_at_the_opening(venue: FourcastersSandbox) -> None:
    async def credentials() -> str:
        return "another-bad-token-of-the-feed"

    client = AsyncFourcasters(token="bad-token-of-the-feed", credentials=credentials, base_url=venue.url, streaming_url=venue.streaming_url)
    async with client:
        with pytest.raises(Unauthorized):
            await client.user_feed().__aenter__()


async def log_out(client: AsyncFourcasters) -> None:
    await client.send(bindings.logout())
