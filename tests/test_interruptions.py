"""What an interrupted call leaves: on the interrupt, and in `client.interrupted`. None of it is a guess."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import pytest
from accounts import API_KEY, uuids
from connection_laws import TIMES
from fake_channels import FakeAsyncNetwork, FakeNetwork, VirtualLoop
from fake_network import Asked, Piece, World
from interrupts import stopped_at
from samples import sample

from crossbook import Cancelled, CancelOutcome, CancelUnknown, Interruptions, NotCancelled, NotCancelledReason, RateLimited, Retry
from crossbook.core.redaction import Secret
from crossbook.http.async_client import AsyncClient
from crossbook.http.client import SyncClient
from crossbook.http.settings import LARGEST_REPLY, Settings, checked
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.orders.cancelling import cancel_orders
from crossbook_bindings.predictstreet import Venue

IDS = uuids(201)
"""Three requests: a hundred, a hundred, one."""


def all_cancelled(asked: Asked) -> Sequence[Piece]:
    body = json.dumps({"cancelled": asked.json["orderIds"], "notCancelled": {}}).encode()
    return [Piece(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body, 0.5)]


def settings(retry: Retry | None) -> Settings:
    return checked(
        venue="predictstreet",
        base_url=Secret("http://venue.test"),
        credentials=KeyCredentials(Secret(API_KEY), None),
        timeouts=TIMES,
        retry=retry,
        pacing=None,
        buckets=(),
        proxy=None,
        insecure_hosts=["venue.test"],
        ca_file=None,
        largest_reply=LARGEST_REPLY,
    )


class Sync(SyncClient[Venue]):
    def cancel(self) -> tuple[CancelOutcome, ...]:
        return self._run(30.0, cancel_orders, IDS)


class Async(AsyncClient[Venue]):
    async def cancel(self) -> tuple[CancelOutcome, ...]:
        return await self._run(30.0, cancel_orders, IDS)


def world(seed: int) -> World:
    made = World(all_cancelled, seed=seed)
    made.grain = None
    return made


def check(left: Interruptions, error: BaseException, venue: World) -> bool:
    """Check what an interrupted cancel of three requests left against what reached the venue. Says whether it left nothing."""
    calls = left.take()
    if not calls:
        # Only before anything was prepared, or when the call was over and its result on its way back.
        assert venue.requests_begun in (0, 3), "a command was under way, and nothing was kept of it"
        return venue.requests_begun == 3
    (call,) = calls
    assert (call.venue, call.operation) == ("predictstreet", "cancelBatch")
    assert vars(error)["outcomes"] == call.outcomes
    assert [getattr(outcome, "order_id", None) for outcome in call.outcomes] == list(IDS)
    for number, outcomes in enumerate((call.outcomes[:100], call.outcomes[100:200], call.outcomes[200:])):
        kinds = {type(outcome) for outcome in outcomes}
        assert len(kinds) == 1
        if number == venue.requests_begun and kinds == {CancelUnknown}:
            pass  # It was struck between saying that a byte may have left and its leaving.
        elif number >= venue.requests_begun:
            assert {getattr(outcome, "reason", None) for outcome in outcomes} == {NotCancelledReason.NOT_SENT}
        elif number < venue.requests_begun - 1:
            assert kinds == {Cancelled}, "what was answered is not forgotten"
        else:
            assert kinds <= {Cancelled, CancelUnknown}, "what may have arrived is not said to be unsent"
    return False


@pytest.mark.parametrize("retry", [None, Retry()], ids=["once", "retrying"])
def test_an_interrupt_at_any_step_keeps_an_outcome_for_every_order(retry: Retry | None) -> None:
    """Steps are those of the interpreter; a sample of them, another one in each run of its length."""
    point, every, kept, lost = 1, sample(997, long=1), 0, 0
    while True:
        venue = world(point)
        with Sync(settings(retry), FakeNetwork(venue)) as client:
            stopped = stopped_at(point, client.cancel, "crossbook/http/", "crossbook/core/", "crossbook/predictstreet/")
            if stopped.error is None:
                assert stopped.result == tuple(map(Cancelled, IDS))
                assert len(client.interrupted) == 0
                break
            assert stopped.was_interrupted, f"the interrupt became {stopped.error!r}"
            kept += len(client.interrupted)
            lost += check(client.interrupted, stopped.error, venue)
            assert client.cancel() == tuple(map(Cancelled, IDS)), "the client works"
        point += every
    assert kept > 20
    assert lost <= 3, "an interrupt that strikes when the call returns is the caller's, and no other"


def test_the_last_steps_of_a_call_keep_its_outcomes_too() -> None:
    """An interrupt when all is known, and the caller has not been told."""
    with Sync(settings(None), FakeNetwork(world(0))) as client:
        client.cancel()  # The first one fills caches, which takes steps of its own.
    with Sync(settings(None), FakeNetwork(world(0))) as client:
        steps = stopped_at(10**9, client.cancel, "crossbook/http/", "crossbook/core/", "crossbook/predictstreet/").steps
    lost = 0
    for point in range(steps - 60, steps + 1, sample(3, long=1)):
        venue = world(0)
        with Sync(settings(None), FakeNetwork(venue)) as client:
            stopped = stopped_at(point, client.cancel, "crossbook/http/", "crossbook/core/", "crossbook/predictstreet/")
            assert stopped.was_interrupted
            calls = client.interrupted.take()
            lost += not calls
            assert all(call.outcomes == tuple(map(Cancelled, IDS)) for call in calls)
    assert lost <= 3, "an interrupt that strikes when the call returns is the caller's"


def test_a_cancellation_at_any_wait_keeps_an_outcome_for_every_order() -> None:
    turns, kept = 0, 0
    while True:
        venue = world(turns)
        loop = VirtualLoop(venue)
        client = Async(settings(Retry()), FakeAsyncNetwork(venue))
        try:
            error = loop.run_until_complete(cancelled_after(client, turns))
            kept += len(client.interrupted)
            if error is None:
                break
            assert not check(client.interrupted, error, venue)
            assert loop.run_until_complete(client.cancel()) == tuple(map(Cancelled, IDS))
        finally:
            loop.run_until_complete(client.aclose())
            loop.close()
        turns += 1
    assert kept >= 5


async def cancelled_after(client: Async, turns: int) -> BaseException | None:
    task = asyncio.create_task(client.cancel())
    for _ in range(turns):
        await asyncio.sleep(0.05)
    if task.done():
        assert task.result() == tuple(map(Cancelled, IDS))
        return None
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        return error
    raise AssertionError("it was not cancelled")


def test_what_was_answered_before_the_wait_was_cut_off_counts() -> None:
    venue = World(lambda _: [Piece(b"HTTP/1.1 429 No\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n")])
    loop = VirtualLoop(venue)
    client = Async(settings(Retry()), FakeAsyncNetwork(venue))
    try:
        loop.run_until_complete(cancelled_after(client, 100))
        (call,) = client.interrupted.take()
    finally:
        loop.run_until_complete(client.aclose())
        loop.close()
    assert len(venue.asked) == 1
    reasons = [outcome.reason for outcome in call.outcomes if isinstance(outcome, NotCancelled)]
    assert reasons == [NotCancelledReason.REFUSED] * 100 + [NotCancelledReason.NOT_SENT] * 101
    assert isinstance(call.error, RateLimited)
