"""PredictStreet's feeds without asyncio: the same events, in a program that waits for them in a loop of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from decimal import Decimal
from typing import Final

import pytest
from blocking_feeds import close_while_another_thread_waits, until

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Gap, Live
from crossbook.predictstreet import BookChanged, Greeted, OrderFilled, OrderPlaced, PredictStreet, RestingOrders, Subscribed
from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

MARKET: Final = "TEST-MARKET"


@pytest.fixture
def venue() -> Generator[PredictStreetSandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        yield running.predictstreet
    assert running.violations == ()


@pytest.fixture
def client(venue: PredictStreetSandbox) -> Generator[PredictStreet]:
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url) as client:
        yield client


def are_gone(venue: PredictStreetSandbox, *, within: float = 30.0) -> bool:
    """Wait until the venue has seen every connection end: it is told of that by the network, a moment after we closed."""
    until = time.monotonic() + within
    while venue.sockets and time.monotonic() < until:
        time.sleep(0.01)
    return not venue.sockets


def test_a_loop_is_told_what_happens_and_what_was_missed(venue: PredictStreetSandbox, client: PredictStreet) -> None:
    with client.user_feed() as feed:
        assert [type(event) for event in until(feed, Live)] == [Connected, Greeted, Subscribed, Subscribed, Gap, RestingOrders, Live]
        order_id = venue.seed_order(market_id=MARKET)
        venue.fill(order_id, Decimal(10))
        placed, filled = next(feed), next(feed)
        assert isinstance(placed, OrderPlaced)
        assert isinstance(filled, OrderFilled)
        assert feed.is_live
        venue.drop_sockets()
        venue.fill(order_id, Decimal(5))
        resting = until(feed, Live)[-2]
        assert isinstance(resting, RestingOrders)
        assert [fill.quantity for fill in resting.fills] == [Decimal(5)]
        assert [order.filled for order in resting.orders] == [Decimal(15)]
    assert list(feed) == []
    assert are_gone(venue)


def test_of_a_book_only_the_newest_state_is_taken_over(venue: PredictStreetSandbox, client: PredictStreet) -> None:
    token = venue.market(MARKET).token_ids[0]
    with client.market_feed(books=[token]) as feed:
        until(feed, Live)
        for _ in range(20):
            venue.seed_order(market_id=MARKET)
        newest = client.order_book(MARKET, 0).sequence
        told: list[BookChanged] = []
        while not told or told[-1].sequence != newest:
            event = next(feed)
            assert isinstance(event, BookChanged)
            told.append(event)
        assert sum(1 + event.conflated for event in told) == 20


def test_another_thread_may_close_a_feed_that_waits(client: PredictStreet) -> None:
    with client.user_feed() as feed:
        until(feed, Live)
        close_while_another_thread_waits(feed)
    assert [thread.name for thread in threading.enumerate() if "userFeed" in thread.name] == []


def test_what_is_wrong_is_said_at_once_or_at_the_opening(venue: PredictStreetSandbox, client: PredictStreet) -> None:
    with pytest.raises(InvalidRequest, match="vaults"):
        client.user_feed(vaults=["0x1"])
    with pytest.raises(InvalidRequest, match="something to be told of"):
        client.market_feed()
    closed = client.user_feed()
    with pytest.raises(InvalidRequest, match="a feed that is open"):
        next(closed)
    with client.user_feed() as feed, pytest.raises(InvalidRequest, match="not opened before"):
        feed.__enter__()
    venue.trader().set_key_state("expired")
    with pytest.raises(Unauthorized, match="api_key_expired"):
        client.user_feed().__enter__()
    nobody = PredictStreet(api_key="ps_live_k_s", base_url="http://127.0.0.1:9", websocket_url="ws://127.0.0.1:9")
    with nobody, pytest.raises(CouldNotConnect):
        nobody.market_feed(platform=True).__enter__()


def test_a_synchronous_client_is_asked_for_another_key(venue: PredictStreetSandbox) -> None:
    second = venue.trader("second")
    venue.trader().set_key_state("revoked")
    with (
        PredictStreet(
            api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url, credentials=lambda: second.api_key
        ) as client,
        client.user_feed() as feed,
    ):
        greeted = until(feed, Live)[1]
    assert isinstance(greeted, Greeted)
    assert greeted.wallet == second.wallet.lower()
