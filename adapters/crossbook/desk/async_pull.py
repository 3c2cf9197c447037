"""Pulls orders with asynchronous clients, several at once in a task each. The thinking is in the plan."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import assert_never, cast

from crossbook.calls_under_way import CallsWitness
from crossbook.cancel_outcomes import ScopeOutcomes
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.desk.asked import COMMANDS, Pull, checked, seen, stopped, task_of, told
from crossbook.desk.pull_events import PullObserver
from crossbook.desk.pull_steps import CancelOrders, CancelScope, ListResting, LookAtCalls, Now, PullAnswer, PullCall, Resolve, Tell, Wait
from crossbook.desk.pulled import Pulled, VenuePulled
from crossbook.desk.pulling import pull
from crossbook.desk.scopes import InGame, InMarket, WholeAccount
from crossbook.desk.survey import Survey
from crossbook.errors import CrossbookError
from crossbook.http.clocks import THIS_PROCESS
from crossbook.protocols import AsyncPulls


async def async_pull_orders(
    *pulls: Pull[AsyncPulls],
    deadline: float = 180.0,
    arrives_within: float = ARRIVES_WITHIN,
    sent_ago: float = 0.0,
    observer: PullObserver | None = None,
) -> Pulled:
    """Do what `pull_orders` does with asynchronous clients, a task each. Positions stay as they are.

    Args:
        pulls: what to pull at which venue.
        deadline: seconds that all of it may take.
        arrives_within: seconds after its last byte within which a command arrives, if it does.
        sent_ago: how many seconds before the call everything had left that nobody can date, at least.
        observer: what is told each event while it runs.

    Where its task is cancelled, the CancelledError has what is known by then as its attribute `pulled`. Raises InvalidRequest for a call
    that is wrong.
    """
    checked(pulls)
    loop = asyncio.get_running_loop()
    # A loop of another make may have a clock of its own, by which nothing was dated.
    clock = THIS_PROCESS if type(loop).time is asyncio.BaseEventLoop.time else ""
    today = datetime.now(tz=UTC)
    tasks = [task_of(each, clock=clock, deadline=deadline, arrives_within=arrives_within, sent_ago=sent_ago, today=today) for each in pulls]
    surveys = [Survey.begun(task, loop.time()) for task, _ in tasks]
    runs = [_run(each.client, survey, witness, observer) for each, (_, witness), survey in zip(pulls, tasks, surveys, strict=True)]
    try:
        found = (await runs[0],) if len(runs) == 1 else await _together(runs)
    except BaseException as error:
        stopped(error, surveys, loop.time())
        raise
    finally:
        for _, witness in tasks:
            witness.end()
    return Pulled(found)


async def _run(client: AsyncPulls, survey: Survey, witness: CallsWitness, observer: PullObserver | None) -> VenuePulled:
    loop, steps = asyncio.get_running_loop(), pull(survey.task, survey)
    answer: PullAnswer = None
    try:
        while True:
            step = steps.send(answer)
            match step:
                case Now():
                    answer = loop.time()
                case Wait(moment=moment):
                    answer = None
                    await asyncio.sleep(max(0.0, moment - loop.time()))
                case Tell(event=event):
                    answer = None
                    told(observer, event)
                case LookAtCalls():
                    answer = seen(witness)
                case CancelScope() | CancelOrders() | ListResting() | Resolve() as call:
                    answer = await _called(client, call)
                case _:
                    assert_never(step)
    except StopIteration as ended:
        return cast("VenuePulled", ended.value)


async def _called(client: AsyncPulls, call: PullCall) -> PullAnswer:
    try:
        match call:
            case CancelScope():
                return await _cancelled(client, call)
            case CancelOrders(order_ids=order_ids):
                return await client.cancel_orders(order_ids, deadline=call.deadline)
            case ListResting():
                return await client.open_orders(deadline=call.deadline)
            case Resolve():
                within, ago = call.arrives_within, call.sent_ago
                return await client.resolve(call.outcomes, arrives_within=within, sent_ago=ago, deadline=call.deadline)
    except CrossbookError as error:
        return error.with_traceback(None)


async def _cancelled(client: AsyncPulls, call: CancelScope) -> ScopeOutcomes:
    match call.scope:
        case WholeAccount():
            return await client.cancel_all_orders(deadline=call.deadline)
        case InGame() | InMarket() as scope:
            cancel = cast("Callable[..., Awaitable[ScopeOutcomes]]", getattr(client, COMMANDS[type(scope)]))
            return await cancel(scope.name, deadline=call.deadline)


async def _together(runs: Sequence[Awaitable[VenuePulled]]) -> tuple[VenuePulled, ...]:
    """Run several at once. One that cannot be run does not keep the others from being pulled."""
    tasks = [asyncio.ensure_future(run) for run in runs]
    try:
        await asyncio.wait(tasks)
    finally:
        left = [task for task in tasks if not task.done()]
        for task in left:
            task.cancel()
        if left:  # Each writes down what became of its call.
            await asyncio.wait(left)
    return tuple(task.result() for task in tasks)
