"""PredictStreet's market feed over real sockets, against a gateway whose connections do everything that connections do."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final

import pytest
import sandboxes
from frame_faults import faults, name_of
from quick_feed import SECONDS
from quick_gateways import client_of, heard_of, is_live, quick_market_feed
from sandboxes import MARKET
from told_books import said, states, up_to_date

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import (
    BookChanged,
    BookLevel,
    CandleChanged,
    Greeted,
    MarketFeed,
    MarketFeedEvent,
    MarketStateChanged,
    Subscribed,
    TradeMatched,
    TradeSettled,
)
from crossbook.sandbox import Fault, PredictStreetSandbox

PATH: Final = "/ws/market"
sandbox = pytest.fixture(sandboxes.with_market)
venue = pytest.fixture(sandboxes.predictstreet)
token = pytest.fixture(sandboxes.token)


def book_changes(venue: PredictStreetSandbox) -> str:
    return venue.seed_order(market_id=MARKET)


async def next_of(feed: MarketFeed) -> MarketFeedEvent:
    async with asyncio.timeout(SECONDS):
        return await anext(feed)


async def test_a_book_begins_with_a_snapshot_and_is_told_of_each_change(venue: PredictStreetSandbox, token: str) -> None:
    book_changes(venue)
    async with client_of(venue) as client, client.market_feed(books=[f"00{token}", token]) as feed:
        events = await heard_of(feed, is_live)
        assert [type(event) for event in events] == [Connected, Greeted, Subscribed, BookChanged, Live]
        (first,) = states(events)
        book = await client.order_book(MARKET, 0)
        assert (first.token_id, first.outcome, first.sequence, first.hash) == (token, 0, book.sequence, book.hash)
        assert first.bids == (BookLevel(Decimal("0.42"), Decimal(100), 1),)
        assert first.asks == ()
        assert first.best_bid is not None
        assert first.best_ask is None
        book_changes(venue)
        changed = await next_of(feed)
        assert isinstance(changed, BookChanged)
        book = await client.order_book(MARKET, 0)
        # No page says what a change holds: the book itself is to be had over REST, and its hash tells that it is this one.
        assert (changed.bids, changed.asks) == (None, None)
        assert (changed.sequence, changed.hash, changed.conflated) == (book.sequence, book.hash, 0)
        assert feed.is_live


async def test_a_feed_that_is_told_so_reads_changes_as_whole_books(venue: PredictStreetSandbox, token: str) -> None:
    venue.book_levels = True
    async with client_of(venue) as client, client.market_feed(books=[token], changes_are_whole=True) as feed:
        await heard_of(feed, is_live)
        venue.seed_order(market_id=MARKET, price=Decimal("0.40"))
        await next_of(feed)
        venue.seed_order(market_id=MARKET, price=Decimal("0.41"))
        second = await next_of(feed)
        assert isinstance(second, BookChanged)
        assert second.bids == (BookLevel(Decimal("0.41"), Decimal(100), 1), BookLevel(Decimal("0.40"), Decimal(100), 1))
        # A delta is a change and not a state, whatever it carries.
        venue.book_event = "book_delta"
        book_changes(venue)
        third = await next_of(feed)
    assert isinstance(third, BookChanged)
    assert (third.sequence, third.hash, third.bids) == (second.sequence + 1, None, None)


@pytest.mark.parametrize("which", ["book_update", "book_snapshot"])
@pytest.mark.parametrize("fault", faults(1000, 1011, 1013, 4999, stalls=False), ids=name_of)
async def test_whatever_becomes_of_a_frame_the_book_comes_to_what_it_is(
    venue: PredictStreetSandbox, token: str, fault: dict[str, Any], which: str
) -> None:
    if which == "book_snapshot":
        venue.fail_next(operation=which, path=PATH, **fault)
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        if which == "book_update":
            await heard_of(feed, is_live)
            venue.fail_next(operation=which, path=PATH, **fault)
        events: list[MarketFeedEvent] = []
        async with asyncio.timeout(SECONDS):
            while not (await up_to_date(client, events) and venue.pending_faults == () and feed.is_live):
                book_changes(venue)
                # What is lost without a trace is found by the next change.
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        events.append(await anext(feed))
    assert not [event for event in events if isinstance(event, Lost)]
    sequences = [state.sequence for state in states(events)]
    assert sequences == sorted(sequences), "a state is told after a newer one"


async def test_a_gap_in_the_sequence_is_told_and_the_book_is_rebuilt(venue: PredictStreetSandbox, token: str) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        venue.fail_next(Fault.FRAME_LOST, "book_update", path=PATH)
        book_changes(venue)
        book_changes(venue)
        events = await heard_of(feed, lambda events: bool(states(events)))
        book_changes(venue)
        events += await heard_of(feed, lambda events: bool(states(events)))
        assert await up_to_date(client, events)
        # From now on each change comes on two subscriptions, and is told once.
        book_changes(venue)
        events += await heard_of(feed, lambda events: bool(states(events)))
        assert feed.is_live
    assert said(events) == [BookInvalid, BookRebuilt]
    assert [type(event) for event in events[:2]] == [BookInvalid, BookRebuilt]
    asked = [json.loads(record.body) for record in venue.requests if record.operation == "subscribe"]
    assert [each["params"]["subscriptions"] for each in asked] == 2 * [[{"channel": "token_book", "ids": [token]}]]
    invalid = events[0]
    assert isinstance(invalid, BookInvalid)
    assert invalid.market == token
    assert [state.sequence for state in states(events)] == [2, 3, 4]


async def test_a_book_that_the_venue_cannot_give_is_asked_for_again_and_holds_nothing_up(venue: PredictStreetSandbox, token: str) -> None:
    other = venue.market(MARKET).token_ids[1]
    venue.fail_next(Fault.BOOK_FAILED, "book_snapshot", path=PATH)
    async with client_of(venue) as client, quick_market_feed(venue, client, token, other) as feed:
        events = await heard_of(feed, is_live)
        assert [state.token_id for state in states(events)] == [other]
        events += await heard_of(feed, lambda events: bool(states(events)))
    assert said(events) == [Connected, BookInvalid, Live, BookRebuilt]


async def test_after_a_loss_subscriptions_are_restored_behind_a_gap(venue: PredictStreetSandbox, token: str) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        venue.drop_sockets()
        book_changes(venue)
        events = await heard_of(feed, is_live)
        assert await up_to_date(client, events)
    assert said(events) == [BookInvalid, Disconnected, Connected, Gap, BookRebuilt, Live]
    (gap,) = (event for event in events if isinstance(event, Gap))
    assert gap.since is not None


async def test_trades_candles_and_states_come_typed(venue: PredictStreetSandbox, token: str) -> None:
    venue.lifecycle_events = True
    condition = venue.market(MARKET).condition_id
    conditions = [condition.upper().replace("0X", "0x")]
    async with (
        client_of(venue) as client,
        client.market_feed(trades=[token], settlements=[token], candles=[token], conditions=conditions, platform=True) as feed,
    ):
        await heard_of(feed, is_live)
        venue.fill(book_changes(venue), Decimal(5))
        matched = await next_of(feed)
        venue.settle()
        settled = await next_of(feed)
        venue.advance(10)
        candle = await next_of(feed)
        venue.set_market_status(MARKET, "PAUSED")
        paused = await next_of(feed)
    assert isinstance(matched, TradeMatched)
    assert isinstance(settled, TradeSettled)
    assert isinstance(candle, CandleChanged)
    assert isinstance(paused, MarketStateChanged)
    assert {event.token_id for event in (matched, settled, candle)} == {token}
    assert {event.condition_id for event in (matched, settled, candle, paused)} == {condition}
    assert paused.venue_event.type == "market_paused"
    assert matched.happened_at is not None
    assert json.loads(bytes(matched.venue_event.data))["tokenId"] == token


async def test_a_slow_reader_gets_the_newest_state_and_hears_how_many_it_missed(venue: PredictStreetSandbox, token: str) -> None:
    other = venue.market(MARKET).token_ids[1]
    async with client_of(venue) as client, client.market_feed(books=[token, other], most_waiting=5) as feed:
        await heard_of(feed, is_live)
        for _ in range(20):
            book_changes(venue)
        async with asyncio.timeout(SECONDS):
            newest = (await client.order_book(MARKET, 0)).sequence
            told: list[BookChanged] = []
            while not told or told[-1].sequence != newest:
                event = await next_of(feed)
                assert isinstance(event, BookChanged)
                told.append(event)
                await asyncio.sleep(0.02)
        assert sum(1 + event.conflated for event in told) == 20
        assert len(told) < 20
        assert feed.is_live


async def test_trades_are_never_dropped_a_feed_of_them_that_is_not_read_ends(venue: PredictStreetSandbox, token: str) -> None:
    async with client_of(venue) as client, client.market_feed(trades=[token], most_waiting=5) as feed:
        await heard_of(feed, is_live)
        for _ in range(6):
            venue.fill(book_changes(venue), Decimal(5))
        async with asyncio.timeout(SECONDS):
            while feed.is_live:  # noqa: ASYNC110 - nobody reads, so nothing tells; to read before would make room
                await asyncio.sleep(0.001)
            events = [event async for event in feed]
    assert [type(event) for event in events] == [*(5 * [TradeMatched]), Lost]
