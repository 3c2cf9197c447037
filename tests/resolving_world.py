"""A sandbox behind a network and a clock that a test owns: plans are run against it, and commands arrive when the test says.

Virtual time passes only where a plan waits, and for both sides alike. What is on its way arrives when its time has come, also while a
plan waits.
"""

from __future__ import annotations

import heapq
import http.client
import itertools
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import attrs

from crossbook import Moment
from crossbook.core import encoding
from crossbook.core.attempts import Answered, Attempt, Lost
from crossbook.core.resolving import Patience
from crossbook.core.steps import Answer, PauseUntil, Plan, Send, Step, TellTime
from crossbook.sandbox import Sandbox
from crossbook_bindings.runtime import EffectKind, Request

ResultT = TypeVar("ResultT")
CLOCK: Final = "the test's own"


@attrs.define
class World:
    """One venue of a sandbox, as one client reaches it."""

    sandbox: Sandbox
    url: str
    headers: dict[str, str]
    now: float = 1000.0
    tick: float = 0.01
    """Seconds that one exchange takes."""
    reads_to_fail: int = 0
    """How many of the next reads bring nothing."""
    reads: int = 0
    arrives: float | None = None
    """After how many seconds the next command arrives; None for never. Its answer is lost in any case."""
    answers: list[Answered | None] = attrs.field(factory=list["Answered | None"])
    """What each command was answered when it arrived, which nobody heard; None while it has not."""
    happened: float = 0.0
    """When something last happened by itself."""
    _due: list[tuple[float, int, Callable[[], object]]] = attrs.field(factory=list[Any])
    _number: itertools.count[int] = attrs.field(factory=itertools.count)
    _connection: http.client.HTTPConnection | None = None

    def at(self, seconds: float, act: Callable[[], object]) -> None:
        """Let something happen so many seconds from now."""
        heapq.heappush(self._due, (self.now + seconds, next(self._number), act))

    def patience(self, **named: Any) -> Patience:
        return Patience(clock=CLOCK, **named)

    def run(self, plan: Plan[ResultT]) -> ResultT:
        """Run a plan."""
        try:
            step = next(plan)
            while True:
                step = plan.send(self._answer(step))
        except StopIteration as stop:
            result: ResultT = stop.value
            return result

    def pass_time(self, moment: float) -> None:
        """Go to a moment; whatever is due until then happens, in its order."""
        while self._due and self._due[0][0] <= moment:
            at, _, act = heapq.heappop(self._due)
            self._advance(at)
            act()
            self.happened = at
        self._advance(moment)

    def finish(self) -> None:
        """Let everything happen that is still to come."""
        while self._due:
            self.pass_time(self._due[0][0])

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _advance(self, moment: float) -> None:
        if moment > self.now:
            self.sandbox.fourcasters.advance(moment - self.now)
            self.now = moment

    def _answer(self, step: Step) -> Answer:
        match step:
            case TellTime():
                return self.now
            case PauseUntil(moment=moment):
                self.pass_time(moment)
                return None
            case Send(request=request):
                return self._attempt(request)
            case _:
                raise AssertionError(f"{step} is no step of a resolving plan")

    def _attempt(self, request: Request[str, object, object]) -> Attempt:
        if request.operation.effect.kind is EffectKind.READ:
            self.pass_time(self.now + self.tick)
            self.reads += 1
            if self.reads_to_fail:
                self.reads_to_fail -= 1
                return Lost("no reply")
            return self._exchange(request)
        left_by, number = Moment(CLOCK, self.now), len(self.answers)
        self.answers.append(None)
        if self.arrives is not None:
            self.at(self.arrives, lambda: self.answers.__setitem__(number, self._exchange(request)))
        self.pass_time(self.now + self.tick)
        return Lost("no complete reply came", left_by)

    def _exchange(self, request: Request[str, object, object]) -> Answered:
        connection = self._connection
        if connection is None:
            parts = urlsplit(self.url)
            connection = self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        body = encoding.encoded(request)
        connection.request(request.operation.method, encoding.target(request), body, {**self.headers, **encoding.content_headers(body)})
        reply = connection.getresponse()
        return Answered(status=reply.status, body=reply.read())


def fourcasters_world(sandbox: Sandbox, **named: Any) -> World:
    venue = sandbox.fourcasters
    return World(sandbox, venue.url, {"Authorization": venue.token}, **named)


def predictstreet_world(sandbox: Sandbox, **named: Any) -> World:
    venue = sandbox.predictstreet
    return World(sandbox, venue.url, {"X-Api-Key": venue.api_key}, **named)


def only(outcomes: Sequence[ResultT]) -> ResultT:
    (outcome,) = outcomes
    return outcome
