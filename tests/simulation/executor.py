"""Runs plans as the clients do, with the same engine, in simulated time: the clock, the luck and the way to the venue are handed in.

This is the third executor. What the other two do with a step stands in `crossbook/http/client.py`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import partial
from typing import Final, Literal, TypeAlias, assert_never, cast

import msgspec

from crossbook import CrossbookError, InterruptedCall
from crossbook.core.attempts import Attempt, Lost, Unsent
from crossbook.core.engine import Policy, Told, engine
from crossbook.core.interruption import NEVER_SENT, finished_requests
from crossbook.core.steps import Admit, Answer, PauseUntil, Plan, Renew, Send, SignDigest, Step, TellTime
from crossbook.core.watching import Watchers
from crossbook.core.watching_requests import RequestWatch
from crossbook.http.signing import signed
from simulation.exchanges import Exchange
from simulation.link import Link
from simulation.renewals import Renewals
from simulation.timeline import Timeline

Begin: TypeAlias = Callable[[], Plan[object]]

SLACK: Final = 0.01
"""Seconds by which a sleeper wakes too late, at most."""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a call ended, for whoever made it."""

    began: float
    until: float
    at: float
    value: object = None
    error: CrossbookError | None = None
    crash: Exception | None = None
    """What came out of it that is none of the errors that it may raise."""
    interrupted: bool = False
    """Whether it was stopped from outside. Then `value` is the outcomes that it left, if there is no error."""

    @property
    def listed(self) -> tuple[object, ...]:
        """Give what it came to as a list: the outcomes that it gave or raised, or the one thing that it gave."""
        if self.error is not None:
            return self.error.outcomes
        return cast("tuple[object, ...]", self.value) if isinstance(self.value, tuple) else (self.value,)


class Executor:
    """Runs any number of calls at once, one step of one of them at a time."""

    def __init__(self, timeline: Timeline, link: Link, policy: Policy, renewals: Renewals | None = None) -> None:
        self.timeline = timeline
        self.renewals = renewals or Renewals(timeline, gives=False, takes=0.0)
        self.link = link
        self.policy = policy
        self.watchers: Watchers | None = None
        """Who is told what happens, if anybody is."""
        self.is_dead = False
        self._calls: list[_Call] = []

    def begin(self, number: int, plan: Begin, *, deadline: float, ended: Callable[[Ended], None], stopped: float | None = None) -> None:
        """Begin a call, now; it is stopped from outside at a moment, if it takes so long."""
        call = _Call(self, number, plan, self.timeline.now + deadline, ended)
        self._calls.append(call)
        if stopped is not None:
            self.timeline.at(stopped, call.stop)
        call.go_on(None)

    def kill(self) -> None:
        """Be gone, as a process is that is killed: no call goes on, and nobody is told of any."""
        self.is_dead = True
        for call in self._calls:
            call.abandon()


class _Waits(enum.Enum):
    """There is no answer yet."""

    WAITS = enum.auto()


_WAITS: Final = _Waits.WAITS


class _Call:
    def __init__(self, executor: Executor, number: int, begin: Begin, until: float, ended: Callable[[Ended], None]) -> None:
        self._executor = executor
        self._number = number
        self._begin = begin
        self._began = executor.timeline.now
        self._until = until
        self._ended = ended
        self._told: list[Told] = []
        self._attempts: list[tuple[int, Exchange, list[Attempt]]] = []
        """Each attempt with the step that it is for, and what came of it, once that is known."""
        steps = engine(begin(), executor.policy, until, self._told)
        self._watch = None if executor.watchers is None else RequestWatch(executor.watchers, lambda: executor.timeline.now)
        self._steps = steps if self._watch is None else self._watch.over(partial(_some_call), steps, until - self._began)
        self._is_over = False

    def go_on(self, answer: Answer) -> None:
        """Run until there is something to wait for."""
        if self._is_over or self._executor.is_dead:
            return
        try:
            given: Answer | Literal[_Waits.WAITS] = answer
            while given is not _WAITS:
                given = self._answer(self._steps.send(given))
        except StopIteration as stop:
            self._over(value=cast("object", stop.value))
        except CrossbookError as error:
            self._over(error=error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no way to end
            self._over(crash=error)

    def _answer(self, step: Step) -> Answer | Literal[_Waits.WAITS]:
        """Answer a step at once, or put its answer down for later."""
        timeline = self._executor.timeline
        match step:
            case TellTime():
                return timeline.now
            case PauseUntil(moment=moment) if moment <= timeline.now:
                return None
            case PauseUntil(moment=moment):
                # Nobody wakes at the very moment.
                timeline.at(moment + self._executor.policy.luck() * SLACK, partial(self.go_on, None))
                return _WAITS
            case Send(until=until) if until <= timeline.now:
                return Unsent("nothing was sent: the call's deadline was over", too_late=True)
            case Send():
                self._send(step)
                return _WAITS
            case Admit(keeper=keeper, question=question):
                return keeper.ask(question)
            case SignDigest():
                return signed(step, now=timeline.now)
            case Renew(until=until):
                return self._renew(until)
            case _:
                assert_never(step)

    def _renew(self, until: float) -> bool | Literal[_Waits.WAITS] | None:
        """Ask for other credentials than those with which the last attempt was refused, unless somebody has, or is asking."""
        renewals, used = self._executor.renewals, self._attempts[-1][1].credentials
        if renewals.is_asking:
            return None
        if renewals.held > used:
            return True
        renewals.ask(until, self.go_on)
        return _WAITS

    def stop(self) -> None:
        """Interrupt the call, as a cancelled task or Ctrl-C does."""
        if self._is_over:
            return
        self._steps.close()
        place = len(self._told)
        under_way = [_so_far(exchange, told) for at, exchange, told in self._attempts if at == place]
        for at, exchange, told in self._attempts:
            if at == place and not told:
                exchange.stop(self._executor.timeline.now)
        left = finished_requests(self._begin, self._told, under_way)
        if self._watch is not None:
            self._watch.missed(_so_far(*self._attempts[-1][1:]) if self._attempts else NEVER_SENT)
            self._watch.stopped(KeyboardInterrupt(), left)
        self._over(value=left, error=left.error if isinstance(left, InterruptedCall) else None, interrupted=True)

    def abandon(self) -> None:
        """Let nothing more of it leave."""
        for _, exchange, told in self._attempts:
            if not told:
                exchange.stop(self._executor.timeline.now)

    def _send(self, step: Send) -> None:
        told: list[Attempt] = []

        def answered(attempt: Attempt) -> None:
            told.append(attempt)
            self.go_on(attempt)

        executor = self._executor
        exchange = executor.link.carry(self._number, step, answered, place=len(self._told), credentials=executor.renewals.held)
        self._attempts.append((len(self._told), exchange, told))

    def _over(
        self, *, value: object = None, error: CrossbookError | None = None, crash: Exception | None = None, interrupted: bool = False
    ) -> None:
        self._is_over = True
        if isinstance(value, InterruptedCall):
            value = value.outcomes
        now = self._executor.timeline.now
        self._ended(
            Ended(began=self._began, until=self._until, at=now, value=value, error=error, crash=crash, interrupted=interrupted),
        )


def _some_call() -> Plan[object]:
    raise AssertionError("what is watched is the call's own steps")


def _so_far(exchange: Exchange, told: list[Attempt]) -> Attempt:
    if told:
        return told[0]
    if exchange.left is None:
        return Unsent("nothing was sent: the call was interrupted", too_late=True)
    return Lost("the call was interrupted when the request was under way, and no complete reply had come")
