"""The changes of a connection as something to iterate over."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final, Self
from weakref import WeakSet

from crossbook.connections import ConnectionChange

_MOST_UNREAD: Final = 1000
"""Changes come at most a few times a second. Of an iterator that is not read, the oldest are dropped."""


class Changes:
    """Gives each change from its making on, and ends when there will be none any more."""

    def __init__(self) -> None:
        self._unread: deque[ConnectionChange] = deque(maxlen=_MOST_UNREAD)
        self._over = False
        self._more: asyncio.Future[None] | None = None

    def tell(self, change: ConnectionChange) -> None:
        """Add a `change` for whoever iterates. The socket does this."""
        self._unread.append(change)
        self._wake()

    def finish(self) -> None:
        """End the iteration after what is unread. The socket does this."""
        self._over = True
        self._wake()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ConnectionChange:
        while not self._unread:
            if self._over:
                raise StopAsyncIteration
            if self._more is None or self._more.done():
                self._more = asyncio.get_running_loop().create_future()
            # Several may wait, and none of them takes the others' future with it when it is cancelled.
            await asyncio.shield(self._more)
        return self._unread.popleft()

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)


class Listeners:
    """Who iterates over the changes of one socket; each as long as somebody holds it."""

    def __init__(self) -> None:
        self._all: WeakSet[Changes] = WeakSet()

    def one_more(self, *, is_over: bool) -> Changes:
        """Give the changes from now on; none where there will be no connection any more."""
        changes = Changes()
        self._all.add(changes)
        if is_over:
            changes.finish()
        return changes

    def tell(self, change: ConnectionChange) -> None:
        """Tell all of them."""
        for each in self._all:
            each.tell(change)

    def finish(self) -> None:
        """Say that there will be no more."""
        for each in self._all:
            each.finish()
