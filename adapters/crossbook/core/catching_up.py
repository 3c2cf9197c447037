"""What every feed of an account's own orders keeps: what it has to tell, what it wants, and which answer it waits for. Pure."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import msgspec

from crossbook.core.outbox import Outbox
from crossbook.errors import CrossbookError, RateLimited, ReadFailed, Refused
from crossbook.feeds import Disconnected, Lost


class Numbered(Protocol):
    """Something to be asked over REST, whose answer is handed back with its number."""

    @property
    def number(self) -> int: ...


class Distrust(msgspec.Struct, frozen=True):
    """End the connection of this number, and have another one."""

    connection: int
    problem: str


EventT = TypeVar("EventT")
AskT = TypeVar("AskT", bound=Numbered)


def is_an_answer(error: CrossbookError) -> bool:
    """Say whether the venue has said something, so that it may say it again each time: a refusal, or what nobody can read."""
    return isinstance(error, Refused | ReadFailed) and not isinstance(error, RateLimited) and error.status is not None


class CatchingUp(Generic[EventT, AskT]):
    """The part of a protocol object that is alike at both venues."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._outbox = Outbox[EventT](most_waiting)
        self._connections: int = 0
        self._asked: int = 0
        self._waits_for: AskT | None = None
        self._wants: list[AskT | Distrust] = []

    def waits_for(self, number: int) -> bool:
        """Say whether the answer to what it asked for is still wanted."""
        return self._waits_for is not None and self._waits_for.number == number

    def wanted(self) -> list[AskT | Distrust]:
        """Give what is wanted since this was last asked."""
        wants, self._wants = self._wants, []
        return wants

    def next_event(self) -> EventT | Disconnected | Lost | None:
        """Take what is to be told next; None where there is nothing now."""
        return self._outbox.take()

    @property
    def has_events(self) -> bool:
        """Whether there is something to be told."""
        return len(self._outbox) > 0

    @property
    def connection(self) -> int:
        """Which connection is in use, or was."""
        return self._connections

    def _want(self, ask: AskT) -> None:
        self._asked, self._waits_for = ask.number, ask
        self._wants.append(ask)

    def _answered(self, number: int) -> AskT | None:
        """Give what an answer is to, once; None where it is not waited for any more."""
        if not self.waits_for(number):
            return None
        asked, self._waits_for = self._waits_for, None
        return asked
