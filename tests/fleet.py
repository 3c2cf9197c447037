"""Processes that share limits through a Redis that can be lost and emptied, in a time of their own, and what a venue would count."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, TypeAlias, cast

import attrs
from pacing_worlds import OK, TABLES, AnyRequest, Left
from redis_worlds import QuickRedis

from crossbook import Pacing
from crossbook.core.attempts import Attempt, Unsent
from crossbook.core.engine import Policy, engine
from crossbook.core.pace import pace_of
from crossbook.core.rulings import Silence
from crossbook.core.shared_pace import SharedPace
from crossbook.core.steps import Admit, PauseUntil, Plan, Renew, Send, SignDigest, TellTime, send
from crossbook_bindings.runtime import EffectKind

SLOWEST = 0.05
Call: TypeAlias = tuple[float, int, AnyRequest]
"""How many seconds from now, in which process, and what."""


@attrs.frozen
class Waited:
    process: int
    left: Left
    slow: int
    """How often it waited for an answer that did not come."""

    @property
    def seconds(self) -> float:
        return self.left.moment - self.left.asked_for


@attrs.define
class _Call:
    process: int
    request: AnyRequest
    came: float
    plan: Plan[Attempt]
    slow: int = 0


class Fleet:
    """Runs many calls of several processes at once, one step of one of them at a time, in the order of their moments."""

    def __init__(self, venue: str, processes: int, *, deadline: float = 30.0, reserve: float = 0.2) -> None:
        self.redis = QuickRedis(processes=processes)
        self.paces: list[SharedPace] = []
        for _ in range(processes):
            pace = pace_of(Pacing(reserve=reserve, shared=self.redis), venue, TABLES[venue].values())
            assert isinstance(pace, SharedPace)
            self.paces.append(pace)
        self.now = 1000.0
        self.deadline = deadline
        self.waited: list[Waited] = []
        self.late = 0
        self.events: list[tuple[float, Callable[[], None]]] = []
        self.cut_off: set[int] = set()
        """Processes that Redis does not answer."""
        self.answer: Callable[[Left], Attempt] = lambda _: OK

    @property
    def left(self) -> list[Left]:
        return [each.left for each in self.waited]

    def at(self, after: float, happens: Callable[[], None]) -> None:
        self.events.append((self.now + after, happens))

    def lose(self) -> None:
        self.redis.is_lost = True

    def find(self) -> None:
        self.redis.is_lost = False

    def run(self, calls: Iterable[Call]) -> None:
        turn, began = count(), self.now
        due: list[tuple[float, int, Any, Any]] = [(moment, next(turn), happens, None) for moment, happens in self.events]
        self.events.clear()
        for after, process, request in calls:
            came = began + after
            plan = engine(send(request), Policy(None, self.paces[process], lambda: 0.5), came + self.deadline, [])
            due.append((came, next(turn), _Call(process, request, came, plan), None))
        heapq.heapify(due)
        while due:
            moment, _, what, answer = heapq.heappop(due)
            self.now = max(self.now, moment)
            self.redis.now = 1_700_000_000.0 + self.now
            if isinstance(what, _Call):
                again = self._until_it_waits(what, answer)
                if again is not None:
                    heapq.heappush(due, (again[0], next(turn), what, again[1]))
            else:
                what()

    def _until_it_waits(self, call: _Call, answer: Any) -> tuple[float, Any] | None:
        try:
            step = call.plan.send(answer)
            while True:
                match step:
                    case TellTime():
                        step = call.plan.send(self.now)
                    case PauseUntil(moment=moment):
                        return moment, None
                    case SignDigest() | Renew():
                        raise AssertionError("a request asks for neither a signature nor other credentials")
                    case Admit(question=question):
                        if self.redis.is_lost or call.process in self.cut_off:
                            call.slow += 1
                            return self.now + SLOWEST, Silence("lost")
                        step = call.plan.send(self.redis.ask(question))
                    case Send():
                        self.waited.append(Waited(call.process, Left(self.now, call.request, call.came), call.slow))
                        step = call.plan.send(self.answer(self.waited[-1].left))
        except StopIteration as stop:
            self.late += isinstance(cast("Attempt", stop.value), Unsent)
            return None


def saturating(requests: Sequence[AnyRequest], processes: int, *, seconds: float, rate: float) -> list[Call]:
    """Have every process ask for all of these requests by turns, so often in a second, for so long; the first one three times as often."""
    return [
        (number / often + process / rate / processes, process, requests[(number + process) % len(requests)])
        for process in range(processes)
        for often in (rate if process else 3 * rate,)
        for number in range(int(seconds * often))
    ]


def cancels(waited: Iterable[Waited]) -> list[Waited]:
    return [each for each in waited if each.left.request.operation.effect.kind is EffectKind.CANCEL]
