"""The course of one call on the orders socket: what its plan was told, and what an interrupt leaves of it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from crossbook.core.attempts import Lost
from crossbook.core.interruption import NEVER_SENT, Command, Ending
from crossbook.errors import InvalidRequest
from crossbook.fourcasters.socket.envelopes import SocketAttempt, SocketPlan
from crossbook.interruptions import InterruptedCall
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import SocketCommand

ResultT = TypeVar("ResultT")

_INTERRUPTED = Lost("the call was interrupted when the command was under way, and no reply had come")


class Course(Generic[ResultT]):
    """Runs one plan, and keeps what it was told."""

    def __init__(self, begin: Callable[[], SocketPlan[ResultT]], until: float) -> None:
        self.until = until
        """When the call is over."""
        self._begin = begin
        self._plan = begin()
        self._told: list[SocketAttempt | InvalidRequest] = []
        self._under_way: SocketAttempt = NEVER_SENT

    def begin(self) -> SocketCommand[Venue, object]:
        """Give the first command. Raises StopIteration, with the result, where there is none."""
        return next(self._plan)

    def tell(self, attempt: SocketAttempt) -> SocketCommand[Venue, object]:
        """Tell the plan what came of its command, and give the next one. Raises StopIteration, with the result, after the last."""
        self._told.append(attempt)
        self._under_way = NEVER_SENT
        return self._plan.send(attempt)

    def refuse(self, error: InvalidRequest) -> SocketCommand[Venue, object]:
        """Tell the plan that its command cannot be sent as it stands; otherwise as `tell`."""
        self._told.append(error)
        self._under_way = NEVER_SENT
        return self._plan.throw(error)

    def ended(self, attempt: SocketAttempt) -> None:
        """Take note of what came of the command under way, before the plan is told."""
        self._under_way = attempt

    def give_up(self, *, sent: bool) -> None:
        """Take note that nobody waits for the command under way any more."""
        self._under_way = _INTERRUPTED if sent else NEVER_SENT

    def finished(self) -> InterruptedCall | None:
        """Say what the call comes to, now that it was interrupted. None where it would have sent nothing."""
        return Ending(_command_of, self._in_the_end).call(self._begin, self._told)

    def _in_the_end(self, _: SocketCommand[Venue, object], is_the_one: bool) -> SocketAttempt:  # noqa: FBT001 - as it is called
        return self._under_way if is_the_one else NEVER_SENT


def _command_of(command: SocketCommand[Venue, object]) -> Command:
    return command.message.venue, command.message.name
