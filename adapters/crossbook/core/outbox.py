"""What a feed has to tell, until it is read: never dropped, and never more than was agreed on. Pure."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from crossbook.feeds import Disconnected, Lost

EventT = TypeVar("EventT")


class Outbox(Generic[EventT]):
    """Holds events in the order in which they are told. The last one is a `Lost`, for which there is always room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._events: deque[EventT | Disconnected | Lost] = deque()

    @property
    def is_full(self) -> bool:
        """Whether there is no room for an event."""
        return len(self._events) >= self._most

    def put(self, event: EventT | Disconnected) -> None:
        """Add an event. Of the news that there is no connection, only the latest waits."""
        if isinstance(event, Disconnected) and self._events and isinstance(self._events[-1], Disconnected):
            self._events.pop()
        self._events.append(event)

    def close(self, lost: Lost) -> None:
        """Add the last one."""
        self._events.append(lost)

    def take(self) -> EventT | Disconnected | Lost | None:
        """Take what is to be told next; None where there is nothing now."""
        return self._events.popleft() if self._events else None

    def __len__(self) -> int:
        return len(self._events)
