"""A 401 asks the caller for other credentials: once for all that were refused, and what may be done only once is not done twice for it."""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from accounts import API_KEY, GAME, ORDER, PATIENT, TOKEN, Clients
from replies import Act, Answer, Closed, Received, Replies, said
from waiting import given_longer

from crossbook import (
    Cancelled,
    CancelUnknown,
    CrossbookError,
    InvalidRequest,
    NotCancelled,
    NotFound,
    NotPlaced,
    NotPlacedReason,
    Retry,
    Unauthorized,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet

OTHER_TOKEN = "another-token-9876543210"
OTHER_KEY = "ps_live_fedcba9876543210_another-secret_with_underscores"
REFUSED = said({"error": "InvalidCredentials"}, 401)
NOTHING = said({"data": {"unmatched": []}})
NO_FILLS: list[str] = []
NEW = NewOrder(game_id=GAME, market_type="moneyline", side="66b000000000000000000001", odds=-110, risk=100)


class Source:
    """Gives credentials, and counts how often it was asked."""

    def __init__(self, *given: str | Exception) -> None:
        self._given = list(given)
        self.asked = 0
        self.before: Callable[[], None] = lambda: None

    def __call__(self) -> str:
        self.asked += 1
        self.before()
        found = self._given.pop(0) if len(self._given) > 1 else self._given[0]
        if isinstance(found, Exception):
            raise found
        return found

    def awaited(self) -> Callable[[], Any]:
        async def asked() -> str:
            await asyncio.sleep(0)
            return self()

        return asked


class Door(Replies):
    """A venue that lets in who has the new credentials, and refuses everybody else."""

    opens_to: tuple[str, ...] = (OTHER_TOKEN, OTHER_KEY)
    refusal: Act = REFUSED

    def __init__(self) -> None:
        super().__init__()
        self.inside: Callable[[Received], Act] = lambda _: NOTHING
        self.otherwise = self._answer

    def _answer(self, received: Received) -> Act:
        return self.inside(received) if credential(received) in self.opens_to else self.refusal


def credential(received: Received) -> str | None:
    return received.headers.get("authorization") or received.headers.get("x-api-key")


@pytest.fixture
def venue() -> Iterator[Door]:
    with Door() as server:
        yield server
    assert server.faults == []


def fourcasters(clients: Clients, source: Source, **named: Any) -> Fourcasters:
    given = source.awaited() if clients.asynchronous else source
    return clients.fourcasters(credentials=given, **named)


def test_what_was_refused_is_sent_again_with_other_credentials_which_are_kept(venue: Door, clients: Clients) -> None:
    source = Source(OTHER_TOKEN)
    client = fourcasters(clients, source)
    assert client.open_orders() == ()
    assert [credential(request) for request in venue.requests] == [TOKEN, OTHER_TOKEN]
    assert (client.token, source.asked) == (OTHER_TOKEN, 1)
    assert client.open_orders() == ()
    assert credential(venue.last) == OTHER_TOKEN
    assert source.asked == 1


def test_a_key_is_replaced_alike(venue: Door) -> None:
    venue.inside = lambda _: said({"walletAddress": "0x", "orders": [], "nextCursor": None})
    venue.refusal = said({"code": "api_key_expired", "message": "the key has expired"}, 401)
    source = Source(OTHER_KEY)
    with PredictStreet(api_key=API_KEY, credentials=source, base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None) as client:
        assert client.open_orders() == ()
        assert client.open_orders() == ()
    assert [credential(request) for request in venue.requests] == [API_KEY, OTHER_KEY, OTHER_KEY]
    assert source.asked == 1


@pytest.mark.parametrize(
    "given", [TOKEN, "with a space", "", OSError("vault"), InvalidRequest("no", venue="fourcasters", operation="login")]
)
@pytest.mark.parametrize("retry", [None, Retry()])
def test_what_cannot_be_used_leaves_the_refusal_as_it_is(
    given: str | Exception, retry: Retry | None, venue: Door, clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    source = Source(given)
    client = fourcasters(clients, source, retry=retry)
    with caplog.at_level(logging.WARNING), pytest.raises(Unauthorized):
        client.open_orders()
    assert len(venue.requests) == 1
    assert (source.asked, client.token) == (1, TOKEN)
    assert "credentials=" in caplog.text
    with pytest.raises(Unauthorized):
        client.open_orders()
    assert source.asked == 2, "a call that comes later may ask again"


def test_credentials_that_are_refused_too_are_not_asked_for_again_by_the_same_call(venue: Door, clients: Clients) -> None:
    source = Source("a-third-token-0000000000")
    with pytest.raises(Unauthorized):
        fourcasters(clients, source).open_orders()
    assert source.asked == 1
    assert len(venue.requests) == 2


# ------------------------------------------------------------------------------------------------------ what may be sent again


def placed(_: Received) -> Act:
    return said({"data": {"createdSessions": [{"matched": NO_FILLS, "unmatched": {"orderID": ORDER, "offered": 100}}]}})


def test_a_placement_is_sent_again_only_after_a_refusal_in_the_venue_s_own_words(venue: Door, clients: Clients) -> None:
    venue.inside = placed
    (outcome,) = fourcasters(clients, Source(OTHER_TOKEN)).place_orders([NEW])
    assert outcome.may_be_open
    first, second = venue.requests
    assert first.body == second.body, "the same order, of the same name"


@pytest.mark.parametrize(
    "refusal",
    [
        Answer(401),
        Answer(401, b"<html>sign in</html>"),
        said({"message": "Unauthorized"}, 401),
        said({"error": ""}, 401),
        said({"error": "no", "data": {"createdSessions": [{"matched": NO_FILLS}]}}, 401),
    ],
    ids=["empty", "a page", "another form", "no words", "something beside it"],
)
def test_a_placement_is_not_sent_again_after_any_other_401(refusal: Act, venue: Door, clients: Clients) -> None:
    venue.inside, venue.refusal, source = placed, refusal, Source(OTHER_TOKEN)
    client = fourcasters(clients, source, retry=Retry(shortest=0.001))
    with pytest.raises(Unauthorized) as caught:
        client.place_orders([NEW])
    (outcome,) = caught.value.place_outcomes
    assert isinstance(outcome, NotPlaced)
    assert outcome.reason is NotPlacedReason.REFUSED
    assert len(venue.requests) == 1
    assert (source.asked, client.token) == (1, OTHER_TOKEN), "later calls have the new one"
    venue.opens_to = ()
    with pytest.raises(Unauthorized):
        client.cancel_all_orders()
    assert len(venue.requests) == 2, "nor a cancel that names no orders"


@pytest.mark.parametrize(("body", "count"), [({"code": "api_key_expired", "message": "expired"}, 2), ({"message": "Unauthorized"}, 1)])
def test_a_key_s_refusal_has_a_code(body: dict[str, str], count: int, venue: Door) -> None:
    venue.refusal, venue.inside = said(body, 401), lambda _: said({"cancelled": [], "notCancelled": {}})
    with (
        PredictStreet(
            api_key=API_KEY, credentials=Source(OTHER_KEY), base_url=venue.url, timeouts=PATIENT, retry=None, pacing=None
        ) as client,
        suppress(Unauthorized),
    ):
        client.cancel_all_orders()
    assert len(venue.requests) == count


def test_a_cancel_that_names_its_orders_is_sent_again_after_any_401(venue: Door, clients: Clients) -> None:
    venue.refusal = Answer(401, b"<html>")
    venue.inside = lambda _: said({"data": {"success": True, "sessionID": ORDER}})
    assert fourcasters(clients, Source(OTHER_TOKEN)).cancel_order(ORDER) == Cancelled(ORDER)
    assert len(venue.requests) == 2


def test_what_may_have_been_done_before_the_refusal_is_not_forgotten(venue: Door, clients: Clients) -> None:
    venue.will(Closed())
    venue.inside = lambda _: said({"data": {"success": False, "sessionID": ORDER, "reason": "order already cancelled"}})
    outcome = fourcasters(clients, Source(OTHER_TOKEN), retry=Retry(shortest=0.001)).cancel_order(ORDER)
    assert getattr(outcome, "after_repeat", None) is True


def test_a_login_asks_for_nothing(venue: Door, clients: Clients) -> None:
    source = Source(OTHER_TOKEN)
    with pytest.raises(Unauthorized):
        fourcasters(clients, source).login("user", "a-wrong-password")
    assert (source.asked, len(venue.requests)) == (0, 1)


def test_resolving_goes_on_with_other_credentials(venue: Door, clients: Clients) -> None:
    venue.will(Closed())
    venue.inside = lambda _: said({"data": {"order": {"id": ORDER, "cancelled": True, "matchedRisk": "0.00", "unmatchedRisk": "1.00"}}})
    client = fourcasters(clients, Source(OTHER_TOKEN))
    unknown = client.cancel_order(ORDER)
    assert isinstance(unknown, CancelUnknown)
    assert isinstance(client.resolve([unknown])[0], Cancelled)


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
