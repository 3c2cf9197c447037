"""Connections of the REST clients over real sockets: how long they are kept, how long and how much they take, and what is left behind."""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import socket
import threading
import time
from collections.abc import Generator
from typing import Any

import msgspec
import pytest
from accounts import GAME, ORDER, OTHER, TOKEN, Clients, async_fourcasters_at, fourcasters_at, object_ids
from replies import Answer, Cut, Endless, Followed, Held, Replies, said

from crossbook import Cancelled, CancelUnknown, CouldNotConnect, CrossbookError, InvalidRequest, NotSent, Timeouts, VenueFailed
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook_bindings.fourcasters.rest import cancel_all_orders, get_me

CANCELLED = said({"data": {"success": True, "sessionID": ORDER}})
FAILED = Answer(503, b"", (("Connection", "close"),))
STALE = CANCELLED.head() + CANCELLED.body
NO_ORDERS = said({"data": {"unmatched": []}})


# -------------------------------------------------------------------------------------- a left-over reply is nobody's


def test_a_second_reply_in_one_piece_with_the_first_is_not_the_next_cancel_s(venue: Replies, fourcasters: Fourcasters) -> None:
    nothing = said({"data": []})
    venue.will(Followed(nothing, nothing.head() + nothing.body), FAILED)
    assert fourcasters.cancel_all_orders() == ()
    with pytest.raises(VenueFailed):
        fourcasters.cancel_all_orders()
    venue.will(Followed(CANCELLED, STALE), FAILED)
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    refused = said({"error": "already filled"}, 409)
    venue.will(Followed(CANCELLED, refused.head() + refused.body), FAILED)
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)


def test_of_two_replies_on_a_connection_that_was_used_before_neither_counts(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(CANCELLED, Followed(CANCELLED, STALE))
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)
    outcome = fourcasters.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert "more than one reply" in outcome.evidence.problem


def test_a_cancel_whose_reply_may_name_no_order_takes_a_connection_of_its_own(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": []}))
    client = clients.fourcasters()
    venue.will(NO_ORDERS)
    client.open_orders()
    client.cancel_all_orders()
    client.cancel_game_orders(GAME)
    client.cancel_by_reference(GAME, ["mine"])
    venue.will(said({"data": {"success": True}}))
    with pytest.raises(CrossbookError):
        client.cancel_league_orders("nba")
    venue.will(CANCELLED)
    client.cancel_order(ORDER)
    connections = [request.connection for request in venue.requests]
    assert connections[:5] == [1, 2, 3, 4, 5], "each of a scope's cancels comes on a connection of its own"
    assert connections[5] in (1, 2, 3, 4, 5), "and leaves it to others"


def test_a_server_that_closes_silently_after_each_reply_leaves_hardly_a_cancel_unknown(venue: Replies, clients: Clients) -> None:
    venue.always(Cut(CANCELLED, kept=len(CANCELLED.body)))
    client = clients.fourcasters()
    outcomes = [client.cancel_order(ORDER) for _ in range(200)]
    assert sum(isinstance(outcome, CancelUnknown) for outcome in outcomes) <= 2
    assert len(venue.requests) >= 198


def refused_by(client: Any) -> str:
    with pytest.raises(CouldNotConnect, match="nothing was sent") as caught:
        client.cancel_all_orders()
    return caught.value.message


# ----------------------------------------------------------------------------------------------- bounds of time and size


def test_a_reply_that_is_too_large_is_none(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(largest_reply=1000)
    padded = said({"data": {"success": True, "sessionID": ORDER, "description": "x" * 2000}})
    packed = Answer(200, gzip.compress(padded.body), (("Content-Encoding", "gzip"),))
    endless = Endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b" " * 1024 + b"\r\n")
    for act in (padded, packed, endless):
        venue.will(act)
        outcome = client.cancel_order(ORDER)
        assert isinstance(outcome, CancelUnknown)
        assert "larger than 1000 bytes" in outcome.evidence.problem
    venue.will(Answer(200, gzip.compress(CANCELLED.body), (("Content-Encoding", "gzip"),)))
    assert client.cancel_order(ORDER) == Cancelled(ORDER)


def test_endless_headers_and_endless_hints_end_at_once(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    for act in (Endless(b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n"), Endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n")):
        venue.will(act)
        outcome = client.cancel_order(ORDER)
        assert isinstance(outcome, CancelUnknown)
        assert "no complete reply within" not in outcome.evidence.problem


async def test_a_flood_does_not_keep_others_from_running(venue: Replies) -> None:
    """What is there already is read without a wait; the deadline, and others, must come to their turn all the same."""
    venue.will(Endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b" " * 65535 + b"\r\n"))
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with async_fourcasters_at(venue.url) as client:
        counting = asyncio.create_task(count())
        assert isinstance(await client.cancel_order(ORDER), CancelUnknown)
        counting.cancel()
    assert turns > 50


HELD_UP = 30
"""Seconds that a stalled resolver takes for an answer, if nobody releases it."""


@pytest.fixture
def stalled(monkeypatch: pytest.MonkeyPatch) -> Generator[threading.Event]:
    """A resolver of the system that gives no answer until it is released."""
    release = threading.Event()
    ask = socket.getaddrinfo

    def wait(host: Any, *rest: Any, **named: Any) -> Any:
        if host == "stalled.test" and named.get("flags") != socket.AI_NUMERICHOST:
            release.wait(HELD_UP)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return ask(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    yield release
    release.set()


def test_a_stalled_resolver_does_not_hold_a_call(stalled: threading.Event, clients: Clients) -> None:
    client = clients.fourcasters(base_url="https://stalled.test", timeouts=Timeouts(connect=0.2, reply=5))
    start = time.monotonic()
    words = refused_by(client)
    assert time.monotonic() - start < HELD_UP / 2
    assert "not connected to stalled.test:443 within 0.2 s: time ran out while looking up stalled.test" in words
    stalled.set()
    assert "could not look stalled.test up" in refused_by(client)


def test_a_program_s_end_does_not_wait_for_a_stalled_resolver(stalled: threading.Event) -> None:
    async def main() -> None:
        async with AsyncFourcasters(token=TOKEN, base_url="https://stalled.test", timeouts=Timeouts(connect=0.1, reply=1)) as client:
            with pytest.raises(CouldNotConnect):
                await client.me()

    start = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - start < HELD_UP / 2
    assert not stalled.is_set()


# ------------------------------------------------------------------------------------------------------- certain knowledge


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "a\nb", "a\x00", "é"])
def test_a_header_that_cannot_be_written_was_not_sent(value: str, venue: Replies, clients: Clients) -> None:
    requests: tuple[Any, ...] = (get_me(), cancel_all_orders())
    for request in requests:
        msgspec.structs.force_setattr(request, "headers", (("X-Odd", value),))  # A request itself would not have it.
        with pytest.raises(NotSent, match="nothing was sent"):
            clients.fourcasters().send(request)
    assert venue.requests == []


def test_a_closed_client_says_so_before_it_sends(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    client.close()
    with pytest.raises(InvalidRequest, match="expected an open client, found 'a closed one'"):
        client.me()
    client.close()
    assert venue.requests == []


def test_an_asynchronous_client_belongs_to_the_loop_of_its_first_request(venue: Replies) -> None:
    venue.always(CANCELLED)
    client = async_fourcasters_at(venue.url)
    assert asyncio.run(client.cancel_order(ORDER)) == Cancelled(ORDER)
    with pytest.raises(InvalidRequest, match="the event loop in which this client was first used"):
        asyncio.run(client.cancel_order(ORDER))
    assert len(venue.requests) == 1
    asyncio.run(client.aclose())
    venue.wait_until_closed()


def test_a_fork_shares_no_connection(venue: Replies) -> None:
    venue.otherwise = lambda received: said({"data": {"success": True, "sessionID": received.json["sessionID"]}})
    with fourcasters_at(venue.url) as client:
        assert client.cancel_order(ORDER) == Cancelled(ORDER)
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            good = [client.cancel_order(order_id) == Cancelled(order_id) for order_id in object_ids(20)]
            os._exit(0 if all(good) else 1)
        assert [client.cancel_order(order_id) for order_id in object_ids(20)] == [Cancelled(order_id) for order_id in object_ids(20)]
        assert os.waitpid(child, 0)[1] == 0
    assert venue.connections == 2


# -------------------------------------------------------------------------------------------------------------------- logs


def test_nothing_is_logged_above_debug_and_nothing_goes_to_standard_error(
    venue: Replies, clients: Clients, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    venue.will(CANCELLED, Answer(503))
    client = clients.fourcasters()
    client.cancel_order(ORDER)
    client.cancel_order(OTHER)
    ours = [record for record in caplog.records if record.name.startswith("crossbook")]
    assert [record.levelno for record in ours] == [logging.DEBUG] * len(ours) != []
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]
    assert any("POST /session/cancel: HTTP 200" in record.getMessage() for record in ours)
    assert capfd.readouterr().err == ""
    handlers = logging.getLogger("crossbook").handlers
    assert any(isinstance(handler, logging.NullHandler) for handler in handlers)


async def test_a_cancelled_call_says_what_it_leaves(venue: Replies) -> None:
    venue.always(Held(CANCELLED))
    async with async_fourcasters_at(venue.url) as client:
        early = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.sleep(0)
        early.cancel()
        with pytest.raises(asyncio.CancelledError) as unsent:
            await early
        late = asyncio.create_task(client.cancel_order(ORDER))
        await asyncio.to_thread(venue.wait_for, 1)
        late.cancel()
        with pytest.raises(asyncio.CancelledError) as sent:
            await late
    assert unsent.value.__notes__ == ["no request was sent"]
    assert sent.value.__notes__ == ["fourcasters cancel: the request may have arrived: look before you send it again"]
