"""Where a user feed begins over real sockets, what its store is given, and what is left of it."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
import sandboxes
from quick_feed import PATH, SECONDS, all_ids, client_of, heard, ids, quick_feed, something_happens, until_live

from crossbook import InvalidRequest
from crossbook.feeds import CursorStore, Lost, MemoryCursor
from crossbook.fourcasters import UserFeedEvent
from crossbook.sandbox import FourcastersSandbox

sandbox = pytest.fixture(sandboxes.standing)
venue = pytest.fixture(sandboxes.fourcasters)


async def test_a_feed_that_is_not_read_ends_and_another_goes_on_from_there(venue: FourcastersSandbox) -> None:
    told: list[UserFeedEvent] = []
    async with client_of(venue) as client:
        async with quick_feed(venue, client, most_waiting=5) as feed:
            await until_live(feed)
            for _ in range(4):
                something_happens(venue)
            async with asyncio.timeout(SECONDS):
                while feed.is_live:  # noqa: ASYNC110 - nobody reads, so nothing tells
                    await asyncio.sleep(0.001)
                told += [event async for event in feed]
            assert [event async for event in feed] == []
        lost = told[-1]
        assert isinstance(lost, Lost)
        assert len(told) == 6
        async with quick_feed(venue, client, lost.cursor) as feed:
            told += await until_live(feed)
    assert ids(told) == all_ids(venue)


async def test_a_store_is_given_each_cursor_when_its_event_is_done_with(venue: FourcastersSandbox) -> None:
    kept = MemoryCursor("0-0")
    async with client_of(venue) as client:
        async with quick_feed(venue, client, kept) as feed:
            await until_live(feed)
            something_happens(venue)
            first, second, _ = all_ids(venue)
            await heard(feed, lambda events: len(ids(events)) == 2)
            assert (kept.load(), feed.cursor) == (f"0-0+{first}",) * 2
        assert kept.load() == f"0-0+{first}", "who stops in the middle of an event has not done with it"
        async with quick_feed(venue, client, kept) as feed:
            events = await until_live(feed)
            feed.done()
            assert ids(events)[0] == second
        assert kept.load() == all_ids(venue)[-1]


async def test_a_store_that_fails_is_told_of_and_no_event_is_lost(venue: FourcastersSandbox) -> None:
    class Full(MemoryCursor):
        failures = 0

        def save(self, cursor: str, /) -> None:
            self.failures += 1
            if self.failures == 1:
                raise OSError(28, "no space left")
            super().save(cursor)

    kept: CursorStore = Full("0-0")
    async with client_of(venue) as client, quick_feed(venue, client, kept) as feed:
        await until_live(feed)
        something_happens(venue)
        events = await heard(feed, lambda events: len(ids(events)) == 1)
        with pytest.raises(OSError, match="no space left"):
            await anext(feed)
        events += await heard(feed, lambda events: len(ids(events)) == 2)
    assert ids(events) == all_ids(venue)


@pytest.mark.parametrize("cursor", ["", "7", "7-", "-7-0", "7-0 ", "seven", 7, b"7-0", object(), ["7-0"]])
def test_what_is_no_cursor_is_refused_before_anything_is_sent(venue: FourcastersSandbox, cursor: Any) -> None:
    with pytest.raises(InvalidRequest, match="a cursor as an event of this feed has it"):
        client_of(venue).user_feed(cursor=cursor)
    assert venue.requests == ()


@pytest.mark.parametrize(
    "wrong", [{"most_waiting": 0}, {"most_waiting": 1.5}, {"check_every": 0}, {"check_every": "60"}, {"check_every": float("nan")}]
)
def test_bounds_that_make_no_sense_are_refused(venue: FourcastersSandbox, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest, match=next(iter(wrong))):
        client_of(venue).user_feed(**wrong)


# ---- what is left


async def test_nothing_is_left_when_a_feed_is_closed_at_any_moment(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client:
        await client.me()
        before = asyncio.all_tasks()
        for moment in range(6):
            async with quick_feed(venue, client) as feed:
                for _ in range(moment):
                    await asyncio.sleep(0)
                if moment > 3:
                    await until_live(feed)
                    venue.drop_sockets()
                    await heard(feed, bool)
            assert [event async for event in feed if isinstance(event, Lost)] == []
            assert asyncio.all_tasks() == before
    gc.collect()


async def test_who_stops_waiting_loses_no_event(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, quick_feed(venue, client) as feed:
        await until_live(feed)
        waiting = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0)
        waiting.cancel()
        something_happens(venue)
        events = await heard(feed, lambda events: len(ids(events)) == 3)
    assert ids(events) == all_ids(venue)


async def test_a_feed_shows_no_secret(venue: FourcastersSandbox) -> None:
    async with client_of(venue) as client, client.user_feed() as feed:
        assert venue.token not in repr(feed)
        assert PATH in repr(feed)
