"""What an interrupted call comes to. Pure: its plan is run once more over what it was told, and told that time is up after that.

An interrupt can strike anywhere, inside of a plan as well, and a generator that it went through is dead. What the plan was told
survives, and a plan is a function of what it is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial, reduce
from typing import Final, Generic, TypeAlias, TypeVar, cast, get_args

from crossbook.cancel_outcomes import ScopeOutcomes
from crossbook.core.attempts import Attempt, Unsent
from crossbook.core.engine import Told
from crossbook.core.merging import merged
from crossbook.core.signatures import Unsigned
from crossbook.core.steps import Answer, Plan, Send, SignDigest, Step, TellTime
from crossbook.errors import CrossbookError, InvalidRequest, Outcome, OutcomeUnknown
from crossbook.interruptions import InterruptedCall
from crossbook_bindings.runtime import Effect, EffectKind

StepT = TypeVar("StepT")
AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")

Command: TypeAlias = tuple[str, str]
"""The venue that is asked, and its name for what it is asked for."""

_OUTCOMES: Final = frozenset[type[object]](get_args(Outcome))

NEVER_SENT: Final = Unsent("the call was interrupted before this was sent", too_late=True)
NEVER_SIGNED: Final = Unsigned("the call was interrupted before this was signed")


class Ending(Generic[StepT, AnswerT]):
    """How a call of one kind is brought to its end when nothing happens any more."""

    def __init__(self, command_of: Callable[[StepT], Command | None], in_the_end: Callable[[StepT, bool], AnswerT]) -> None:
        self._command_of = command_of
        self._in_the_end = in_the_end
        """Answers a step; it is told whether the step is the one that was interrupted."""

    def call(
        self, begin: Callable[[], Generator[StepT, AnswerT, ResultT]], told: Sequence[AnswerT | InvalidRequest]
    ) -> InterruptedCall | None:
        """Say what a call comes to that was told this much. None for one that only reads."""
        commanded: Command | None = None
        result: object = None
        error: CrossbookError | None = None
        count = 0
        try:
            plan = begin()
            step = next(plan)
            while True:
                commanded = self._command_of(step) or commanded
                answer = told[count] if count < len(told) else self._in_the_end(step, count == len(told))
                count += 1
                step = plan.throw(answer) if isinstance(answer, InvalidRequest) else plan.send(answer)
        except StopIteration as stop:
            result = stop.value
        except CrossbookError as raised:
            # Nobody sees where it was raised, and frames hold what they worked with.
            error = raised.with_traceback(None)
            error.__context__ = None
        if commanded is None:
            return None
        outcomes = outcomes_in(result) if error is None else error.outcomes
        return InterruptedCall(venue=commanded[0], operation=commanded[1], outcomes=outcomes, error=error)


_NEVER_PLACES: Final = frozenset({EffectKind.READ, EffectKind.CANCEL, EffectKind.HEARTBEAT, EffectKind.SESSION, EffectKind.FUNDS})
"""Kinds of requests after which no order rests that did not before. Of an account's switches, one has paused orders rest again."""


def may_place(request: object) -> bool:
    """Say whether orders may rest after a request that did not before. What is no request is refused later."""
    effect: object = getattr(getattr(request, "operation", None), "effect", None)
    return isinstance(effect, Effect) and effect.kind not in _NEVER_PLACES


def ended_by(error: BaseException) -> tuple[tuple[Outcome, ...], bool]:
    """Give the outcomes of a call that an error has ended, and whether the venue may have acted although there are none."""
    if isinstance(error, CrossbookError):
        return error.outcomes, isinstance(error, OutcomeUnknown) and not error.outcomes
    # What an interrupt leaves is written on it; where nothing is, nobody knows.
    found: object = getattr(error, "outcomes", None)
    return ((), True) if found is None else (outcomes_in(found), False)


def finished_requests(begin: Callable[[], Plan[ResultT]], told: Sequence[Told], under_way: Iterable[Attempt]) -> InterruptedCall | None:
    """Say what a call comes to whose plan asks for requests, with these attempts made at the one that was interrupted."""
    return Ending(_command_of, partial(_in_the_end, tuple(under_way))).call(begin, told)


def _command_of(step: Step) -> Command | None:
    if not isinstance(step, Send) or step.request.operation.effect.kind is EffectKind.READ:
        return None
    return step.request.operation.venue, step.request.operation.name


def _in_the_end(attempts: tuple[Attempt, ...], step: Step, is_the_one: bool) -> Answer:  # noqa: FBT001 - as it is called
    match step:
        case Send() if attempts and is_the_one:
            effect = step.request.operation.effect
            return reduce(lambda known, attempt: merged(known, attempt, effect), attempts)
        case Send():
            return NEVER_SENT
        case TellTime():
            return math.inf
        case SignDigest():
            return NEVER_SIGNED
        case _:
            return None


def outcomes_in(result: object) -> tuple[Outcome, ...]:
    """Take the outcomes out of what a call returns: itself, or a list of them. A scope's list says more than its outcomes, and stays."""
    if isinstance(result, ScopeOutcomes):
        return result
    listed = cast("tuple[object, ...]", result) if isinstance(result, tuple) else (result,)
    if _OUTCOMES.issuperset(map(type, listed)):  # As nearly always, and quicker than to ask of each.
        return cast("tuple[Outcome, ...]", listed)
    return tuple(each for each in listed if isinstance(each, Outcome))
