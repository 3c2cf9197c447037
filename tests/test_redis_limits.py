"""Limits that Redis keeps, over real sockets: for both kinds of client, and whatever a Redis does or does not say."""

from __future__ import annotations

import asyncio
import logging
import re
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from accounts import Clients
from pacing_worlds import LIST, TABLES
from redis_worlds import FakeServer, answering, redis_server
from replies import Replies, said
from waiting import quickest, until

from crossbook import NotSent, Pacing
from crossbook.core.pace import pace_of
from crossbook.core.rulings import Asking, Ruling, Silence
from crossbook.core.shared_pace import SharedPace
from crossbook.core.steps import Admit, TellTime
from crossbook.pacing import SharedLimits
from crossbook.storage import RedisLimits

PASSWORD = "planted-password-of-redis"
ROOM = 0.5
"""Seconds that a busy machine may add to a bound."""


def limits(url: str, **named: Any) -> RedisLimits:
    told: dict[str, Any] = {"account": "main", "address": "office", "processes": 1, **named}
    return RedisLimits(url, **told)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with redis_server() as found:
        yield found


def question(shared: RedisLimits) -> Asking:
    """Give what a client asks first."""
    pace = pace_of(Pacing(shared=shared), "predictstreet", TABLES["predictstreet"].values())
    assert isinstance(pace, SharedPace)
    plan = pace.admitted(pace.wish(LIST.operation.effect), 1030.0)
    assert isinstance(next(plan), TellTime)
    step = plan.send(1000.0)
    assert isinstance(step, Admit)
    assert isinstance(step.question, Asking)
    plan.close()
    return step.question


def in_thread(shared: RedisLimits, times: int = 1) -> list[Ruling | Silence]:
    try:
        return [shared.ask(question(shared)) for _ in range(times)]
    finally:
        shared.close()


def in_a_loop(shared: RedisLimits, times: int = 1) -> list[Ruling | Silence]:
    async def ask() -> list[Ruling | Silence]:
        try:
            return [await shared.ask_async(question(shared)) for _ in range(times)]
        finally:
            await shared.aclose()

    return asyncio.run(ask())


WAYS = (in_thread, in_a_loop)
Way = Callable[..., list[Ruling | Silence]]


def test_clients_of_two_processes_take_from_one_budget(venue: Replies, clients: Clients, server: FakeServer) -> None:
    venue.always(said({"cancelled": 0}))
    first, second, other = (
        clients.predictstreet(pacing=Pacing(shared=limits(server.url, account=account, slowest=1.0)))
        for account in ("main", "main", "other")
    )
    first.cancel_all_orders()
    with pytest.raises(NotSent, match="to keep within the venue's limits"):
        second.cancel_all_orders(deadline=0.5)
    other.cancel_all_orders()
    assert len(venue.requests) == 2
    second.cancel_all_orders()
    assert len(venue.requests) == 3


def test_a_redis_that_is_not_there_leaves_each_its_share_from_empty(
    venue: Replies, clients: Clients, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop()
    try:
        venue.always(said({"orders": [], "nextCursor": None}))
        client = clients.predictstreet(pacing=Pacing(shared=limits(server.url.replace("redis://", f"redis://:{PASSWORD}@"))))
        with pytest.raises(NotSent, match="to keep within the venue's limits"):
            client.open_orders(deadline=0.15)
        for _ in range(3):
            client.open_orders(deadline=5)
        warned = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
        assert len(warned) == 1, "once"
        assert re.fullmatch(
            r"shared limits: redis://127\.0\.0\.1:\d+/0 does not answer \(.*\); this process goes on with 1/1 of each limit, from empty",
            warned[0],
        )
        assert PASSWORD not in caplog.text
    finally:
        server.begin()


def test_redis_keeps_them_again_when_it_is_there_again(
    venue: Replies, clients: Clients, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "crossbook.pacing")
    venue.always(said({"orders": [], "nextCursor": None}))
    client = clients.predictstreet(pacing=Pacing(shared=limits(server.url, slowest=1.0)))
    client.open_orders()
    server.stop()
    server.begin()
    # It is empty, and there before anybody missed it: what it has lost it is told.
    client.open_orders()
    assert "has not counted everything" in caplog.text

    def are_kept_again() -> bool:
        client.open_orders()
        return "keeps them again" in caplog.text

    until(are_kept_again)


@pytest.mark.parametrize("ask", WAYS)
def test_a_mute_redis_costs_no_more_than_the_bound(ask: Way) -> None:
    with answering() as url:
        began = time.monotonic()
        (found,) = quickest(lambda: ask(limits(url)), 0.05 + ROOM)
        assert isinstance(found, Silence)
        assert time.monotonic() - began > 0.04


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize(
    "answer",
    [
        b"+OK\r\n",
        b":1\r\n",
        b"$-1\r\n",
        b"*0\r\n",
        b"*2\r\n$1\r\n1\r\n$5\r\nleave\r\n",
        b"*1\r\n*1\r\n:5\r\n",
        b"-ERR unknown command\r\n",
        b"-NOAUTH Authentication required.\r\n",
        b"-OOM command not allowed when used memory > 'maxmemory'.\r\n",
        b"-MOVED 3999 127.0.0.1:6381\r\n",
        b"-NOSCRIPT No matching script.\r\n",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\xff\x00\xfe\r\n",
        b"*8\r\n$1\r\n1\r\n",
    ],
)
def test_an_answer_that_makes_no_sense_is_none(ask: Way, answer: bytes) -> None:
    with answering(answer) as url:
        (found,) = ask(limits(url))
        assert isinstance(found, Silence)
        assert url not in found.problem


def written(nonce: int, verdict: str = "leave", seconds: str = "0", number: str = "") -> bytes:
    words = (str(nonce), verdict, seconds, number, "1.1", "1.1", "", "0.25")
    return f"*{len(words)}\r\n".encode() + b"".join(f"${len(word)}\r\n{word}\r\n".encode() for word in words)


@pytest.mark.parametrize("ask", WAYS)
def test_a_script_that_redis_has_forgotten_is_sent_again(ask: Way) -> None:
    with answering(written(1), b"-NOSCRIPT No matching script. Please use EVAL.\r\n", written(2), written(3)) as url:
        found = ask(limits(url, slowest=1.0), 3)
        assert [isinstance(each, Ruling) and each.verdict for each in found] == ["leave"] * 3


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize(
    "wrong",
    [
        written(7),
        written(1, "perhaps"),
        written(1, "later", "0", "1"),
        written(1, "later", "nan", "1"),
        written(1, "later", "-1", "1"),
        written(1, "leave", "x"),
        written(1, "noted"),
        written(1, "later", "1", "x"),
    ],
)
def test_an_answer_to_something_else_is_none(ask: Way, wrong: bytes) -> None:
    with answering(written(1)) as url:
        assert isinstance(ask(limits(url, slowest=1.0))[0], Ruling), "the right one is"
    with answering(wrong) as url:
        assert isinstance(ask(limits(url, slowest=1.0))[0], Silence)


def test_a_task_that_is_cancelled_while_it_asks_leaves_no_answer_to_another() -> None:
    async def cancelled(shared: RedisLimits) -> list[Ruling | Silence]:
        found = [await shared.ask_async(question(shared))]
        task = asyncio.create_task(shared.ask_async(question(shared)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        found.append(await shared.ask_async(question(shared)))
        await shared.aclose()
        return found

    with redis_server() as server:
        found = asyncio.run(cancelled(limits(server.url, slowest=1.0)))
        assert [type(each) for each in found] == [Ruling, Ruling]


# ------------------------------------------------------------------------------------------------------------- what it is told


@pytest.mark.parametrize("what", ["account", "address"])
@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201, None, 5])
def test_both_names_are_needed(what: str, name: Any) -> None:
    with pytest.raises(ValueError, match=rf"{what}: expected a name of 1 to 200 visible characters, found "):
        limits("redis://127.0.0.1", **{what: name})


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"processes": 0}, "processes: expected a whole number of 1 or more, found 0"),
        ({"processes": True}, "processes: expected a whole number of 1 or more, found True"),
        ({"slowest": 0}, "slowest: expected seconds above 0, at most 1, found 0"),
        ({"slowest": float("nan")}, "slowest: expected seconds above 0, at most 1, found nan"),
        ({"ca_file": "/nowhere.pem"}, "ca_file: expected the path of a PEM file"),
        ({"insecure_hosts": ["8.8.8.8"]}, "insecure_hosts: expected names of private hosts"),
    ],
)
def test_what_cannot_be_used_is_an_error(named: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValueError, match=re.escape(expected)):
        limits("redis://127.0.0.1", **named)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"redis://user:{PASSWORD}@redis.example", "redis://redis.example:6379/0"),
        (f"http://user:{PASSWORD}@127.0.0.1", "another scheme, or none"),
        (f"rediss://user:{PASSWORD}@127.0.0.1/x", "a database that is no number"),
        (f"rediss://user:{PASSWORD}@127.0.0.1?ssl_cert_reqs=none", "a query or a fragment"),
        (f"rediss://user:{PASSWORD}@", "no host"),
        (f"rediss://user:{PASSWORD}@127.0.0.1:99999", "what is no URL"),
        (None, "another scheme, or none"),
    ],
)
def test_a_url_is_checked_and_never_shown(url: Any, found: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"found {found}")) as caught:
        limits(url)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    # The test itself holds the password, and so does its own frame.
    inner = shown.partition("storage/redis_limits.py")[2]
    assert "place(" in inner
    assert PASSWORD not in inner
    assert PASSWORD not in str(caught.value)


def test_a_password_is_in_nothing_that_is_shown() -> None:
    shared = limits(f"rediss://user:{PASSWORD}@redis.example:7000/3")
    assert repr(shared) == "RedisLimits('rediss://redis.example:7000/3', account='main', address='office', processes=1)"
    assert repr(Pacing(shared=shared)) == f"Pacing(reserve=0.2, shared={shared!r})"


def test_clear_text_goes_to_private_hosts_that_are_named() -> None:
    assert "redis://10.0.0.5:6379/0" in repr(limits("redis://10.0.0.5", insecure_hosts=["10.0.0.5"]))


def test_pacing_takes_what_keeps_limits_and_no_share_beside_it() -> None:
    shared: Any = "redis://127.0.0.1"
    with pytest.raises(ValueError, match=r"shared: expected what keeps limits for several processes, such as RedisLimits, found str"):
        Pacing(shared=shared)
    with pytest.raises(ValueError, match="processes: expected to be left out beside shared limits"):
        Pacing(shared=limits("redis://127.0.0.1"), processes=2)
    assert isinstance(limits("redis://127.0.0.1"), SharedLimits)
