"""A venue for the plan of a pull, in a time that the tests own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias, cast

import attrs

from crossbook import Cancelled, NoReply, Outcome, ScopeOutcomes, Unauthorized
from crossbook.calls_under_way import CallsUnderWay
from crossbook.desk import Scope, VenuePulled
from crossbook.desk.asked import seen
from crossbook.desk.pull_steps import CancelOrders, CancelScope, ListResting, LookAtCalls, Now, PullAnswer, PullStep, Resolve, Tell, Wait
from crossbook.desk.pulling import pull
from crossbook.desk.survey import PullTask, Survey
from crossbook.errors import CrossbookError

BEGINS = 1000.0
TODAY = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
GAME = "66a000000000000000000001"
Listing: TypeAlias = Sequence[Any] | CrossbookError


@attrs.frozen(kw_only=True)
class Row:
    """An order as a list shows it."""

    order_id: str
    user_reference: str | None = "q-1"
    game_id: str | None = GAME
    created_at: datetime | None = None
    side: str | None = None
    filled: Decimal | None = None
    remaining: Decimal | None = None
    status: str | None = None
    expires_at: datetime | None = None


class World:
    """A venue that does as a test has it, with a clock of its own."""

    def __init__(self, scope: Scope, *, deadline: float = 60.0) -> None:
        self.now = BEGINS
        self.task = PullTask(venue="fourcasters", scope=scope, clock="own", deadline=deadline, arrives_within=10.0, began_at=TODAY)
        self.listing: Callable[[], Listing] = tuple
        self.scope: Callable[[CancelScope], tuple[PullAnswer, float]] = lambda _: (ScopeOutcomes(), 0.1)
        self.cancel: Callable[[str], Any] = lambda order_id: Cancelled(order_id=order_id)
        self.resolve: Callable[[tuple[Outcome, ...]], tuple[Outcome, ...]] = lambda outcomes: outcomes
        self.lists_take = 0.05
        self.calls = CallsUnderWay()
        self.asked: list[tuple[float, PullStep]] = []
        self.told: list[Any] = []

    def run(self) -> VenuePulled:
        witness = self.calls.witness()
        survey = Survey.begun(self.task, self.now)
        steps = pull(self.task, survey)
        answer: PullAnswer = None
        try:
            while True:
                answer = self._answer(steps.send(answer), witness)
        except StopIteration as over:
            return cast("VenuePulled", over.value)

    def _answer(self, step: PullStep, witness: Any) -> PullAnswer:
        match step:
            case Now():
                return self.now
            case Wait(moment=moment):
                self.now = max(self.now, moment)
                return None
            case Tell(event=event):
                self.told.append(event)
                return None
            case LookAtCalls():
                return seen(witness)
            case CancelScope():
                self.asked.append((self.now - BEGINS, step))
                answer, took = self.scope(step)
                self.now += took
                return answer
            case ListResting():
                self.asked.append((self.now - BEGINS, step))
                found = self.listing()
                self.now += min(self.lists_take, step.deadline)
                return found if self.lists_take <= step.deadline else NoReply("slow", venue="fourcasters", operation="getUnmatched")
            case CancelOrders(order_ids=order_ids):
                self.asked.append((self.now - BEGINS, step))
                self.now += min(0.05, step.deadline)
                return tuple(self.cancel(order_id) for order_id in order_ids)
            case Resolve(outcomes=outcomes):
                return self.resolve(outcomes)

    def asked_for(self, kind: type[Any]) -> list[float]:
        return [moment for moment, step in self.asked if isinstance(step, kind)]


def ids(count: int) -> list[Row]:
    return [Row(order_id=f"66c0000000000000000000{number:02x}") for number in range(count)]


def refused() -> CrossbookError:
    return Unauthorized("HTTP 401", venue="fourcasters", operation="getUnmatched")
