"""Watches one call and tells its observers what happens, step by step. Pure but for them: it is handed the clock.

It stands between a call's steps and whoever takes them, so everything passes it: what is about to be sent, and what came of it. A
client without observers has none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from functools import lru_cache, partial
from itertools import count
from types import CodeType
from typing import Final, Generic, TypeVar, cast

import msgspec

from crossbook.cancel_outcomes import ScopeOutcomes
from crossbook.core.checks import Call
from crossbook.core.interruption import outcomes_in
from crossbook.core.naming import Catalogue
from crossbook.core.redaction import guarded_logger
from crossbook.core.showing import Blot, shown_error, shown_outcomes, shown_value
from crossbook.core.unchangeable import Unchangeable
from crossbook.errors import CrossbookError, InvalidRequest, Outcome
from crossbook.interruptions import InterruptedCall
from crossbook.observing import CallBegan, CallEnded, CallInterrupted, Event, Observer, Raised, Transport

StepT = TypeVar("StepT")
AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")

_LOG: Final = guarded_logger("crossbook.observers")
_CALLS: Final = count(1)
_ASYNCHRONOUS: Final = 0x80
"""The flag of a function that is `async def` (inspect.CO_COROUTINE): nobody would wait for it."""


class Watchers(msgspec.Struct, frozen=True, kw_only=True):
    """The observers of one client, and what they need to be told of it."""

    observers: tuple[Observer, ...]
    catalogue: Catalogue
    transport: Transport
    account: str | None
    blot: Blot

    def tell(self, make: Callable[[], Event]) -> None:
        """Tell every observer. Whatever goes wrong in that is logged, and breaks nothing."""
        try:
            event = make()
        except Exception as error:  # noqa: BLE001 - nothing about observers may break a call
            _complain("an event could not be made", error)
            return
        for observer in self.observers:
            try:
                observer(event)
            except Exception as error:  # noqa: BLE001 - as above
                _complain(f"an observer of {event.__class__.__name__} failed", error)


def watchers_of(
    observers: Iterable[Observer], catalogue: Catalogue, *, transport: Transport, account: str | None, blot: Blot
) -> Watchers | None:
    """Check what a client was given as observers; None where there are none. Raises InvalidRequest."""
    if observers == ():
        return None
    call = Call(catalogue.venue, "observers")
    listed = call.listed(observers, "observers")
    for observer in listed:
        if not _can_be_told(observer):
            raise call.invalid(expected="functions that take an event and are not asynchronous", found=observer)
    if not listed:
        return None
    return Watchers(observers=listed, catalogue=catalogue, transport=transport, account=account, blot=blot)


def _can_be_told(observer: object) -> bool:
    """Say whether it can be called, and is done when that returns: callers are not always type-checked."""
    called: object = getattr(type(observer), "__call__", None)  # noqa: B004 - not whether there is one, but what it is
    codes: tuple[object, ...] = (getattr(observer, "__code__", None), getattr(called, "__code__", None))
    return callable(observer) and not any(isinstance(code, CodeType) and code.co_flags & _ASYNCHRONOUS for code in codes)


class Watch(ABC, Generic[StepT, AnswerT]):
    """Watches one call. What a step is, and what may come of one, its kinds know."""

    def __init__(self, watchers: Watchers, clock: Callable[[], float]) -> None:
        self._watchers = watchers
        self._blot = watchers.blot
        self._clock = clock
        self._call = next(_CALLS)

    def over(
        self, begin: partial[Generator[StepT, AnswerT, ResultT]], steps: Generator[StepT, AnswerT, ResultT], deadline: float
    ) -> Generator[StepT, AnswerT, ResultT]:
        """Give the same steps, and tell what happens on their way."""
        self._tell(partial(self._began, begin, deadline))
        try:
            step = next(steps)
            while True:
                self._before(step)
                try:
                    answer = yield step
                except InvalidRequest as error:
                    self._refused(step, error)
                    step = steps.throw(error)
                else:
                    self._after(step, answer)
                    step = steps.send(answer)
        except StopIteration as stop:
            result = cast("ResultT", stop.value)
        except Exception as error:
            self._tell(partial(self._ended, None, error))
            raise
        self._tell(partial(self._ended, result, None))
        return result

    def stopped(self, error: BaseException, call: InterruptedCall | None) -> None:
        """Tell that the call was stopped from outside, and what it comes to; None where it only reads."""
        self._tell(partial(self._interrupted, error, call))

    @abstractmethod
    def _before(self, step: StepT) -> None:
        """Tell what a step is about to do."""

    @abstractmethod
    def _after(self, step: StepT, answer: AnswerT) -> None:
        """Tell what came of a step."""

    @abstractmethod
    def _refused(self, step: StepT, error: InvalidRequest) -> None:
        """Tell that whoever takes the steps refused one."""

    def _tell(self, make: Callable[[], Event]) -> None:
        self._watchers.tell(make)

    def _began(self, begin: partial[Generator[StepT, AnswerT, ResultT]], deadline: float) -> CallBegan:
        watchers = self._watchers
        names = _parameters(begin.func)
        given = dict(zip(names, begin.args, strict=False))
        given.update(begin.keywords)
        return CallBegan(
            call=self._call,
            at=self._clock(),
            venue=watchers.catalogue.venue,
            transport=watchers.transport,
            method=watchers.catalogue.method_of(begin.func),
            arguments=Unchangeable(
                {name: shown_value(value, self._blot) for name, value in given.items() if name not in watchers.catalogue.unsaid}
            ),
            account=watchers.account,
            deadline=deadline,
        )

    def _ended(self, result: object, error: Exception | None) -> CallEnded:
        found: tuple[Outcome, ...] = ()
        if error is None:
            found = outcomes_in(result)
        elif isinstance(error, CrossbookError):
            found = error.outcomes
        return CallEnded(
            call=self._call,
            at=self._clock(),
            outcomes=shown_outcomes(found, self._blot),
            unnamed=result.unnamed if isinstance(result, ScopeOutcomes) else 0,
            returned=type(result).__name__ if error is None else None,
            error=None if error is None else shown_error(error, self._blot),
        )

    def _interrupted(self, error: BaseException, call: InterruptedCall | None) -> CallInterrupted:
        raised: Raised | None = None
        if call is not None and call.error is not None:
            raised = shown_error(call.error, self._blot)
        outcomes = () if call is None else shown_outcomes(call.outcomes, self._blot)
        return CallInterrupted(call=self._call, at=self._clock(), by=type(error).__name__, outcomes=outcomes, error=raised)


@lru_cache(maxsize=256)
def _parameters(plan: Callable[..., object]) -> tuple[str, ...]:
    code: object = getattr(plan, "__code__", None)
    return code.co_varnames[: code.co_argcount] if isinstance(code, CodeType) else ()


def _complain(what: str, error: Exception) -> None:
    # A handler of the program's may fail as well. The traceback is part of the message, so that no secret in it is shown.
    with suppress(Exception):
        import traceback  # noqa: PLC0415 - nearly nobody needs it

        _LOG.error("%s, and the call goes on:\n%s", what, "".join(traceback.format_exception(error)))
