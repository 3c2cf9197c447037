"""Callers of paced clients get outcomes for everything, and no refusals."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import connection_laws as laws
import pytest
from accounts import PATIENT, uuids
from connection_laws import Async, Sync, open_in
from fake_network import Asked, Piece, World
from pacing_worlds import TABLES

from crossbook import Cancelled, CancelOutcome, NotCancelled, NotCancelledReason, NotSent, Pacing, RateLimited, Retry, ScopeOutcomes
from crossbook.core.redaction import Secret
from crossbook.http.client import SyncClient
from crossbook.http.network import SocketNetwork
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.orders.cancelling import cancel_everything, cancel_orders
from crossbook.sandbox import Clock, Sandbox
from crossbook_bindings.predictstreet import Venue

KINDS = (Sync, Async)


class Counting:
    """A venue in a world that counts over a rolling window, and refuses what is above its limit."""

    def __init__(self, world: World, limit: int, seconds: float) -> None:
        self.world, self.limit, self.seconds = world, limit, seconds
        self.window: deque[float] = deque()
        self.refused = 0

    def __call__(self, asked: Asked) -> Sequence[Piece]:
        while self.window and self.window[0] <= self.world.now - self.seconds:
            self.window.popleft()
        if len(self.window) >= self.limit:
            self.refused += 1
            return [Piece(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nContent-Length: 2\r\n\r\n{}")]
        self.window.append(self.world.now)
        return laws.own_reply(asked)


@pytest.mark.parametrize("kind", KINDS)
def test_a_venue_that_counts_has_nothing_to_refuse(kind: type[Sync | Async]) -> None:
    for pacing in (Pacing(processes=20), None):
        world = World(laws.own_reply)
        world.answer = counting = Counting(world, 150, 60)
        with open_in(world, kind, pacing=pacing) as side:
            began = world.now
            for number in range(160):
                try:
                    assert side.cancel(number) == laws.order(number)
                except RateLimited:
                    assert pacing is None
            assert counting.refused == (0 if pacing is not None else 10)
            assert world.now - began < 80


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_request_is_not_asked_for_again_before_the_venue_wants_it(kind: type[Sync | Async]) -> None:
    world = World(lambda _: [Piece(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 40\r\nContent-Length: 2\r\n\r\n{}")])
    with open_in(world, kind, retry=Retry(), pacing=Pacing()) as side:
        with pytest.raises(RateLimited):
            side.cancel(1)
        began = world.now
        with pytest.raises(NotSent, match=r"to keep within the venue's limits, it would have had to wait 40\.00 s more"):
            side.cancel(2)
        assert (len(world.asked), world.now) == (1, began)
        world.answer = laws.own_reply
        assert side.cancel(3, deadline=60) == laws.order(3)
        assert world.now - began >= 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_repeat_that_is_paced_beyond_the_deadline_leaves_what_the_venue_said(kind: type[Sync | Async]) -> None:
    head = b"HTTP/1.1 429 Too Many Requests\r\nDate: Mon, 12 Jan 1970 13:46:40 GMT\r\nX-RateLimit-Reset: 1000050\r\n"
    limits = b"X-RateLimit-Limit: 3000\r\nX-RateLimit-Remaining: 0\r\nContent-Length: 2\r\n\r\n{}"
    world = World(lambda _: [Piece(head + limits)])
    with open_in(world, kind, retry=Retry(), pacing=Pacing()) as side:
        with pytest.raises(RateLimited):
            side.cancel(1)
        assert len(world.asked) == 1


class SkippedTime(SocketNetwork):
    """The system's network, with pauses that are over at once: the sandbox's clock is put forward by as much."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._began = super().now()
        self.skipped = 0.0

    def now(self) -> float:
        return self._began + self.skipped

    def pause_until(self, moment: float) -> None:
        seconds = max(moment - self.now(), 0.0)
        self.skipped += seconds
        self._sandbox.advance(seconds)


class InSkippedTime(SyncClient[Venue]):
    """PredictStreet's client, in a sandbox's time."""

    def __init__(self, sandbox: Sandbox, pacing: Pacing | None) -> None:
        venue = sandbox.predictstreet
        told = checked(
            venue="predictstreet",
            base_url=Secret(venue.url),
            credentials=KeyCredentials(Secret(venue.api_key), None),
            timeouts=PATIENT,
            retry=None,
            pacing=pacing,
            buckets=TABLES["predictstreet"].values(),
            proxy=None,
            insecure_hosts=(),
            ca_file=None,
            largest_reply=LARGEST_REPLY,
        )
        self.time = SkippedTime(sandbox)
        super().__init__(told, self.time)

    def cancel_orders(self, order_ids: Sequence[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        return self._run(deadline, cancel_orders, order_ids)

    def cancel_all_orders(self) -> ScopeOutcomes:
        return self._run(30.0, cancel_everything)


def asked(sandbox: Sandbox) -> int:
    """Count requests. The client repeats nothing, so one that was refused for its limit would end the call."""
    return len(sandbox.predictstreet.requests)


def test_a_thousand_ids_end_with_a_thousand_outcomes() -> None:
    with Sandbox(limits=True, clock=Clock(ticks=False)) as sandbox, InSkippedTime(sandbox, Pacing()) as client:
        resting = [sandbox.predictstreet.seed_order() for _ in range(3)]
        ids = (*uuids(997), *resting)
        outcomes = client.cancel_orders(ids)
        assert [outcome.order_id for outcome in outcomes] == list(ids)
        assert {outcome.reason for outcome in outcomes[:997] if isinstance(outcome, NotCancelled)} == {NotCancelledReason.NOT_FOUND}
        assert outcomes[997:] == tuple(Cancelled(each) for each in resting)
        assert asked(sandbox) == 10
        assert 2 < client.time.skipped < 4


def test_without_pacing_a_thousand_ids_run_into_the_limit() -> None:
    with Sandbox(limits=True, clock=Clock(ticks=False)) as sandbox, InSkippedTime(sandbox, None) as client:
        with pytest.raises(RateLimited) as caught:
            client.cancel_orders(uuids(1000))
        assert len(caught.value.cancel_outcomes) == 1000
        assert asked(sandbox) == 6


def test_a_call_whose_time_is_over_while_pacing_has_an_outcome_for_every_order() -> None:
    with Sandbox(limits=True, clock=Clock(ticks=False)) as sandbox, InSkippedTime(sandbox, Pacing()) as client:
        ids = uuids(1000)
        with pytest.raises(NotSent, match="to keep within the venue's limits") as caught:
            client.cancel_orders(ids, deadline=1.5)
        outcomes = caught.value.cancel_outcomes
        assert [outcome.order_id for outcome in outcomes] == list(ids)
        count = asked(sandbox)
        assert 4 <= count <= 7
        rest = [outcome for outcome in outcomes[count * 100 :] if isinstance(outcome, NotCancelled)]
        assert {outcome.reason for outcome in rest} == {NotCancelledReason.NOT_SENT}
        assert len(rest) == 1000 - count * 100


def test_a_limit_of_one_a_second_is_kept() -> None:
    with Sandbox(limits=True, clock=Clock(ticks=False)) as sandbox, InSkippedTime(sandbox, Pacing()) as client:
        for _ in range(5):
            client.cancel_all_orders()
        assert asked(sandbox) == 5
