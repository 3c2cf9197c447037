"""Other credentials are asked for once for all calls that were refused, in whichever threads and tasks, and none is shown."""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
import refused_credentials
from accounts import API_KEY, ORDER, PATIENT, TOKEN, Clients
from refused_credentials import NOTHING, OTHER_KEY, OTHER_TOKEN, Door, Source, credential, fourcasters
from replies import Act, Received, said
from waiting import given_longer

from crossbook import CrossbookError, InvalidRequest, NotCancelled, NotFound, Unauthorized
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import PredictStreet

venue = pytest.fixture(refused_credentials.venue)


# ---------------------------------------------------------------------------------------------------------------- all at once


@pytest.mark.parametrize("given", [OTHER_TOKEN, OSError("vault")])
def test_many_threads_that_are_refused_at_once_ask_once(given: str | Exception, venue: Door) -> None:
    source, count = Source(given), 12
    source.before = lambda: venue.wait_for(count)
    with Fourcasters(token=TOKEN, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:

        def call(_: int) -> object:
            try:
                return client.open_orders()
            except Unauthorized:
                return None

        with ThreadPoolExecutor(count) as pool:
            results = list(pool.map(call, range(count)))
    assert results == [() if given == OTHER_TOKEN else None] * count
    assert source.asked == 1


@pytest.mark.parametrize("given", [OTHER_TOKEN, OSError("vault")])
async def test_many_tasks_that_are_refused_at_once_ask_once(given: str | Exception, venue: Door) -> None:
    source, count = Source(given), 12

    async def asked() -> str:
        await asyncio.to_thread(venue.wait_for, count)
        return source()

    async with AsyncFourcasters(token=TOKEN, credentials=asked, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        results = await asyncio.gather(*(client.open_orders() for _ in range(count)), return_exceptions=True)
    assert source.asked == 1
    assert [type(result) for result in results] == [tuple if given == OTHER_TOKEN else Unauthorized] * count


async def test_who_asks_is_stopped_and_another_asks_instead(venue: Door) -> None:
    asking, questions = asyncio.Event(), 0

    async def asked() -> str:
        nonlocal questions
        questions += 1
        if questions == 1:
            asking.set()
            await asyncio.Event().wait()
        return OTHER_TOKEN

    async with AsyncFourcasters(token=TOKEN, credentials=asked, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        first = asyncio.create_task(client.open_orders())
        await asking.wait()
        second = asyncio.create_task(client.open_orders())
        await asyncio.to_thread(venue.wait_for, 2)
        first.cancel()
        assert await second == ()
        with pytest.raises(asyncio.CancelledError):
            await first
    assert questions == 2


def test_nobody_waits_for_credentials_longer_than_its_call_may_take(venue: Door) -> None:
    async def asked() -> str:
        await asyncio.Event().wait()
        return OTHER_TOKEN

    async def called(seconds: float) -> set[type[object]]:
        async with AsyncFourcasters(
            token=TOKEN, credentials=asked, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None
        ) as client:
            results = await asyncio.gather(*(client.open_orders(deadline=seconds) for _ in range(3)), return_exceptions=True)
            return {type(result) for result in results}

    # Nobody gives any: who waited for them longer would wait for ever.
    assert given_longer(lambda seconds: asyncio.run(called(seconds)), lambda found: found == {Unauthorized}, 0.4) == {Unauthorized}


def test_a_function_that_gives_credentials_is_not_interrupted_and_nothing_is_sent_too_late(venue: Door) -> None:
    source, held = Source(OTHER_TOKEN), threading.Event()
    with Fourcasters(token=TOKEN, credentials=source, base_url=venue.url, timeouts=PATIENT, pacing=None) as client:

        def refused(seconds: float) -> object:
            before = len(venue.requests)

            def slowly() -> None:
                held.wait(seconds + 0.1)

            source.before = slowly
            try:
                return client.cancel_order(ORDER, deadline=seconds)
            except CrossbookError as error:
                return error
            finally:
                assert len(venue.requests) - before <= 1

        error = given_longer(refused, lambda ended: isinstance(ended, Unauthorized), 0.3)
        assert isinstance(error, Unauthorized)
        (outcome,) = error.cancel_outcomes
        assert isinstance(outcome, NotCancelled)
        assert source.asked == 1
        before = len(venue.requests)
        client.open_orders()
        assert len(venue.requests) == before + 1, "what was given too late is used by the next call"


def test_a_thread_waits_for_another_s_credentials_only_until_its_deadline(venue: Door) -> None:
    release, source = threading.Event(), Source(OTHER_TOKEN)
    asked = threading.Event()

    def held() -> None:
        asked.set()
        assert release.wait(60), "nobody released it"

    source.before = held
    with (
        Fourcasters(token=TOKEN, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        asks = pool.submit(client.open_orders)
        assert asked.wait(30)

        def called(seconds: float) -> CrossbookError:
            with pytest.raises(CrossbookError) as caught:
                client.open_orders(deadline=seconds)
            return caught.value

        assert isinstance(given_longer(called, lambda error: isinstance(error, Unauthorized), 0.3), Unauthorized)
        release.set()
        assert asks.result() == ()


# --------------------------------------------------------------------------------------------------- what came in the meantime

LOGGED_IN = "logged-in-token-1234567890"


def _log_in(venue: Door) -> None:
    venue.opens_to = (LOGGED_IN,)

    def inside(received: Received) -> Act:
        return NOTHING if received.target != "/user/login" else said({"data": {"user": {"auth": LOGGED_IN}}})

    venue.otherwise = lambda received: inside(received) if credential(received) in (None, LOGGED_IN) else venue.refusal


@pytest.mark.parametrize("given", [OTHER_TOKEN, TOKEN, "with a space", OSError("vault")])
def test_what_a_function_gives_replaces_no_token_of_a_login_that_came_meanwhile(given: str | Exception, venue: Door) -> None:
    source = Source(given)
    _log_in(venue)
    with Fourcasters(token=TOKEN, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        source.before = lambda: _drop(client.login("somebody", "planted-password"))
        assert client.open_orders() == ()
        assert client.token == LOGGED_IN
    assert [credential(request) for request in venue.requests] == [TOKEN, None, LOGGED_IN]


@pytest.mark.parametrize("given", [OTHER_TOKEN, TOKEN, "with a space", OSError("vault")])
async def test_what_is_awaited_replaces_no_token_of_a_login_that_came_meanwhile(given: str | Exception, venue: Door) -> None:
    asking, answered, source = asyncio.Event(), asyncio.Event(), Source(given)
    _log_in(venue)

    async def asked() -> str:
        asking.set()
        await answered.wait()
        return source()

    async with AsyncFourcasters(token=TOKEN, credentials=asked, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        first = asyncio.create_task(client.open_orders())
        await asking.wait()
        await client.login("somebody", "planted-password")
        answered.set()
        assert await first == ()
        assert client.token == LOGGED_IN
    assert [credential(request) for request in venue.requests] == [TOKEN, None, LOGGED_IN]


def test_a_key_that_comes_too_late_replaces_none_that_came_meanwhile(venue: Door) -> None:
    late, released, count = "ps_live_0000000000000000_much-too-late", threading.Event(), itertools.count()
    venue.inside = lambda _: said({"walletAddress": "0x", "orders": [], "nextCursor": None})
    venue.refusal = said({"code": "api_key_expired", "message": "the key has expired"}, 401)
    asking = threading.Event()

    def source() -> str:
        if next(count):
            return OTHER_KEY
        asking.set()
        assert released.wait(60), "nobody released it"
        return late

    with (
        PredictStreet(api_key=API_KEY, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        # Its turn is over when its time is.
        first = pool.submit(client.open_orders, deadline=2.0)
        assert asking.wait(30)
        assert client.open_orders() == ()
        released.set()
        with suppress(CrossbookError):
            first.result()
        assert client.open_orders() == ()
    assert credential(venue.last) == OTHER_KEY
    assert late not in map(credential, venue.requests)


def _drop(_: object) -> None:
    """Have no value."""


# ------------------------------------------------------------------------------------------------------------------- secrets


def test_no_credential_is_shown(venue: Door, clients: Clients, caplog: pytest.LogCaptureFixture) -> None:
    venue.inside = lambda received: said({"error": f"no such thing for {credential(received)} or {TOKEN}"}, 404)
    client = fourcasters(clients, Source(OTHER_TOKEN))
    with caplog.at_level(logging.DEBUG), pytest.raises(NotFound, match="no such thing") as caught:
        client.get_order(ORDER)
    shown = f"{caught.value} {caught.value.body} {client!r} {caplog.text}"
    assert OTHER_TOKEN not in shown
    assert TOKEN not in shown
    broken = fourcasters(clients, Source(OSError(f"cannot read {OTHER_TOKEN}")))
    with caplog.at_level(logging.DEBUG), pytest.raises(Unauthorized) as refused:
        broken.open_orders()
    frames = traceback.TracebackException.from_exception(refused.value, capture_locals=True).format()
    assert not [line for line in frames if OTHER_TOKEN in line and "test_credentials" not in line and "broken = " not in line]
    assert OTHER_TOKEN not in f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r} {caplog.text}"


@pytest.mark.parametrize("kind", [Fourcasters, AsyncFourcasters])
def test_what_cannot_be_asked_is_refused_without_showing_it(kind: Any) -> None:
    with pytest.raises(InvalidRequest, match="expected credentials as a function without parameters, found 'str'") as caught:
        kind(token=TOKEN, credentials=OTHER_TOKEN)
    assert OTHER_TOKEN not in str(caught.value)
