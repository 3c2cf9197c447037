"""Pulls orders with synchronous clients: one in the caller's thread, several at once in a thread each. The thinking is in the plan."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Final, TypeAlias, assert_never, cast

import attrs

from crossbook.calls_under_way import CallsWitness
from crossbook.cancel_outcomes import ScopeOutcomes
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.desk.asked import COMMANDS, Pull, checked, seen, stopped, task_of, told
from crossbook.desk.pull_events import PullEvent, PullObserver
from crossbook.desk.pull_steps import CancelOrders, CancelScope, ListResting, LookAtCalls, Now, PullAnswer, PullCall, Resolve, Tell, Wait
from crossbook.desk.pulled import Pulled, VenuePulled
from crossbook.desk.pulling import pull
from crossbook.desk.scopes import InGame, InMarket, WholeAccount
from crossbook.desk.survey import PullTask, Survey
from crossbook.errors import CrossbookError
from crossbook.http.clocks import THIS_PROCESS
from crossbook.protocols import Pulls

_STOPS_WITHIN: Final = 2.0
"""Seconds that threads have to end what they do when all is stopped. A call that takes longer is told of as not answered."""


def pull_orders(
    *pulls: Pull[Pulls],
    deadline: float = 180.0,
    arrives_within: float = ARRIVES_WITHIN,
    sent_ago: float = 0.0,
    observer: PullObserver | None = None,
) -> Pulled:
    """Take orders off the market, and prove that nothing rests: `pull_orders(Pull(client, WholeAccount()))`. Positions stay as they are.

    Cancels with the venue's own command where that is exactly the scope, then by id what the list of resting orders shows, until a list
    shows nothing; orders outside of the scope are never touched. What is told to be under way, and what was interrupted of the client,
    is waited for until it cannot arrive any more: only a list that was asked for after that proves anything. What fails is tried again
    until the deadline. Several are pulled at the same time, a thread each.

    Args:
        pulls: what to pull at which venue.
        deadline: seconds that all of it may take.
        arrives_within: seconds after its last byte within which a command arrives, if it does.
        sent_ago: how many seconds before the call everything had left that nobody can date, at least.
        observer: what is told each event while it runs.

    What does not succeed is no error: the result says `not proven`, and why. Raises InvalidRequest for a call that is wrong. Whatever is
    raised, Ctrl-C too, has what is known by then as its attribute `pulled`; what became of the call that was stopped is in
    `client.interrupted`.
    """
    checked(pulls)
    today = datetime.now(tz=UTC)
    tasks = [
        task_of(each, clock=THIS_PROCESS, deadline=deadline, arrives_within=arrives_within, sent_ago=sent_ago, today=today)
        for each in pulls
    ]
    runs = [_Run(each.client, *task) for each, task in zip(pulls, tasks, strict=True)]
    try:
        found = (runs[0].run(observer),) if len(runs) == 1 else _together(runs, observer)
    except BaseException as error:
        stopped(error, [run.survey for run in runs], time.monotonic())
        raise
    finally:
        for run in runs:
            run.witness.end()
    return Pulled(found)


class _Stopped(Exception):
    """All of it was stopped from outside."""


class _Run:
    """One pull under way."""

    def __init__(self, client: Pulls, task: PullTask, witness: CallsWitness) -> None:
        self._client, self.witness = client, witness
        self.survey = Survey.begun(task, time.monotonic())
        self.stop = threading.Event()

    def run(self, observer: PullObserver | None, pause: Callable[[float], object] = time.sleep) -> VenuePulled:
        steps = pull(self.survey.task, self.survey)
        answer: PullAnswer = None
        try:
            while True:
                if self.stop.is_set():
                    raise _Stopped
                step = steps.send(answer)
                match step:
                    case Now():
                        answer = time.monotonic()
                    case Wait(moment=moment):
                        answer = None
                        pause(max(0.0, moment - time.monotonic()))
                    case Tell(event=event):
                        answer = None
                        told(observer, event)
                    case LookAtCalls():
                        answer = seen(self.witness)
                    case CancelScope() | CancelOrders() | ListResting() | Resolve() as call:
                        answer = _called(self._client, call)
                    case _:
                        assert_never(step)
        except StopIteration as ended:
            return cast("VenuePulled", ended.value)


def _called(client: Pulls, call: PullCall) -> PullAnswer:
    try:
        match call:
            case CancelScope():
                return _cancelled(client, call)
            case CancelOrders(order_ids=order_ids):
                return client.cancel_orders(order_ids, deadline=call.deadline)
            case ListResting():
                return client.open_orders(deadline=call.deadline)
            case Resolve():
                within, ago = call.arrives_within, call.sent_ago
                return client.resolve(call.outcomes, arrives_within=within, sent_ago=ago, deadline=call.deadline)
    except CrossbookError as error:
        return error.with_traceback(None)


def _cancelled(client: Pulls, call: CancelScope) -> ScopeOutcomes:
    match call.scope:
        case WholeAccount():
            return client.cancel_all_orders(deadline=call.deadline)
        case InGame() | InMarket() as scope:
            cancel = cast("Callable[..., ScopeOutcomes]", getattr(client, COMMANDS[type(scope)]))
            return cancel(scope.name, deadline=call.deadline)


@attrs.frozen
class _Ended:
    """How one of several ended."""

    place: int
    result: VenuePulled | BaseException


_Heard: TypeAlias = PullEvent | _Ended


def _together(runs: Sequence[_Run], observer: PullObserver | None) -> tuple[VenuePulled, ...]:
    """Run several at once. Events are handed on by the caller's thread, one at a time."""
    heard: SimpleQueue[_Heard] = SimpleQueue()
    threads = [threading.Thread(target=_in_thread, args=(place, run, heard), daemon=True) for place, run in enumerate(runs)]
    ended: dict[int, VenuePulled | BaseException] = {}
    try:
        for thread in threads:
            thread.start()
        while len(ended) < len(runs):
            match heard.get():
                case _Ended(place=place, result=result):
                    ended[place] = result
                case event:
                    told(observer, event)
    finally:
        if len(ended) < len(runs):
            for run in runs:
                run.stop.set()
            until = time.monotonic() + _STOPS_WITHIN
            for thread in threads:
                thread.join(max(0.0, until - time.monotonic()))
    for result in ended.values():
        if isinstance(result, BaseException):
            raise result
    return tuple(result for _, result in sorted(ended.items()) if isinstance(result, VenuePulled))


def _in_thread(place: int, run: _Run, heard: SimpleQueue[_Heard]) -> None:
    try:
        heard.put(_Ended(place, run.run(heard.put, run.stop.wait)))
    except BaseException as error:  # noqa: BLE001 - it is raised in the caller's thread
        heard.put(_Ended(place, error))
