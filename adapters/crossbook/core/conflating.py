"""What a feed of books has to tell, until it is read: of each thing the newest state only, of all else everything. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import msgspec

from crossbook.feeds import BookInvalid, BookRebuilt, Disconnected, Gap, Lost

EventT = TypeVar("EventT")
StateT = TypeVar("StateT")


class _States(msgspec.Struct, Generic[StateT]):
    """The states of one thing that were not read."""

    state: StateT
    """What they come to."""
    gap: int
    """How many gaps there had been when the first of them came."""
    rebuilt: BookRebuilt | None = None
    """What is told before it."""


class ConflatingOutbox(Generic[EventT, StateT]):
    """Holds what is to be told in the order in which it came up. The last one is a `Lost`.

    A state that was not read gives its place to a newer one, and takes no room. But nothing that came after a `Gap`, or after a book was
    called invalid, is told before that.
    """

    def __init__(self, most: int, *, merged: Callable[[StateT, StateT], StateT], told: Callable[[StateT], EventT]) -> None:
        """Take how many events may wait, what two states come to of which the first was not read, and how one is told."""
        self._most = most
        self._merged = merged
        self._told = told
        self._number = 0
        self._gaps = 0
        self._kept = 0
        """How many wait of those that are all told."""
        self._queue: OrderedDict[Hashable, EventT | Disconnected | Lost | BookInvalid | None] = OrderedDict()
        """By number what is always told, by a key in a tuple that a thing is invalid; where states are to be told, None by their key."""
        self._states: dict[Hashable, _States[StateT]] = {}
        self._untold: dict[Hashable, StateT] = {}
        """What the states of a thing come to that were not read before it was called invalid: they count with the next."""

    @property
    def is_full(self) -> bool:
        """Whether there is no room for what is always told."""
        return self._kept >= self._most

    def __len__(self) -> int:
        return len(self._queue)

    def put(self, event: EventT | Disconnected) -> None:
        """Add what is always told. Of the news that there is no connection, only the latest waits."""
        if isinstance(event, Disconnected) and self._queue and isinstance(self._queue[last := next(reversed(self._queue))], Disconnected):
            self._queue[last] = event
            return
        if isinstance(event, Gap):
            self._gaps += 1
        self._add(event)

    def put_state(self, key: Hashable, state: StateT, *, rebuilt: BookRebuilt | None = None) -> None:
        """Add the newest state of a thing, in place of one that was not read; before it, that it can be believed again."""
        waits = self._states.get(key)
        if waits is not None:
            waits.state = self._merged(waits.state, state)
            waits.rebuilt = waits.rebuilt or rebuilt
            if waits.gap != self._gaps:
                waits.gap = self._gaps
                self._queue.move_to_end(key)
            return
        if key in self._untold:
            state = self._merged(self._untold.pop(key), state)
        self._states[key] = _States(state, self._gaps, rebuilt)
        self._queue[key] = None

    def put_invalid(self, key: Hashable, event: BookInvalid, *, is_last: bool = False) -> None:
        """Add that a thing cannot be believed: no state of it that was not read is told. `is_last` says that no other will come."""
        waits = self._states.pop(key, None)
        if waits is not None:
            del self._queue[key]
            self._untold[key] = waits.state
        if is_last:
            self._untold.pop(key, None)
        self._queue[(key,)] = event

    def close(self, lost: Lost) -> None:
        """Add the last one, for which there is always room."""
        self._add(lost)

    def take(self) -> EventT | BookInvalid | BookRebuilt | Disconnected | Lost | None:
        """Take what is to be told next; None where there is nothing now."""
        if not self._queue:
            return None
        key = next(iter(self._queue))
        waits = self._states.get(key)
        if waits is not None and waits.rebuilt is not None:
            rebuilt, waits.rebuilt = waits.rebuilt, None
            return rebuilt
        event = self._queue.pop(key)
        if waits is not None:
            del self._states[key]
            return self._told(waits.state)
        if isinstance(key, int):
            self._kept -= 1
        return event

    def _add(self, event: EventT | Disconnected | Lost) -> None:
        self._number += 1
        self._kept += 1
        self._queue[self._number] = event
