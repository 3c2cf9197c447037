"""A call is over at its deadline, with an outcome for every order that it was given."""

from __future__ import annotations

import inspect
import time
from collections.abc import Sequence
from typing import Any

import pytest
from accounts import ORDER, Clients, uuids
from connection_laws import Async, Sync, open_in, order, own_reply
from fake_network import NEVER, Asked, Piece, World
from families import every
from replies import Held, Replies, said
from waiting import given_longer

from crossbook import (
    AsyncCancels,
    Cancelled,
    CancelOutcome,
    Cancels,
    CancelUnknown,
    CouldNotConnect,
    InvalidRequest,
    NoReply,
    NotCancelled,
    NotCancelledReason,
    NotSent,
    OutcomeUnknown,
    Retry,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

KINDS = (Sync, Async)
CALLS = [
    (kind, name)
    for kind in (Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet, OrdersSocket, Cancels, AsyncCancels)
    for name, _ in inspect.getmembers(kind, inspect.isfunction)
    if not name.startswith("_") and name not in ("close", "aclose", "changes", "wait_lost") and not name.endswith("_feed")
]


def test_every_call_takes_a_deadline_of_half_a_minute() -> None:
    def check(case: tuple[type[Any], str]) -> None:
        kind, name = case
        parameter = inspect.signature(getattr(kind, name)).parameters["deadline"]
        assert (parameter.kind, parameter.default, parameter.annotation) == (inspect.Parameter.KEYWORD_ONLY, 30.0, "float")

    every(CALLS, check)


@pytest.mark.parametrize("seconds", [0, -1, float("inf"), float("nan"), True, "5", None])
def test_a_deadline_is_a_number_of_seconds(seconds: Any, venue: Replies, clients: Clients) -> None:
    with pytest.raises(InvalidRequest, match="fourcasters deadline: expected a number of seconds above 0, found "):
        clients.fourcasters().cancel_order(ORDER, deadline=seconds)
    assert venue.requests == []


def test_a_venue_that_stalls_is_waited_for_until_then(venue: Replies, clients: Clients) -> None:
    venue.always(Held(said({})))
    client = clients.fourcasters(retry=Retry())

    def cancel(seconds: float) -> CancelOutcome:
        before, began = len(venue.requests), time.monotonic()
        try:
            return client.cancel_order(ORDER, deadline=seconds)
        except NotSent as error:  # There was not even time to send it.
            return error.cancel_outcomes[0]
        finally:
            # But for the deadline, a reply would be waited for for ten seconds.
            assert seconds <= time.monotonic() - began < seconds + 9
            assert len(venue.requests) - before <= 1

    outcome = given_longer(cancel, lambda outcome: isinstance(outcome, CancelUnknown), 0.3)
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.problem == "no complete reply before the call's deadline"


def test_a_list_ends_with_an_outcome_for_each_order(venue: Replies, clients: Clients) -> None:
    ids = uuids(250)
    client = clients.predictstreet(retry=Retry())

    def cancel(seconds: float) -> tuple[CancelOutcome, ...]:
        venue.forget()
        venue.will(said({"cancelled": ids[:100], "notCancelled": {}}), Held(said({})))
        try:
            return client.cancel_orders(ids, deadline=seconds)
        except NotSent as error:
            return error.cancel_outcomes

    outcomes = given_longer(cancel, lambda outcomes: isinstance(outcomes[100], CancelUnknown), 0.3)
    assert [outcome.order_id for outcome in outcomes] == list(ids)
    assert outcomes[:100] == tuple(map(Cancelled, ids[:100]))
    assert {type(outcome) for outcome in outcomes[100:200]} == {CancelUnknown}
    assert {outcome.reason for outcome in outcomes[200:] if isinstance(outcome, NotCancelled)} == {NotCancelledReason.NOT_SENT}
    assert {type(outcome) for outcome in outcomes[200:]} == {NotCancelled}


# ------------------------------------------------------------------------------------------------------ a clock that is not there


@pytest.mark.parametrize("kind", KINDS)
def test_repeats_share_one_deadline(kind: type[Sync | Async]) -> None:
    world = World(lambda _: [Piece(b"", NEVER)])
    with open_in(world, kind, retry=Retry(attempts=100)) as side:
        began = world.now
        with pytest.raises(NoReply, match="no complete reply before the call's deadline"):
            side.cancel(1, deadline=25)
        assert world.now - began == pytest.approx(25)
        assert len(world.asked) == 3, "two waits for a reply of 10 s, and what was left"
        world.answer = own_reply
        assert side.cancel(2) == order(2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_is_waited_for_until_then(kind: type[Sync | Async]) -> None:
    world = World(own_reply)
    world.manners = {("192.0.2.1", 443): NEVER}
    with open_in(world, kind, retry=Retry()) as side:
        began = world.now
        with pytest.raises(CouldNotConnect, match=r"not connected to venue\.test:80 before the call's deadline"):
            side.cancel(1, deadline=2)
        assert world.now - began == pytest.approx(2)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_at_the_last_moment_is_unknown_and_not_forgotten(kind: type[Sync | Async]) -> None:
    for hundredths in range(1, 400, 13):
        world = World(slow)
        world.manners = {("192.0.2.1", 443): 1.0}
        with open_in(world, kind, retry=Retry(shortest=0.3)) as side:
            began, seconds = world.now, hundredths / 100
            ended: Exception | None = None
            try:
                side.cancel(1, deadline=seconds)
            except (NotSent, OutcomeUnknown) as error:
                ended = error
            assert world.now - began <= seconds + 1e-6
            assert (seconds > 2) if ended is None else (isinstance(ended, OutcomeUnknown) == (world.requests_begun > 0))


def slow(asked: Asked) -> Sequence[Piece]:
    return [Piece(piece.data, 1.0) for piece in own_reply(asked)]
