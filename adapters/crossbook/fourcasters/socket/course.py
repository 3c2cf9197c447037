"""The course of one call on the orders socket: what its plan was told, and what an interrupt leaves of it. Pure."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Generic, TypeVar, cast

from crossbook.core.attempts import Lost
from crossbook.core.checks import within
from crossbook.core.interruption import NEVER_SENT, Command, Ending
from crossbook.core.letting_go import let_go
from crossbook.core.watching import Watchers
from crossbook.errors import CrossbookError, InvalidRequest
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.socket.envelopes import SocketAttempt, SocketPlan
from crossbook.fourcasters.socket.watching import CommandWatch
from crossbook.interruptions import InterruptedCall, Interruptions
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import SocketCommand

ResultT = TypeVar("ResultT")

_INTERRUPTED = Lost("the call was interrupted when the command was under way, and no reply had come")


class Course(Generic[ResultT]):
    """Runs one plan, and keeps what it was told."""

    def __init__(
        self, begin: partial[SocketPlan[ResultT]], *, deadline: float, clock: Callable[[], float], watchers: Watchers | None
    ) -> None:
        self.until = clock() + within(deadline, venue=VENUE)
        """When the call is over."""
        self._begin = begin
        self._watch = None if watchers is None else CommandWatch(watchers, clock)
        self._plan = begin() if self._watch is None else self._watch.over(begin, begin(), deadline)
        self._told: list[SocketAttempt | InvalidRequest] = []
        self._under_way: SocketAttempt = NEVER_SENT

    async def driven(self, attempt: Callable[[SocketCommand[Venue, object]], Awaitable[SocketAttempt]]) -> ResultT:
        """Run the plan, each of its commands by `attempt`, and give its result."""
        outer = sys.exception()
        try:
            command = next(self._plan)
            while True:
                try:
                    answer = await attempt(command)
                except InvalidRequest as error:
                    self._take(error)
                    command = self._plan.throw(error)
                else:
                    self._take(answer)
                    command = self._plan.send(answer)
        except StopIteration as stop:
            return cast("ResultT", stop.value)
        except CrossbookError as error:
            let_go(error, outer)
            raise

    def _take(self, told: SocketAttempt | InvalidRequest) -> None:
        """Write down what the plan is told, before it is told."""
        self._told.append(told)
        self._under_way = NEVER_SENT

    def ended(self, attempt: SocketAttempt) -> None:
        """Take note of what came of the command under way, before the plan is told."""
        self._under_way = attempt

    def give_up(self, *, sent: bool) -> None:
        """Take note that nobody waits for the command under way any more."""
        self._under_way = _INTERRUPTED if sent else NEVER_SENT

    def stopped(self, error: BaseException, interruptions: Interruptions) -> None:
        """Keep what an interrupted call comes to, and write it on the interrupt too."""
        interruptions.note(error, self._finished)
        if self._watch is not None:
            self._watch.missed(self._under_way)
            self._watch.stopped(error, self._finished())

    def _finished(self) -> InterruptedCall | None:
        """Say what the call comes to, now that it was interrupted. None where it would have sent nothing."""
        return Ending(_command_of, self._in_the_end).call(self._begin, self._told)

    def _in_the_end(self, _: SocketCommand[Venue, object], is_the_one: bool) -> SocketAttempt:  # noqa: FBT001 - as it is called
        return self._under_way if is_the_one else NEVER_SENT


def _command_of(command: SocketCommand[Venue, object]) -> Command:
    return command.message.venue, command.message.name
