"""What every feed over asyncio does: it hands on what its protocol object has to tell, and does errands for it meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Generic, TypeVar

from crossbook.sockets.driven import Teller

EventT = TypeVar("EventT")


class Feeding(Generic[EventT]):
    """Waits for what is told, and keeps the errands, until it is stopped."""

    def __init__(self, teller: Teller[EventT], *, name: str) -> None:
        self._teller = teller
        self._name = name
        self._more = asyncio.Event()
        self._over = asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self.is_stopped = False
        """Whether nobody is told anything any more that does not wait already."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.is_stopped or self._teller.is_over

    def ready(self) -> EventT | None:
        """Take an event that need not be waited for; None where there is none."""
        return self._teller.next_event()

    async def take(self, most: int) -> list[EventT]:
        """Wait for events and take up to so many (`most`); none where there will be no more."""
        taken: list[EventT] = []
        while not taken:
            while len(taken) < most and (event := self._teller.next_event()) is not None:
                taken.append(event)
            if not taken:
                if self.is_over:
                    break
                self._more.clear()
                await self._more.wait()
        return taken

    def wake(self) -> None:
        """Wake whoever waits, if there is something for him."""
        if self.is_over:
            self._over.set()
        if self.is_over or self._teller.has_events:
            self._more.set()

    async def until_over(self) -> None:
        """Wait until nothing more will come."""
        await self._over.wait()

    def rest(self) -> list[EventT]:
        """Give all that is still to be told, at once."""
        return [*iter(self._teller.next_event, None)]

    def begin(self, errand: Coroutine[None, None, None]) -> None:
        """Have something done meanwhile."""
        task = asyncio.get_running_loop().create_task(errand, name=self._name)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def stop(self) -> None:
        """Tell whoever waits that it is over, and end all errands."""
        self.is_stopped = True
        self._more.set()
        self._over.set()
        for task in self._errands:
            task.cancel()
        if self._errands:
            await asyncio.wait([*self._errands])
