"""A feed over asyncio that needs one connection at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from crossbook.core.checks import Call
from crossbook.sockets.awaited_feed import AwaitedFeed
from crossbook.sockets.link import Link


class OneConnection(Protocol):
    """What drives a protocol object over one connection after the other."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    def flush(self) -> None: ...
    def check_loop(self, operation: str, /) -> None: ...


EventT = TypeVar("EventT")
ShellT = TypeVar("ShellT", bound=OneConnection)


class SingleFeed(AwaitedFeed[EventT], Generic[EventT, ShellT]):
    """Its kinds make the shell when they begin."""

    def __init__(self, call: Call, link: Link) -> None:
        super().__init__(call, link)
        self._shell: ShellT | None = None

    async def _connect(self) -> None:
        if self._shell is not None:
            await self._shell.open()

    async def _disconnect(self) -> None:
        if self._shell is not None:
            await self._shell.close()

    def _check_loop(self) -> None:
        if self._shell is not None:
            self._shell.check_loop(self._call.operation)

    def _change_and_say(self, change: Callable[[], None]) -> None:
        """Change what is wanted, and say so where there is a connection."""
        if self._change(change) is not None and self._shell is not None:
            self._shell.flush()
