"""Callers that share a pace, in a time of their own, and what a venue would count of them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, TypeAlias, cast

import attrs

from crossbook.core.attempts import Answered, Attempt, Unsent
from crossbook.core.engine import Policy, engine
from crossbook.core.pace import Pace
from crossbook.core.steps import Admit, PauseUntil, Plan, Renew, Send, SignDigest, TellTime, send
from crossbook_bindings.fourcasters.rest import cancel, get_me, place_orders
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS as FOURCASTERS
from crossbook_bindings.predictstreet.rest import cancel_all, cancel_batch, cancel_order, get_order, list_open_orders
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS as PREDICTSTREET
from crossbook_bindings.runtime import Bucket, EffectKind, Request

AnyRequest: TypeAlias = Request[Any, Any, Any]

OK = Answered(status=200, body=b"{}")
TABLES: Mapping[str, Mapping[str, Bucket]] = {
    "fourcasters": {bucket.name: bucket for bucket in FOURCASTERS},
    "predictstreet": {bucket.name: bucket for bucket in PREDICTSTREET},
}
READ, PLACE, CANCEL = get_me(), place_orders(orders=()), cancel(sessionID="65b036dfb31407c2b6bc1cfe")
LIST, LOOK_UP = list_open_orders(), get_order(id="1")
CANCEL_ONE, CANCEL_BATCH, CANCEL_ALL = cancel_order(orderId="1"), cancel_batch(orderIds=("1",)), cancel_all()


@attrs.frozen
class Left:
    """One request that left, and when."""

    moment: float
    request: AnyRequest
    asked_for: float
    """When its caller came."""

    @property
    def is_cancel(self) -> bool:
        return self.request.operation.effect.kind is EffectKind.CANCEL


@attrs.define
class Callers:
    """Runs many calls at once, one step of one of them at a time, in the order of their moments."""

    pace: Pace
    deadline: float = 30.0
    now: float = 1000.0
    answer: Callable[[Left], Attempt] = lambda _: OK
    connects: Callable[[float], float] = lambda _: 0.0
    """For how many seconds who has leave at a moment must connect first."""
    connecting: dict[int, Send] = attrs.Factory(dict[int, Send])
    """What was to be sent by those that connect, by their plan."""
    left: list[Left] = attrs.Factory(list[Left])
    ended: list[tuple[float, Attempt]] = attrs.Factory(list[tuple[float, Attempt]])
    """When each call was over, and with what, in the order in which they ended."""
    steps: int = 0

    def run(self, calls: Iterable[tuple[float, AnyRequest]]) -> None:
        """Make calls, each so many seconds from now."""
        turn, began = count(), self.now
        due: list[tuple[float, int, AnyRequest, Plan[Attempt] | None, float]] = []
        for after, request in calls:
            heapq.heappush(due, (began + after, next(turn), request, None, began + after))
        while due:
            moment, _, request, plan, came = heapq.heappop(due)
            self.now = max(self.now, moment)
            again = self._until_it_waits(request, plan, came)
            if again is not None:
                heapq.heappush(due, (again[0], next(turn), request, again[1], came))

    def _until_it_waits(self, request: AnyRequest, plan: Plan[Attempt] | None, came: float) -> tuple[float, Plan[Attempt]] | None:
        try:
            if plan is None:
                plan = engine(send(request), Policy(None, self.pace, lambda: 0.5), came + self.deadline, [])
                step = next(plan)
            else:
                sent = self.connecting.pop(id(plan), None)
                step = plan.send(None if sent is None else self._connected(sent, request, came))
            while True:
                self.steps += 1
                match step:
                    case TellTime():
                        step = plan.send(self.now)
                    case PauseUntil(moment=moment):
                        assert moment > self.now, "nobody waits for what has come"
                        return moment, plan
                    case Send() if (took := self.connects(self.now)) > 0:
                        self.connecting[id(plan)] = step
                        return self.now + took, plan
                    case Send():
                        step = plan.send(self._connected(step, request, came))
                    case Admit():
                        raise AssertionError("nothing else keeps these limits")
                    case SignDigest() | Renew():
                        raise AssertionError("a request asks for neither a signature nor other credentials")
        except StopIteration as stop:
            self.ended.append((self.now, cast("Attempt", stop.value)))
            return None

    def _connected(self, step: Send, request: AnyRequest, came: float) -> Attempt:
        if self.now > step.leave_until:
            return Unsent("connecting took too long", is_stale=True)
        self.left.append(Left(self.now, request, came))
        return self.answer(self.left[-1])


def most_in_a_window(moments: Iterable[float], seconds: float) -> int:
    """Count as a venue does that counts what came in the last so many seconds: the most there ever were."""
    most, window = 0, list[float]()
    for moment in sorted(moments):
        # A moment is a sum of floats: two that are a window apart may be a billionth less.
        window = [each for each in window if each > moment - seconds + 1e-6]
        window.append(moment)
        most = max(most, len(window))
    return most


def counted(left: Iterable[Left], bucket: Bucket, *, others_only: bool = False) -> Iterator[float]:
    """Give when the requests left that a bucket counts."""
    return (each.moment for each in left if bucket.name in each.request.operation.effect.buckets and not (others_only and each.is_cancel))
