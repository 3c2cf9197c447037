"""The user feed without asyncio: the same events, in a program that waits for them in a loop of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest
from blocking_feeds import close_while_another_thread_waits, until
from quick_feed import something_happens

from crossbook import CouldNotConnect, InvalidRequest, Unauthorized
from crossbook.cursors import FileCursor
from crossbook.feeds import Connected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import Fourcasters, OrderEvent, RestingOrders, UserFeedEvent
from crossbook.sandbox import Clock, FourcastersSandbox, Sandbox

READER: Final = """
import os, sys
from crossbook.cursors import FileCursor
from crossbook.fourcasters import Fourcasters, OrderEvent
url, token, cursor, journal = sys.argv[1:]
written = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
with Fourcasters(token=token, base_url=url, streaming_url=url) as client, client.user_feed(cursor=FileCursor(cursor)) as feed:
    for event in feed:
        if isinstance(event, OrderEvent):
            os.write(written, f"{event.message_id} {event.cursor}\\n".encode())
        print(type(event).__name__, flush=True)
"""


@pytest.fixture
def venue() -> Generator[FourcastersSandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        yield running.fourcasters
    assert running.violations == ()


@pytest.fixture
def client(venue: FourcastersSandbox) -> Generator[Fourcasters]:
    with Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url) as client:
        yield client


def ids(events: list[UserFeedEvent]) -> list[str]:
    return [event.message_id for event in events if isinstance(event, OrderEvent)]


def all_ids(venue: FourcastersSandbox) -> list[str]:
    return [str(message["messageID"]) for message in venue.trader().messages]


def test_a_loop_is_told_what_happens_and_what_was_missed(venue: FourcastersSandbox, client: Fourcasters) -> None:
    with client.user_feed() as feed:
        first = until(feed, Live)
        assert [type(event) for event in first] == [Connected, Gap, RestingOrders, Live]
        something_happens(venue)
        told = [next(feed) for _ in range(3)]
        assert feed.is_live
        venue.drop_sockets()
        something_happens(venue)
        told += until(feed, Live)
        assert ids(told) == all_ids(venue)
        assert isinstance(told[-2], Replayed)
        assert feed.cursor is not None
        assert feed.cursor.endswith(all_ids(venue)[-1])
    assert list(feed) == []


def test_a_feed_goes_on_where_the_last_one_was_done(venue: FourcastersSandbox, client: Fourcasters, tmp_path: Path) -> None:
    kept = FileCursor(tmp_path / "own.cursor")
    kept.save("0-0")
    something_happens(venue)
    with client.user_feed(cursor=kept) as feed:
        told = until(feed, Live)
        something_happens(venue)
        told += [next(feed), next(feed)]
    with client.user_feed(cursor=kept) as feed:
        again = until(feed, Live)
    assert ids(told) + ids(again)[1:] == all_ids(venue)
    assert ids(told)[-1] == ids(again)[0], "the last one was not done with"


def test_another_thread_may_close_a_feed_that_waits(client: Fourcasters) -> None:
    with client.user_feed() as feed:
        until(feed, Live)
        close_while_another_thread_waits(feed)
    before = [thread.name for thread in threading.enumerate() if "user feed" in thread.name]
    assert before == []


def test_an_interrupt_loses_no_event(venue: FourcastersSandbox, client: Fourcasters) -> None:
    main = threading.main_thread().ident
    assert main is not None
    assert threading.current_thread() is threading.main_thread()
    with client.user_feed(cursor="0-0") as feed:
        told = until(feed, Live)
        for _ in range(3):
            threading.Timer(0.1, signal.pthread_kill, (main, signal.SIGINT)).start()
            with pytest.raises(KeyboardInterrupt):
                told += feed
            something_happens(venue)
            told += [next(feed) for _ in range(3)]
    assert ids(told) == all_ids(venue)


def test_an_opening_that_fails_is_told_where_the_feed_is_opened(venue: FourcastersSandbox, client: Fourcasters) -> None:
    bad = Fourcasters(token="bad-token-of-the-feed", base_url=venue.url, streaming_url=venue.streaming_url)
    with bad as other, pytest.raises(Unauthorized):
        other.user_feed().__enter__()
    with Fourcasters(token="token-of-the-feed", streaming_url="http://127.0.0.1:9") as other:
        feed = other.user_feed()
        for _ in range(2):  # One that could not be opened may be opened again.
            with pytest.raises(CouldNotConnect):
                feed.__enter__()
    with Fourcasters() as other, pytest.raises(InvalidRequest, match="a token"):
        other.user_feed().__enter__()
    with pytest.raises(InvalidRequest, match="a feed that is open"):
        next(client.user_feed())
    with pytest.raises(InvalidRequest, match="most_waiting"):
        client.user_feed(most_waiting=0)
    assert not [thread for thread in threading.enumerate() if "user feed" in thread.name]


def test_a_token_is_asked_for_once(venue: FourcastersSandbox) -> None:
    asked: list[str] = []

    def credentials() -> str:
        asked.append("once")
        return venue.token

    client = Fourcasters(token="old-token-of-the-feed", credentials=credentials, base_url=venue.url, streaming_url=venue.streaming_url)
    with client, client.user_feed() as feed:
        until(feed, Live)
    assert asked == ["once"]


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can be killed so there")
def test_a_program_that_is_killed_at_any_moment_misses_nothing(venue: FourcastersSandbox, tmp_path: Path) -> None:
    cursor, journal = tmp_path / "own.cursor", tmp_path / "journal"
    FileCursor(cursor).save("0-0")
    for run in range(4):
        program = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-c", READER, venue.url, venue.token, str(cursor), str(journal)], stdout=subprocess.PIPE, text=True
        )
        assert program.stdout is not None
        for word in program.stdout:
            if word.strip() == "Live":
                break
        for _ in range(10):
            something_happens(venue)
        for _ in range(7 * run + 1):
            program.stdout.readline()
        program.kill()
        program.wait()
        program.stdout.close()
    client = Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url)
    with client, client.user_feed(cursor=FileCursor(cursor)) as feed:
        rest = ids(until(feed, Live))
    written = [line.split()[0] for line in journal.read_text().splitlines()]
    assert set(written + rest) == set(all_ids(venue))
    # Each kill strikes one event at most that was worked on and not done with.
    assert len(written + rest) <= len(all_ids(venue)) + 4
    # Who keeps the cursor with what it has made of the event applies none twice.
    ledger, place = list[str](), (0, 0)
    for each in written + rest:
        milliseconds, _, sequence = each.partition("-")
        if (int(milliseconds), int(sequence)) > place:
            place = (int(milliseconds), int(sequence))
            ledger.append(each)
    assert ledger == all_ids(venue)


@pytest.mark.parametrize("is_read", [True, False])
def test_a_feed_whose_client_is_closed_ends_and_leaves_no_thread(venue: FourcastersSandbox, *, is_read: bool) -> None:
    client = Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url)
    before = {*threading.enumerate()}
    feed = client.user_feed(cursor="0-0")
    feed.__enter__()
    if is_read:
        until(feed, Live)
    threads = {*threading.enumerate()} - before
    client.close()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)
    lost = list(feed)[-1]
    assert isinstance(lost, Lost)
    assert "client was closed" in lost.problem
