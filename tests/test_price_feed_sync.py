"""The price feed without asyncio: the same events, in a program that waits for them in a loop of its own."""

from __future__ import annotations

import threading
from collections.abc import Generator
from decimal import Decimal
from typing import Final

import pytest
from blocking_feeds import until

from crossbook import CouldNotConnect, InvalidRequest
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live
from crossbook.fourcasters import BookChanged, Fourcasters, SubscriptionSent
from crossbook.sandbox import Clock, FourcastersSandbox, Sandbox

GAME: Final = "66a000000000000000000001"
OTHER: Final = "66a000000000000000000002"


@pytest.fixture
def venue() -> Generator[FourcastersSandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.fourcasters.add_game(game_id=GAME)
        running.fourcasters.add_game(game_id=OTHER)
        yield running.fourcasters
    assert running.violations == ()


@pytest.fixture
def client(venue: FourcastersSandbox) -> Generator[Fourcasters]:
    with Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url) as client:
        yield client


def test_a_loop_is_told_of_books_and_of_what_becomes_of_the_connection(venue: FourcastersSandbox, client: Fourcasters) -> None:
    order_id = venue.seed_order(game_id=GAME, bet=Decimal(110))
    with client.price_feed(games=[GAME]) as feed:
        first = until(feed, Live)
        assert [type(event) for event in first] == [Connected, SubscriptionSent, BookChanged, Live]
        assert feed.is_live
        (begun,) = [event for event in first if isinstance(event, BookChanged)]
        assert [offer.order_id for side in begun.book.sides for offer in side.offers] == [order_id]
        venue.cancel_elsewhere(order_id)
        (changed,) = until(feed, BookChanged)
        assert isinstance(changed, BookChanged)
        assert changed.book.sides == ()
        venue.drop_sockets()
        again = [type(event) for event in until(feed, Live) if not isinstance(event, Disconnected)]
        assert again == [BookInvalid, Connected, Gap, SubscriptionSent, BookRebuilt, BookChanged, Live]
    assert list(feed) == []


def test_of_a_book_that_waits_in_the_other_thread_only_the_newest_is_taken_over(venue: FourcastersSandbox, client: Fourcasters) -> None:
    with client.price_feed(games=[GAME]) as feed:
        until(feed, Live)
        ids = {venue.seed_order(game_id=GAME) for _ in range(30)}
        told: list[BookChanged] = []
        while not told or {offer.order_id for side in told[-1].book.sides for offer in side.offers} != ids:
            told += [event for event in until(feed, BookChanged) if isinstance(event, BookChanged)]
    assert len(told) + sum(event.conflated for event in told) == len(ids)


def test_games_are_added_and_dropped_from_any_thread(client: Fourcasters) -> None:
    with client.price_feed(games=[GAME]) as feed:
        until(feed, Live)
        other = threading.Thread(target=feed.subscribe, kwargs={"games": [OTHER]})
        other.start()
        other.join()
        events = until(feed, BookChanged)
        assert [event.game_id for event in events if isinstance(event, BookChanged)] == [OTHER]
        feed.unsubscribe(games=[OTHER])
        (*_, gone) = until(feed, BookInvalid)
        assert isinstance(gone, BookInvalid)
        assert gone.market == OTHER
        with pytest.raises(InvalidRequest, match="24 hexadecimal digits"):
            feed.subscribe(games=["7"])


def test_whoever_closes_a_feed_ends_its_iteration(client: Fourcasters) -> None:
    with client.price_feed(games=[GAME]) as feed:
        until(feed, Live)
        threading.Timer(0.05, feed.close).start()
        # No book can be believed without a connection.
        assert all(isinstance(event, BookInvalid) for event in feed)
    feed.subscribe(games=[OTHER])  # Of a feed that is closed nothing is asked any more.


def test_an_opening_that_fails_is_an_error_and_leaves_no_thread() -> None:
    before = {*threading.enumerate()}
    with Fourcasters(token="token-of-feed-tests", base_url="http://127.0.0.1:9", streaming_url="http://127.0.0.1:9") as client:
        feed = client.price_feed()
        with pytest.raises(CouldNotConnect):
            feed.__enter__()
        with pytest.raises(InvalidRequest, match="a feed that is open"):
            next(iter(feed))
    assert {*threading.enumerate()} <= before
    with Fourcasters() as nobody, pytest.raises(InvalidRequest, match="a token"):
        nobody.price_feed().__enter__()
