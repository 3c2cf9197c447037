"""Observers are told everything that a call does, in its order, before it can matter."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, assert_never

import attrs
import msgspec
import pytest
from accounts import GAME, ORDER, OTHER, QUICK, TOKEN, WALLET, Clients
from observed import CANCELLED, ended, made, names
from operations import BET, METHODS, Case
from pacing_worlds import TABLES
from replies import Closed, Replies, said
from socket_server import Visit, serving

from crossbook import Cancelled, InvalidRequest, Pacing, Retry
from crossbook.core.attempts import Answered
from crossbook.core.engine import Policy, engine
from crossbook.core.pace import Pace
from crossbook.core.steps import PauseUntil, Send, TellTime
from crossbook.core.watching import watchers_of
from crossbook.core.watching_requests import RequestWatch
from crossbook.fourcasters import Fourcasters, OrdersSocket
from crossbook.fourcasters.catalogue import CATALOGUE as FOURCASTERS
from crossbook.fourcasters.orders.cancelling import cancel_order
from crossbook.fourcasters.socket.catalogue import SOCKET_CATALOGUE
from crossbook.observing import (
    Attempted,
    CallBegan,
    CallEnded,
    CallInterrupted,
    Event,
    FeedFrame,
    FeedLost,
    FeedOpened,
    FeedTold,
    Intent,
    Pausing,
    Repeating,
    UnclaimedFrame,
)
from crossbook.predictstreet import PredictStreet
from crossbook.predictstreet.catalogue import CATALOGUE as PREDICTSTREET

# ---- what is told


@pytest.mark.parametrize("case", METHODS, ids=str)
def test_every_call_tells_its_beginning_its_intent_its_attempt_and_its_end(case: Case, venue: Replies, clients: Clients) -> None:
    venue.always(said({"error": "words of the venue"}, 401))
    seen: list[Event] = []
    result = ended(partial(case.call, made(clients, case, seen.append)))
    assert names(seen) == ["CallBegan", "Intent", "Attempted", "CallEnded"]
    began, intent, attempted, over = seen
    assert isinstance(began, CallBegan)
    assert isinstance(intent, Intent)
    assert isinstance(attempted, Attempted)
    assert isinstance(over, CallEnded)
    assert (began.venue, began.transport, began.deadline) == (case.venue, "rest", 30.0)
    assert (intent.operation, attempted.operation) == (case.operation, case.operation)
    assert (attempted.came, attempted.status, attempted.body) == ("answered", 401, b'{"error": "words of the venue"}')
    assert len({event.call for event in (began, intent, attempted, over)}) == 1
    assert [event.at for event in seen] == sorted(event.at for event in seen)
    assert intent.sent == f"{venue.last.method} {venue.last.target}"
    assert (over.error is not None) == isinstance(result, tuple) or over.outcomes == result
    assert began.account == (WALLET if case.venue == "predictstreet" else None)


@pytest.mark.parametrize(
    ("client", "catalogue"), [(Fourcasters, FOURCASTERS), (PredictStreet, PREDICTSTREET), (OrdersSocket, SOCKET_CATALOGUE)]
)
def test_every_method_that_asks_a_venue_stands_in_its_catalogue(client: type[Any], catalogue: Any) -> None:
    asking = {
        name
        for name, member in inspect.getmembers(client, inspect.isfunction)
        if not name.startswith("_") and ("_run(" in (said := inspect.getsource(member)) or "_placing(" in said)
    }
    assert asking == set(catalogue.plans) | catalogue.untaped, "observers and tapes know a call by its method"


def test_a_call_is_named_by_its_method_and_tells_its_arguments(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": []}))
    seen: list[Event] = []
    client = clients.fourcasters(observers=[seen.append])
    client.cancel_orders([ORDER, OTHER])
    client.cancel_by_reference(GAME, ["a", "b"])
    client.place_orders([BET])
    began = [event for event in seen if isinstance(event, CallBegan)]
    assert [(event.method, dict(event.arguments)) for event in began] == [
        ("cancel_orders", {"order_ids": (ORDER, OTHER)}),
        ("cancel_by_reference", {"game_id": GAME, "user_references": ("a", "b")}),
        ("place_orders", {"orders": (BET,)}),
    ]
    assert began[0].call < began[1].call < began[2].call


def test_no_observer_can_change_what_the_next_one_is_told(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": []}))
    seen: list[Event] = []

    def meddle(event: Event) -> None:
        if isinstance(event, CallBegan):
            told: Any = event.arguments
            for meddling in (told.clear, partial(told.update, order_ids=()), partial(told.pop, "order_ids")):
                with pytest.raises(TypeError, match="read only"):
                    meddling()

    clients.fourcasters(observers=[meddle, seen.append]).cancel_orders([ORDER])
    (began,) = [event for event in seen if isinstance(event, CallBegan)]
    assert began.arguments == {"order_ids": (ORDER,)}
    assert pickle.loads(pickle.dumps(began)) == began  # noqa: S301 - our own
    assert msgspec.json.decode(msgspec.json.encode(began))["arguments"] == {"order_ids": [ORDER]}


def test_an_intent_names_orders_and_references(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": []}))
    seen: list[Event] = []
    fourcasters, predictstreet = clients.fourcasters(observers=[seen.append]), clients.predictstreet(observers=[seen.append])
    calls: tuple[Callable[[], object], ...] = (
        lambda: fourcasters.cancel_order(ORDER),
        lambda: fourcasters.cancel_orders([ORDER, OTHER]),
        lambda: fourcasters.cancel_by_reference(GAME, ["a", "b"]),
        lambda: fourcasters.place_orders([BET, attrs.evolve(BET, user_reference=None)]),
        lambda: predictstreet.cancel_order("one"),
        lambda: predictstreet.cancel_orders(["one", "two"]),
        fourcasters.cancel_all_orders,
        fourcasters.me,
    )
    for call in calls:
        ended(call)
    intents = [event for event in seen if isinstance(event, Intent)]
    drawn = intents[3].user_references[1]
    assert drawn, "an order has a name before it leaves"
    assert [(event.order_ids, event.user_references) for event in intents] == [
        ((ORDER,), ()),
        ((ORDER, OTHER), ()),
        ((), ("a", "b")),
        ((), ("ref-1", drawn)),
        (("one",), ()),
        (("one", "two"), ()),
        ((), ()),
        ((), ()),
    ]


def test_a_repeat_tells_its_pause_and_its_next_attempt(venue: Replies, clients: Clients) -> None:
    venue.will(said({"error": "no"}, 503), Closed(), said(CANCELLED))
    seen: list[Event] = []
    outcome = clients.fourcasters(retry=QUICK, observers=[seen.append]).cancel_order(ORDER)
    assert isinstance(outcome, Cancelled)
    between = ["Pausing", "Repeating", "Attempted"]
    assert names(seen) == ["CallBegan", "Intent", "Attempted", *between, *between, "CallEnded"]
    assert [(event.request, event.attempt, event.came) for event in seen if isinstance(event, Attempted)] == [
        (1, 1, "answered"),
        (1, 2, "lost"),
        (1, 3, "answered"),
    ]
    assert [event.attempt for event in seen if isinstance(event, Repeating)] == [2, 3]
    pauses = [event for event in seen if isinstance(event, Pausing)]
    assert all(event.cause == "repeat" and event.until > event.at for event in pauses)
    over = seen[-1]
    assert isinstance(over, CallEnded)
    assert over.outcomes == (outcome,)


def test_a_wait_for_room_in_the_limits_is_told_as_such() -> None:
    now, seen = 1000.0, list[Event]()
    pace = Pace(TABLES["fourcasters"].values(), Pacing(processes=1000))
    watchers = watchers_of([seen.append], FOURCASTERS, transport="rest", account=None, blot=str)
    assert watchers is not None

    def clock() -> float:
        return now

    for _ in range(6):
        begin = partial(cancel_order, ORDER)
        steps = RequestWatch(watchers, clock).over(begin, engine(begin(), Policy(Retry(), pace, clock), now + 1e6, []), 1e6)
        answer: Any = None
        with suppress(StopIteration):
            while True:
                match steps.send(answer):
                    case Send():
                        answer = Answered(status=200, body=b'{"data":{"success":true,"sessionID":"%s"}}' % ORDER.encode())
                    case PauseUntil(moment=moment):
                        now, answer = moment, None
                    case TellTime():
                        answer = now
                    case other:
                        raise AssertionError(other)
    assert [type(outcome) for event in seen if isinstance(event, CallEnded) for outcome in event.outcomes] == [Cancelled] * 6
    pauses = [event for event in seen if isinstance(event, Pausing)]
    assert pauses
    assert {event.cause for event in pauses} == {"limits"}
    assert [event.at for event in seen] == sorted(event.at for event in seen)


def test_a_call_that_is_wrong_is_told_with_its_error_and_no_intent(venue: Replies, clients: Clients) -> None:
    seen: list[Event] = []
    with pytest.raises(InvalidRequest):
        clients.fourcasters(observers=[seen.append]).cancel_order(7)  # type: ignore[arg-type] # callers are not always typed
    assert names(seen) == ["CallBegan", "CallEnded"]
    over = seen[1]
    assert isinstance(over, CallEnded)
    assert over.error is not None
    assert over.error.kind == "InvalidRequest"
    assert venue.requests == []


def test_what_the_client_itself_refuses_to_send_is_told(venue: Replies, clients: Clients) -> None:
    seen: list[Event] = []
    with pytest.raises(InvalidRequest):
        clients.fourcasters(token=None, observers=[seen.append]).me()
    assert [event.came for event in seen if isinstance(event, Attempted)] == ["refused"]
    assert venue.requests == []


def test_events_cannot_be_changed_and_a_match_over_them_is_complete(venue: Replies, clients: Clients) -> None:
    venue.always(said(CANCELLED))
    seen: list[Event] = []
    clients.fourcasters(observers=[seen.append]).cancel_order(ORDER)
    for event in seen:
        for name in event.__struct_fields__:
            with pytest.raises(AttributeError):
                setattr(event, name, 0.0)
        assert told_of(event)


def told_of(event: Event) -> str:
    """Name an event; a type checker proves that none is forgotten."""
    match event:
        case CallBegan() | CallEnded() | CallInterrupted():
            return f"call {event.call}"
        case Intent() | Attempted() | Repeating():
            return f"request {event.request}"
        case Pausing():
            return event.cause
        case UnclaimedFrame():
            return event.text
        case FeedOpened() | FeedFrame() | FeedLost() | FeedTold():
            return f"feed {event.feed}"
        case _:
            assert_never(event)


# ---- the socket


async def test_the_orders_socket_tells_the_same_and_frames_that_nobody_asked_for() -> None:
    async def venue(visit: Visit) -> None:
        asked = await visit.asked()
        await visit.say('{"hello":"you"}')
        await visit.answer(asked, data=[{"success": True, "orderID": ORDER}])

    seen: list[Event] = []
    async with serving(venue) as server, OrdersSocket(token=TOKEN, url=server.url, observers=[seen.append]) as orders:
        outcome = await orders.cancel_order(ORDER)
    assert names(seen) == ["CallBegan", "Intent", "UnclaimedFrame", "Attempted", "CallEnded"]
    began, intent, frame, attempted, over = seen
    assert isinstance(began, CallBegan)
    assert isinstance(intent, Intent)
    assert isinstance(frame, UnclaimedFrame)
    assert isinstance(attempted, Attempted)
    assert isinstance(over, CallEnded)
    assert (began.transport, began.method, began.arguments["order_id"]) == ("socket", "cancel_order", ORDER)
    assert (intent.sent, intent.order_ids) == ("cancelById", (ORDER,))
    assert frame.text == '{"hello":"you"}'
    assert attempted.status is None
    assert over.outcomes == (outcome,)
