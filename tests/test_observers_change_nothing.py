"""Nothing that an observer does changes a call, and what it stops was not sent."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from accounts import API_KEY, ORDER, PATIENT, QUICK, TOKEN, Clients
from observed import CANCELLED, ended, made, names
from operations import BET, METHODS, Case
from planted import everything_logged
from replies import Held, Replies, said
from socket_server import Visit, serving

from crossbook import Cancelled, CancelUnknown, InvalidRequest, NotCancelled, PlaceUnknown
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, OrdersSocket
from crossbook.observing import Attempted, CallBegan, CallEnded, CallInterrupted, Event, Intent, Observer, Repeating
from crossbook.predictstreet import PredictStreet

# ---- before the first byte


def test_an_intent_is_told_before_the_first_byte_leaves(venue: Replies, clients: Clients) -> None:
    """While the observer is told, something else asks the same server: it comes first."""
    venue.will(said({}), said({"error": "no"}, 503), said({}), said(CANCELLED))
    order: list[str] = []

    def probe(event: Event) -> None:
        if isinstance(event, Intent | Repeating):
            order.append(f"{type(event).__name__} after {len(venue.requests)}")
            with socket.create_connection(("127.0.0.1", venue.port)) as other:
                other.sendall(b"GET /probe HTTP/1.1\r\nHost: x\r\n\r\n")
                assert other.recv(1000)

    assert isinstance(clients.fourcasters(retry=QUICK, observers=[probe]).cancel_order(ORDER), Cancelled)
    assert order == ["Intent after 0", "Repeating after 2"]
    assert [received.target for received in venue.requests] == ["/probe", "/session/cancel", "/probe", "/session/cancel"]


class Stop(BaseException):
    """What no call may hold back."""


def stopping(kind: type[Any], seen: list[Event]) -> Observer:
    def stop(event: Event) -> None:
        seen.append(event)
        if isinstance(event, kind):
            raise Stop

    return stop


def test_an_interrupt_at_an_intent_leaves_nothing_sent(venue: Replies, clients: Clients) -> None:
    seen: list[Event] = []
    client = clients.fourcasters(observers=[stopping(Intent, seen)])
    with pytest.raises(Stop) as caught:
        client.place_orders([BET])
    assert (venue.requests, venue.connections) == ([], 0)
    assert names(seen) == ["CallBegan", "Intent", "Attempted", "CallInterrupted"]
    assert [event.came for event in seen if isinstance(event, Attempted)] == ["unsent"]
    (outcome,) = vars(caught.value)["outcomes"]
    assert outcome.may_be_open is False
    (call,) = client.interrupted.take()
    assert call.outcomes == (outcome,)


async def test_an_interrupt_at_an_intent_leaves_no_frame_sent() -> None:
    async def silent(visit: Visit) -> None:
        await visit.answer(await visit.asked(), data=[])

    seen: list[Event] = []
    async with serving(silent) as server, OrdersSocket(token=TOKEN, url=server.url, observers=[stopping(Intent, seen)]) as orders:
        with pytest.raises(Stop):
            await orders.cancel_order(ORDER)
        assert names(seen) == ["CallBegan", "Intent", "Attempted", "CallInterrupted"]
        quiet = OrdersSocket(token=TOKEN, url=server.url)
        async with quiet:
            await quiet.cancel_all_orders()
        assert [frame[0] for frame in server.frames] == ["cancelAll"], "it came alone"


# ---- interrupted


async def test_a_cancelled_task_tells_what_is_known_of_its_orders(venue: Replies) -> None:
    venue.always(Held(said(CANCELLED)))
    seen: list[Event] = []
    async with AsyncFourcasters(token=TOKEN, base_url=venue.url, timeouts=PATIENT, observers=[seen.append]) as client:
        task = asyncio.create_task(client.cancel_orders([ORDER, "malformed"]))
        await asyncio.to_thread(venue.wait_for, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (call,) = client.interrupted.take()
    assert names(seen) == ["CallBegan", "Intent", "Attempted", "CallInterrupted"]
    attempted, over = seen[2:]
    assert isinstance(attempted, Attempted)
    assert isinstance(over, CallInterrupted)
    assert (attempted.came, over.by) == ("lost", "CancelledError")
    assert [type(outcome) for outcome in over.outcomes] == [CancelUnknown, NotCancelled]
    assert over.outcomes == call.outcomes


async def test_a_cancelled_task_on_the_socket_tells_what_is_known_too() -> None:
    async def silent(visit: Visit) -> None:
        await visit.asked()
        arrived.set()

    arrived, seen = asyncio.Event(), list[Event]()
    async with serving(silent) as server, OrdersSocket(token=TOKEN, url=server.url, observers=[seen.append]) as orders:
        task = asyncio.create_task(orders.place_orders([BET]))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert names(seen) == ["CallBegan", "Intent", "Attempted", "CallInterrupted"]
    over = seen[-1]
    assert isinstance(over, CallInterrupted)
    assert [type(outcome) for outcome in over.outcomes] == [PlaceUnknown]


@pytest.mark.parametrize("kind", [CallBegan, Intent, Attempted, CallEnded])
def test_what_is_no_exception_passes_from_an_observer_at_any_event(kind: type[Any], venue: Replies, clients: Clients) -> None:
    venue.always(said(CANCELLED))
    client = clients.fourcasters(observers=[stopping(kind, [])])
    with pytest.raises(Stop) as caught:
        client.cancel_order(ORDER)
    known = kind in (Attempted, CallEnded)
    assert [type(outcome) for outcome in vars(caught.value)["outcomes"]] == [Cancelled if known else NotCancelled]


# ---- nothing an observer does changes a call


@pytest.mark.parametrize("case", METHODS, ids=str)
def test_an_observer_that_raises_in_every_event_changes_nothing(case: Case, venue: Replies, clients: Clients) -> None:
    venue.always(said({"error": "words of the venue"}, 401))

    def broken(event: Event) -> None:
        message = f"broken at {type(event).__name__} by {TOKEN}"
        raise ValueError(message)

    seen: list[Event] = []
    expected = ended(partial(case.call, made(clients, case)))
    with everything_logged() as log:
        found = ended(partial(case.call, made(clients, case, broken, seen.append)))
    assert found == expected
    assert len(seen) == 4, "the other observers are told all the same"
    complaints = [line for line in log.lines if line.startswith("crossbook.observers")]
    assert len(complaints) == 4
    assert all("the call goes on" in line and "broken at" in line for line in complaints)
    assert case.venue != "fourcasters" or TOKEN not in log.text.split("vars")[0]


def test_a_log_that_cannot_be_written_breaks_no_call_either(venue: Replies, clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    venue.always(said(CANCELLED))

    class Evil(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def broken(_: Event) -> None:
        raise Evil

    def failing(_: logging.Logger, __: logging.LogRecord) -> None:
        raise OSError

    monkeypatch.setattr(logging.Logger, "handle", failing)
    assert isinstance(clients.fourcasters(observers=[broken]).cancel_order(ORDER), Cancelled)


def test_an_observer_may_use_the_client(venue: Replies) -> None:
    venue.always(said(CANCELLED))
    depth: list[int] = []

    def curious(event: Event) -> None:
        if isinstance(event, CallEnded) and not depth:
            depth.append(event.call)
            client.cancel_order(ORDER)

    with Fourcasters(token=TOKEN, base_url=venue.url, retry=None, pacing=None, observers=[curious]) as client:
        assert isinstance(client.cancel_order(ORDER), Cancelled)
    assert len(venue.requests) == 2


async def _waiting(_: Event) -> None: ...


class _Waits:
    async def __call__(self, _: Event) -> None: ...


@pytest.mark.parametrize("observers", [[_waiting], [_Waits()], [7], 7, "text", [None]])
@pytest.mark.parametrize("venue_name", ["fourcasters", "predictstreet", "socket"])
def test_what_cannot_observe_is_refused_when_the_client_is_made(observers: Any, venue_name: str) -> None:
    makers: dict[str, Callable[[], object]] = {
        "fourcasters": lambda: Fourcasters(token=TOKEN, observers=observers),
        "predictstreet": lambda: PredictStreet(api_key=API_KEY, observers=observers),
        "socket": lambda: OrdersSocket(token=TOKEN, observers=observers),
    }
    with pytest.raises(InvalidRequest, match="observers: expected"):
        makers[venue_name]()


def test_the_list_of_observers_is_taken_once(venue: Replies) -> None:
    venue.always(said(CANCELLED))
    seen: list[Event] = []
    observers: list[Observer] = [seen.append]
    with Fourcasters(token=TOKEN, base_url=venue.url, observers=iter(observers)) as client:
        client.cancel_order(ORDER)
        client.cancel_order(ORDER)
    assert len(seen) == 8
