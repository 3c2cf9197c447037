"""The price feed over real sockets, against a venue whose connections do everything that connections do."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any, Final

import pytest
import quick_price_feed
import sandboxes
from frame_faults import faults, name_of
from quick_feed import SECONDS, client_of
from quick_price_feed import GAME, OTHER, PATH, heard, kinds, newest, quick_prices, rests, until_live

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.fourcasters import BookChanged, GameChanged, MarketSide, PriceBook, PriceFeedEvent, SubscriptionSent, VolumeChanged
from crossbook.prices import Odds
from crossbook.sandbox import Fault, FourcastersSandbox

UNDER: Final = MarketSide(market_type="total", side="under", line=Decimal("8.5"))
sandbox = pytest.fixture(quick_price_feed.sandbox)
venue = pytest.fixture(sandboxes.fourcasters)


def stakes(book: PriceBook) -> dict[str | None, Decimal | None]:
    return {offer.order_id: offer.stake for offer in book.offers(UNDER)}


async def test_a_book_begins_with_the_one_over_rest_and_is_kept_from_messages(venue: FourcastersSandbox) -> None:
    first = rests(venue)
    async with client_of(venue) as client, client.price_feed(games=[GAME]) as feed:
        begun = await until_live(feed)
        assert kinds(begun) == [Connected, SubscriptionSent, BookChanged, Live]
        assert feed.is_live
        second = rests(venue, odds=-120, bet="120")
        third = rests(venue, odds=-101, bet="101")
        venue.fill(first, Decimal(26))
        venue.cancel_elsewhere(third)
        events = await heard(feed, lambda events: (found := newest(events)) is not None and stakes(found) == {second: 100, first: 75})
    book = newest(events)
    assert book is not None
    # The best odds for a taker come first, exactly.
    assert [(offer.order_id, offer.odds) for offer in book.offers(UNDER)] == [
        (second, Odds.from_american(120)),
        (first, Odds.from_american(104)),
    ]
    assert {side for event in events if isinstance(event, BookChanged) for side in event.changed} == {UNDER}
    assert (book.of_type("total")[0].best, book.of_type("spread")) == (book.offers(UNDER)[0], ())
    assert all(offer.is_own for offer in book.offers(UNDER))


async def test_what_is_told_of_games_and_volumes_has_the_venues_words_beside_it(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, client.price_feed(leagues=["nba"]) as feed:
        await until_live(feed)
        venue.fill(rests(venue), Decimal(40))
        venue.start_game(OTHER)
        game = venue.add_game(league="NBA")
        events = await heard(
            feed,
            lambda events: (
                {VolumeChanged, GameChanged} <= {*kinds(events)}
                and any(isinstance(e, BookChanged) and e.game_id == game.id for e in events)
            ),
        )
    (volume,) = [event for event in events if isinstance(event, VolumeChanged)]
    assert (volume.game_id, volume.matched_volume, volume.conflated) == (GAME, volume.venue_event.matchedVolume, 0)
    games = {event.game_id: event for event in events if isinstance(event, GameChanged)}
    assert {*games} == {OTHER, game.id}
    assert (games[OTHER].why, games[OTHER].has_ended, games[OTHER].league) == ("marketOpen", False, "NBA")


async def test_a_game_that_ends_has_no_book_any_more(venue: FourcastersSandbox) -> None:
    rests(venue)
    async with client_of(venue) as client, client.price_feed(games=[GAME]) as feed:
        await until_live(feed)
        venue.end_game(GAME)
        events = await heard(feed, lambda events: BookInvalid in kinds(events) and GameChanged in kinds(events))
    assert newest(events) is None
    (invalid,) = [event for event in events if isinstance(event, BookInvalid)]
    assert (invalid.market, invalid.problem) == (GAME, "the game is over")


@pytest.mark.parametrize("fault", faults(1000, 1001, 1008, 1011, 1012, 4401), ids=name_of)
async def test_whatever_becomes_of_a_frame_the_book_comes_out_right(venue: FourcastersSandbox, fault: dict[str, Any]) -> None:
    async with client_of(venue) as client, quick_prices(venue, client, GAME) as feed:
        await until_live(feed)
        venue.fail_next(operation="orderUpdate", path=PATH, **fault)
        first = rests(venue)
        if fault["fault"] is Fault.FRAME_LATE:
            rests(venue, odds=-130)  # What is late comes after it.
        venue.cancel_elsewhere(first)
        second = rests(venue, odds=-120, bet="120")
        expected = {second}
        events = await heard(feed, lambda events: (found := newest(events)) is not None and {*stakes(found)} >= expected)
        venue.release_stalled()
        # Whatever was stale is found by a look: nothing is left of the order that is off the market.
        while (found := newest(events)) is None or first in stakes(found):
            events += await heard(feed, bool)
    assert venue.pending_faults == ()
    assert not [event for event in events if isinstance(event, Lost)]


@pytest.mark.parametrize("how", ["dropped", "closed", "muted"])
async def test_after_a_loss_there_is_a_gap_and_each_book_is_rebuilt_before_live(venue: FourcastersSandbox, how: str) -> None:
    rests(venue)
    async with client_of(venue) as client, quick_prices(venue, client, GAME, OTHER) as feed:
        await until_live(feed)
        match how:
            case "dropped":
                venue.drop_sockets()
            case "closed":
                venue.close_sockets()
            case _:
                venue.mute_sockets()
        events = await heard(feed, lambda events: Disconnected in kinds(events))
        assert not feed.is_live
        order_id = rests(venue, game=OTHER)
        events += await until_live(feed)
    again = kinds(events)
    assert [kind for kind in again if kind is not Disconnected] == [
        *(BookInvalid, BookInvalid),
        *(Connected, Gap, SubscriptionSent),
        *(BookRebuilt, BookChanged),
        *(BookRebuilt, BookChanged),
        Live,
    ]
    book = newest(events, OTHER)
    assert book is not None
    assert order_id in stakes(book)


@pytest.mark.parametrize(
    "fault", [Fault.EMPTY_ERROR, Fault.HTML_OK, Fault.RESET, Fault.REPLY_LOST, Fault.TRUNCATED, Fault.CUT_MID_REPLY, Fault.EMPTY]
)
async def test_a_feed_whose_books_cannot_be_read_does_not_go_live_without_them(venue: FourcastersSandbox, fault: Fault) -> None:
    order_id = rests(venue)
    venue.fail_next(fault, "getOrderbook", times=2)
    async with client_of(venue) as client, quick_prices(venue, client, GAME) as feed:
        events = await until_live(feed)
    assert kinds(events) == [Connected, SubscriptionSent, BookChanged, Live]
    book = newest(events)
    assert book is not None
    assert {*stakes(book)} == {order_id}


async def test_a_game_that_the_venue_does_not_know_keeps_no_other_from_going_live(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_prices(venue, client, GAME, "f" * 24) as feed:
        events = await until_live(feed)
    assert [event.market for event in events if isinstance(event, BookInvalid)] == ["f" * 24]
    assert [event.game_id for event in events if isinstance(event, BookChanged)] == [GAME]


async def test_what_is_chosen_is_added_to_dropped_and_asked_for_again_on_the_next_connection(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_prices(venue, client, GAME) as feed:
        await until_live(feed)
        feed.subscribe(games=[OTHER])
        events = await heard(feed, lambda events: BookChanged in kinds(events))
        assert newest(events, OTHER) is not None
        rests(venue, game=OTHER)
        await heard(feed, lambda events: newest(events, OTHER) is not None)
        feed.unsubscribe(games=[GAME])
        events = await heard(feed, lambda events: BookInvalid in kinds(events))
        rests(venue)
        rests(venue, game=OTHER)
        events += await heard(feed, lambda events: newest(events, OTHER) is not None)
        assert newest(events, GAME) is None
        venue.drop_sockets()
        events = await until_live(feed)
        (sent,) = [event for event in events if isinstance(event, SubscriptionSent)]
        assert (sent.games, sent.leagues, sent.sports) == ((OTHER,), (), ())
        assert {event.game_id for event in events if isinstance(event, BookChanged)} == {OTHER}


async def test_a_slow_reader_gets_the_newest_book_and_how_many_it_was_not_told_of(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_prices(venue, client, GAME, most_waiting=10) as feed:
        await until_live(feed)
        ids = [rests(venue) for _ in range(50)]
        events: list[PriceFeedEvent] = []
        async with asyncio.timeout(SECONDS):
            while not any(isinstance(event, BookChanged) and len(stakes(event.book)) == len(ids) for event in events):
                await asyncio.sleep(0.05)
                events.append(await anext(feed))
    told = [event for event in events if isinstance(event, BookChanged)]
    assert len(told) < 10
    assert len(told) + sum(event.conflated for event in told) == len(ids)
    assert not [event for event in events if isinstance(event, Lost)]


async def test_a_thousand_games_are_heard_of_and_their_books_read_by_the_league(venue: FourcastersSandbox) -> None:
    ids = [f"{number:024x}" for number in range(1, 1001)]
    for number, game_id in enumerate(ids):
        venue.add_game(game_id=game_id, league=("NBA", "MLB", "NHL")[number % 3])
    async with client_of(venue) as client, quick_prices(venue, client, *ids) as feed:
        events = await until_live(feed)
        assert {event.game_id for event in events if isinstance(event, BookChanged)} == {*ids}
        assert len([request for request in venue.requests if request.operation == "getOrderbook"]) < 100
        for game_id in ids[:100]:
            rests(venue, game=game_id)
        events = await heard(
            feed, lambda events: len({event.game_id for event in events if isinstance(event, BookChanged) and event.book.sides}) == 100
        )
    assert not [event for event in events if isinstance(event, Gap | Lost)]
