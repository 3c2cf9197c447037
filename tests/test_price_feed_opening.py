"""What a price feed is asked for, whom it is opened for, and what is left of it. Over real sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import quick_price_feed
import sandboxes
from quick_feed import SECONDS, client_of
from quick_price_feed import GAME, OTHER, PATH, heard, kinds, newest, quick_prices, rests, until_live

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Live, Lost
from crossbook.fourcasters import AsyncFourcasters, BookChanged
from crossbook.sandbox import FourcastersSandbox
from crossbook_bindings.fourcasters import rest as bindings

sandbox = pytest.fixture(quick_price_feed.sandbox)
venue = pytest.fixture(sandboxes.fourcasters)


# ---- what is refused before anything is sent


@pytest.mark.parametrize(
    "wrong",
    [
        {"games": "66a000000000000000000001"},
        {"games": ["7"]},
        {"games": [7]},
        {"leagues": [""]},
        {"leagues": "NBA"},
        {"sports": [None]},
        {"most_waiting": 0},
        {"check_every": 0},
        {"check_every": float("nan")},
        {"check_every": "5"},
    ],
    ids=str,
)
def test_what_cannot_be_asked_for_is_refused_before_anything_is_sent(venue: FourcastersSandbox, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest, match="expected"):
        client_of(venue).price_feed(**wrong)
    assert venue.requests == ()


async def test_a_feed_of_everything_takes_no_choices_and_one_of_empty_lists_hears_of_nothing(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client:
        async with client.price_feed() as feed:
            assert kinds(await until_live(feed)) == [Connected, Live]
            with pytest.raises(InvalidRequest, match="hears of everything"):
                feed.subscribe(games=[GAME])
            rests(venue, game=OTHER)
            events = await heard(feed, lambda events: BookChanged in kinds(events))
            assert newest(events, OTHER) is not None
        async with client.price_feed(games=[]) as feed:
            await until_live(feed)
            rests(venue, game=OTHER)
            feed.subscribe(games=[GAME])
            events = await heard(feed, lambda events: BookChanged in kinds(events))
            assert newest(events, OTHER) is None


async def test_a_feed_is_opened_once_and_asks_for_a_token(venue: FourcastersSandbox) -> None:
    async with AsyncFourcasters(base_url=venue.url, streaming_url=venue.streaming_url) as client:
        with pytest.raises(InvalidRequest, match="a token"):
            await client.price_feed().__aenter__()
    async with client_of(venue) as client, client.price_feed() as feed:
        with pytest.raises(InvalidRequest, match="not opened before"):
            await feed.__aenter__()
        closed = client.price_feed()
        with pytest.raises(InvalidRequest, match="a feed that is open"):
            await anext(closed)
        await closed.aclose()
        assert venue.token not in repr(feed)
        assert PATH in repr(feed)


async def test_a_venue_that_is_not_there_is_an_error_at_the_opening() -> None:
    async with AsyncFourcasters(token="token-of-feed-tests", base_url="http://127.0.0.1:9", streaming_url="http://127.0.0.1:9") as client:
        with pytest.raises(CouldNotConnect):
            await client.price_feed().__aenter__()


# ---- tokens


async def test_a_token_that_ends_while_a_feed_runs_is_asked_for_once_and_the_books_go_on(venue: FourcastersSandbox) -> None:
    asked: list[str] = []

    async def credentials() -> str:
        asked.append("once")
        return venue.rotate_token()

    client = AsyncFourcasters(token=venue.token, credentials=credentials, base_url=venue.url, streaming_url=venue.streaming_url)
    async with client, client.price_feed(games=[GAME]) as feed:
        await until_live(feed)
        async with AsyncFourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url) as other:
            await other.send(bindings.logout())
        venue.drop_sockets()
        events = await until_live(feed)
    assert asked == ["once"]
    assert newest(events) is not None


async def test_a_token_that_ends_without_another_ends_the_feed(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_prices(venue, client, GAME) as feed:
        await until_live(feed)
        await client.send(bindings.logout())
        venue.drop_sockets()
        async with asyncio.timeout(SECONDS):
            events = [event async for event in feed]
    lost = events[-1]
    assert isinstance(lost, Lost)
    assert "401" in lost.problem


async def test_a_token_that_is_refused_at_first_is_an_error_at_the_opening(venue: FourcastersSandbox) -> None:
    client = AsyncFourcasters(token="bad-token-of-the-feed", base_url=venue.url, streaming_url=venue.streaming_url)
    async with client:
        with pytest.raises(Unauthorized):
            await client.price_feed().__aenter__()


# ---- what is left


async def test_nothing_is_left_when_a_feed_is_closed_at_any_moment(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client:
        await client.me()
        before = asyncio.all_tasks()
        for moment in range(5):
            async with quick_prices(venue, client, GAME, OTHER) as feed:
                for _ in range(moment):
                    await asyncio.sleep(0)
                if moment > 2:
                    await until_live(feed)
                    venue.drop_sockets()
                    await heard(feed, bool)
            assert [event async for event in feed if isinstance(event, Lost)] == []
            assert asyncio.all_tasks() == before
