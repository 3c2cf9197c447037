"""Runs a plan once more over what was written down of its requests, and says what it comes to today. Pure.

What is not written down was not sent: a plan that asks for more is told that it never left.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Generic, TypeVar

import msgspec

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.engine import may_be_sent_again
from crossbook.core.interruption import NEVER_SENT
from crossbook.core.merging import merged
from crossbook.core.renewing import is_refused_for_credentials
from crossbook.core.showing import asked
from crossbook.core.steps import Admit, Answer, PauseUntil, Renew, Send, SignDigest, Step, TellTime
from crossbook.errors import CrossbookError, InvalidRequest

StepT = TypeVar("StepT")
AnswerT = TypeVar("AnswerT")
CameT = TypeVar("CameT")

_HIDDEN = "***"


class Recorded(msgspec.Struct, Generic[CameT], frozen=True, kw_only=True):
    """One request as it was written down, and what came of each attempt at it."""

    at: float
    """When it was sent, in seconds of the clock of then."""
    sent: str
    body: str | None
    attempts: tuple[CameT, ...]


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What a call comes to today."""

    result: object
    error: CrossbookError | None
    differences: tuple[str, ...]
    """What of its course would go otherwise."""


class NotOnTape(Exception):
    """A plan asks for something that nobody wrote down, so what it comes to cannot be told."""


class NeverOnTape(NotOnTape):
    """A plan needs what no tape holds, by design: a signature, what a client had learnt before, what it drew."""


class Replay(Generic[StepT, AnswerT, CameT]):
    """How calls of one kind are run once more."""

    def __init__(
        self,
        sent: Callable[[StepT], tuple[str, str | None] | None],
        answer: Callable[[StepT, Recorded[CameT], list[str]], AnswerT | InvalidRequest],
        otherwise: Callable[[StepT, float], AnswerT],
    ) -> None:
        self._sent = sent
        """What a step sends, as it is written down; None for a step that sends nothing."""
        self._answer = answer
        self._otherwise = otherwise
        """Answers a step of which nothing is written down, at that time."""

    def run(self, begin: Callable[[], Generator[StepT, AnswerT, object]], recorded: Sequence[Recorded[CameT]], began: float) -> Replayed:
        """Run a plan once more. Raises NotOnTape."""
        differences: list[str] = []
        left, at = list(recorded), began
        result: object = None
        error: CrossbookError | None = None
        try:
            plan = begin()
            step = next(plan)
            while True:
                sent = self._sent(step)
                if sent is None or not left:
                    step = plan.send(self._otherwise(step, at))
                    continue
                request = left.pop(0)
                at = request.at
                if not _same(sent, request):
                    differences.append(f"it would send {sent[0]} {sent[1] or ''}, and sent {request.sent} {request.body or ''}")
                answer = self._answer(step, request, differences)
                step = plan.throw(answer) if isinstance(answer, InvalidRequest) else plan.send(answer)
        except StopIteration as stop:
            result = stop.value
        except CrossbookError as raised:
            error = raised
        differences += [f"it would not send {request.sent} {request.body or ''}" for request in left]
        return Replayed(result=result, error=error, differences=tuple(differences))


def _same(sent: tuple[str, str | None], request: Recorded[CameT]) -> bool:
    # Where something is hidden, nobody can say what it was.
    hidden = _HIDDEN in request.sent or _HIDDEN in (request.body or "")
    return hidden or sent == (request.sent, request.body)


def _sent(step: Step) -> tuple[str, str | None] | None:
    if not isinstance(step, Send):
        return None
    request = step.request
    body = request.body()
    return f"{request.operation.method} {request.target}", None if body is None else asked(request, body, lambda text: text)


def _answer(step: Step, request: Recorded[Attempt | InvalidRequest], differences: list[str]) -> Answer | InvalidRequest:
    """Give what all attempts come to, as the engine does."""
    if not isinstance(step, Send):
        raise NotOnTape(type(step).__name__)
    effect = step.request.operation.effect
    known: Attempt | None = None
    for number, attempt in enumerate(request.attempts, 1):
        if isinstance(attempt, InvalidRequest):
            return attempt
        late = isinstance(attempt, Unsent) and attempt.too_late
        known = known if late and known is not None else merged(known, attempt, effect)
        renewed = is_refused_for_credentials(step.request, attempt)  # Then it was sent again with others.
        if number < len(request.attempts) and not renewed and not may_be_sent_again(step, attempt):
            differences.append(f"it would not send {request.sent} again after {_words(attempt)}")
    return NEVER_SENT if known is None else known


def _words(attempt: Attempt) -> str:
    match attempt:
        case Answered(status=status):
            return f"HTTP {status}"
        case Unsent(problem=problem) | Lost(problem=problem):
            return problem


def _otherwise(step: Step, at: float) -> Answer:
    match step:
        case Send():
            return NEVER_SENT
        case PauseUntil():
            return None
        case TellTime():
            return at
        case SignDigest():
            problem = "an order is signed in it, and no tape holds a signature, so it cannot be derived again"
            raise NeverOnTape(problem)
        case Admit() | Renew():
            raise NotOnTape(type(step).__name__)


REQUESTS = Replay[Step, Answer, Attempt | InvalidRequest](_sent, _answer, _otherwise)
"""How REST calls are run once more."""
