"""PredictStreet's feeds, told to hear of more and of less while they are open."""

from __future__ import annotations

import json
from collections.abc import Generator
from decimal import Decimal
from typing import Any, Final

import pytest
import sandboxes
from quick_gateways import client_of, heard, heard_of, is_live, quick_market_feed

from crossbook import InvalidRequest
from crossbook.feeds import BookInvalid, BookRebuilt, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import BookChanged, PredictStreet, Subscribed, SubscriptionRejected, TradeMatched, VaultBalanceChanged
from crossbook.sandbox import Clock, Fault, PredictStreetSandbox, Sandbox

MARKET: Final = "TEST-MARKET"
OTHER: Final = "OTHER-MARKET"


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        running.predictstreet.add_market(OTHER)
        yield running
    assert running.violations == ()


venue = pytest.fixture(sandboxes.predictstreet)


@pytest.fixture
def token(venue: PredictStreetSandbox) -> str:
    return venue.market(MARKET).token_ids[0]


@pytest.fixture
def other(venue: PredictStreetSandbox) -> str:
    return venue.market(OTHER).token_ids[0]


def of_kind(events: list[Any], *kinds: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


def asked(venue: PredictStreetSandbox) -> list[Any]:
    """Give every subscription that was asked for, in order."""
    return [
        each for record in venue.requests if record.operation == "subscribe" for each in json.loads(record.body)["params"]["subscriptions"]
    ]


async def test_a_book_is_added_to_an_open_feed_and_taken_off_it(venue: PredictStreetSandbox, token: str, other: str) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        feed.subscribe(books=[other, token], trades=[other])
        events = await heard_of(feed, lambda events: len(of_kind(events, Subscribed)) == 2 and bool(of_kind(events, BookChanged)))
        assert [(event.channel, event.ids) for event in of_kind(events, Subscribed)] == [
            ("token_book", (other,)),
            ("token_trade_matches", (other,)),
        ]
        assert [event.token_id for event in of_kind(events, BookChanged)] == [other]
        assert feed.is_live
        venue.fill(venue.seed_order(market_id=OTHER), Decimal(5))
        events = await heard_of(feed, lambda events: bool(of_kind(events, TradeMatched)))
        feed.unsubscribe(books=[other], trades=[other])
        venue.fill(venue.seed_order(market_id=OTHER), Decimal(5))
        venue.seed_order(market_id=MARKET)
        events = await heard_of(feed, lambda events: any(event.token_id == token for event in of_kind(events, BookChanged)))
    # What nothing asks for is not to be believed any more, and is told no more, though the venue goes on sending it.
    assert [event.market for event in of_kind(events, BookInvalid)] == [other]
    after = events[events.index(of_kind(events, BookInvalid)[0]) + 1 :]
    assert [event.token_id for event in of_kind(after, BookChanged, TradeMatched)] == [token]


async def test_what_was_added_is_asked_for_again_after_a_reopening_and_what_was_taken_off_is_not(
    venue: PredictStreetSandbox, token: str, other: str
) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        feed.subscribe(books=[other])
        await heard_of(feed, lambda events: bool(of_kind(events, BookChanged)))
        feed.unsubscribe(books=[token])
        before = len(asked(venue))
        venue.drop_sockets()
        events = await heard_of(feed, is_live)
    assert asked(venue)[before:] == [{"channel": "token_book", "ids": [other]}]
    assert of_kind(events, BookRebuilt, BookChanged)
    assert {event.token_id for event in of_kind(events, BookChanged)} == {other}


async def test_a_book_that_comes_back_on_the_same_connection_begins_with_a_snapshot(
    venue: PredictStreetSandbox, token: str, other: str
) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token, other) as feed:
        await heard_of(feed, is_live)
        feed.unsubscribe(books=[token])
        venue.seed_order(market_id=MARKET)
        feed.subscribe(books=[token])
        events = await heard_of(feed, lambda events: bool(of_kind(events, BookChanged)))
        (state,) = of_kind(events, BookChanged)
        book = await client.order_book(MARKET, 0)
    assert [type(event) for event in events] == [BookInvalid, Subscribed, BookChanged]
    assert (state.token_id, state.sequence, state.hash) == (token, book.sequence, book.hash)
    assert state.bids is not None


async def test_a_subscription_that_the_venue_rejects_while_the_feed_is_open_is_told(venue: PredictStreetSandbox) -> None:
    mine, foreign = venue.trader().vault, venue.trader("second").vault
    async with client_of(venue) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        feed.subscribe(vaults=[mine])
        feed.subscribe(vaults=[foreign])
        events = await heard(feed, lambda events: bool(of_kind(events, SubscriptionRejected)))
    assert [(event.channel, event.ids) for event in of_kind(events, Subscribed)] == [("vault_positions", (mine,))]
    assert [(event.ids, event.code) for event in of_kind(events, SubscriptionRejected)] == [((foreign,), "forbidden")]


async def test_a_vault_is_added_to_an_open_feed_and_taken_off_it(venue: PredictStreetSandbox) -> None:
    vault = venue.trader().vault
    async with client_of(venue) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        feed.subscribe(vaults=[vault])
        await heard(feed, lambda events: bool(of_kind(events, Subscribed)))
        venue.fill(venue.seed_order(market_id=MARKET), Decimal(5))
        events = await heard(feed, lambda events: bool(of_kind(events, VaultBalanceChanged)))
        assert of_kind(events, VaultBalanceChanged)[0].vault == vault
        feed.unsubscribe(vaults=[vault])
        venue.fill(venue.seed_order(market_id=MARKET), Decimal(5))
        venue.seed_order(market_id=MARKET, client_order_id="the last one")
        events = await heard(feed, lambda events: getattr(events[-1] if events else None, "user_reference", None) == "the last one")
    assert of_kind(events, VaultBalanceChanged) == []


async def test_where_no_connection_has_room_another_one_is_opened(venue: PredictStreetSandbox, token: str) -> None:
    many = [str(10**20 + number) for number in range(100 * 239)]
    async with client_of(venue) as client, client.market_feed(trades=many, books=[token]) as feed:
        await heard_of(feed, is_live)
        assert len(venue.sockets) == 1
        feed.subscribe(candles=[token])
        assert not feed.is_live
        events = await heard_of(feed, is_live)
        assert len(venue.sockets) == 2
        # One that has room takes what comes next.
        feed.subscribe(settlements=[token])
        events += await heard_of(feed, lambda events: bool(of_kind(events, Subscribed)))
        assert len(venue.sockets) == 2
    assert [event.channel for event in of_kind(events, Subscribed)] == ["token_ohlc", "token_trade_settlements"]
    assert of_kind(events, Gap, BookInvalid, Disconnected) == []


@pytest.mark.parametrize("code", [1011, 4401])
async def test_another_connection_that_cannot_be_had_is_tried_again_unless_the_key_is_refused(
    venue: PredictStreetSandbox, token: str, code: int
) -> None:
    many = [str(10**20 + number) for number in range(100 * 240)]
    async with client_of(venue) as client, client.market_feed(trades=many) as feed:
        await heard_of(feed, is_live)
        venue.fail_next(Fault.SOCKET_CLOSED, "connected", path="/ws/market", code=code, reason="api_key_expired")
        feed.subscribe(candles=[token])
        events = await heard_of(feed, lambda events: isinstance(events[-1] if events else None, Live | Lost))
    if code == 1011:
        assert [event.attempt for event in of_kind(events, Disconnected)] == [1]
        assert [event.channel for event in of_kind(events, Subscribed)] == ["token_ohlc"]
    else:
        assert isinstance(events[-1], Lost)
        assert "api_key_expired" in events[-1].problem


async def test_what_cannot_be_heard_of_is_refused_and_nothing_changes(venue: PredictStreetSandbox, token: str) -> None:
    async with client_of(venue) as client, client.market_feed(books=[token]) as feed, client.user_feed() as own:
        await heard_of(feed, is_live)
        await heard(own, is_live)
        before = len(venue.requests)
        wrongs: list[dict[str, Any]] = [{"books": ["-1"]}, {"trades": "12"}, {"conditions": [token]}, {"platform": 1}]
        for wrong in wrongs:
            with pytest.raises(InvalidRequest):
                feed.subscribe(**wrong)
            with pytest.raises(InvalidRequest):
                feed.unsubscribe(**wrong)
        with pytest.raises(InvalidRequest, match="vaults"):
            own.subscribe(vaults=["0x12"])
        feed.subscribe()
        feed.unsubscribe(trades=[token])
        assert [record.operation for record in venue.requests[before:] if record.operation == "subscribe"] == []


def test_a_program_without_asyncio_changes_what_it_hears_of_from_any_thread(venue: PredictStreetSandbox, token: str, other: str) -> None:
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url) as client:
        vault = venue.trader().vault
        with client.market_feed(books=[token]) as feed, client.user_feed() as own:
            while not isinstance(next(feed), Live):
                pass
            feed.subscribe(books=[other])
            while not (isinstance(event := next(feed), BookChanged) and event.token_id == other):
                pass
            feed.unsubscribe(books=[other])
            assert isinstance(gone := next(feed), BookInvalid)
            assert gone.market == other
            own.subscribe(vaults=[vault])
            while not (isinstance(told := next(own), Subscribed) and told.channel == "vault_positions"):
                pass
            own.unsubscribe(vaults=[vault])
        feed.subscribe(books=[other])  # Over, and no error: nobody is told anything.
