"""What a feed of books has to tell, until it is read: of each book the newest state only, of all else everything. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from crossbook.feeds import BookInvalid, BookRebuilt, Disconnected, Lost

EventT = TypeVar("EventT")
StateT = TypeVar("StateT")


class _Place(msgspec.Struct, frozen=True):
    """Where the news of one book wait among all else: at the place of the first of them."""

    name: str


class _Market(msgspec.Struct, Generic[StateT]):
    """What is to be told of one book."""

    invalid: BookInvalid | None = None
    rebuilt: BookRebuilt | None = None
    state: StateT | None = None


class ConflatingOutbox(Generic[EventT, StateT]):
    """Holds events in the order in which they are told; news of one book stand together. The last one is a `Lost`.

    Books take no room: there are at most three things to tell of each, however much happens.
    """

    def __init__(self, most: int, counted: Callable[[StateT, int], StateT]) -> None:
        """Take how many events may wait, and what writes into a state how many before it are not told."""
        self._most = most
        self._counted = counted
        self._waiting: deque[EventT | Disconnected | Lost | _Place] = deque()
        self._next: deque[EventT | StateT | BookInvalid | BookRebuilt] = deque()
        self._markets: dict[str, _Market[StateT]] = {}
        self._skipped: dict[str, int] = {}

    @property
    def is_full(self) -> bool:
        """Whether there is no room for an event."""
        return len(self._waiting) - len(self._markets) >= self._most

    def put(self, event: EventT | Disconnected) -> None:
        """Add an event. Of the news that there is no connection, only the latest waits."""
        if isinstance(event, Disconnected) and self._waiting and isinstance(self._waiting[-1], Disconnected):
            self._waiting.pop()
        self._waiting.append(event)

    def put_state(self, market: str, state: StateT) -> None:
        """Add the newest state of a book, in place of one that was not read."""
        waits = self._market(market)
        self._skip(market, waits)
        waits.state = state

    def put_invalid(self, event: BookInvalid) -> None:
        """Add that a book cannot be believed. What was told of it before, and not read, is not to be believed either."""
        waits = self._market(event.market)
        self._skip(event.market, waits)
        waits.state, waits.rebuilt, waits.invalid = None, None, event

    def put_rebuilt(self, event: BookRebuilt) -> None:
        """Add that a book can be believed again."""
        self._market(event.market).rebuilt = event

    def close(self, lost: Lost) -> None:
        """Add the last one."""
        self._waiting.append(lost)

    def take(self) -> EventT | StateT | BookInvalid | BookRebuilt | Disconnected | Lost | None:
        """Take what is to be told next; None where there is nothing now."""
        if self._next:
            return self._next.popleft()
        if not self._waiting:
            return None
        waits = self._waiting.popleft()
        if not isinstance(waits, _Place):
            return waits
        market = self._markets.pop(waits.name)
        state = None if market.state is None else self._counted(market.state, self._skipped.pop(waits.name, 0))
        self._next.extend(each for each in (market.invalid, market.rebuilt, state) if each is not None)
        return self._next.popleft()

    def __len__(self) -> int:
        return len(self._waiting) + len(self._next)

    def _market(self, name: str) -> _Market[StateT]:
        waits = self._markets.get(name)
        if waits is None:
            waits = self._markets[name] = _Market[StateT]()
            self._waiting.append(_Place(name))
        return waits

    def _skip(self, name: str, waits: _Market[StateT]) -> None:
        if waits.state is not None:
            self._skipped[name] = self._skipped.get(name, 0) + 1
