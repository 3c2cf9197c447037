"""One feed's connection over asyncio: opened, given another token where one is refused, kept, and opened again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, assert_never

from crossbook.connections import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.errors import Unauthorized
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook.fourcasters.identifiers import VENUE
from crossbook.sockets.driven import Driven
from crossbook.sockets.keeping import KeepAlive
from crossbook.sockets.link import SPACING, UNAUTHORIZED
from crossbook.sockets.renewing import HandshakeSecrets
from crossbook.sockets.world import World


class Fed(Driven, Protocol):
    """The protocol object of a feed."""

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None: ...
    def lose(self, problem: str) -> None: ...

    @property
    def connection(self) -> int: ...


class FeedShell:
    """Drives a protocol object over one connection after the other. It may be opened once, unless the opening failed."""

    def __init__(self, protocol: Fed, link: FeedLink, *, settled: Callable[[], None], world: World) -> None:
        """Make a shell. `settled` is called when the protocol object was told something: it may want something now."""
        self._protocol = protocol
        self._settled = settled
        self._tokens = HandshakeSecrets(link.keyring)
        self._shell = link.shell(
            protocol,
            venue=VENUE,
            headers=self._tokens.headers,
            settled=settled,
            changed=self._changed,
            world=world,
            keep_alive=KeepAlive(),
        )

    @property
    def is_over(self) -> bool:
        """Whether there will be no connection any more."""
        return self._shell.is_over

    def now(self) -> float:
        """Give the time; 0 before the first connection was asked for."""
        return self._shell.now()

    def check_loop(self, operation: str) -> None:
        """Raise InvalidRequest in another event loop than that in which it was opened."""
        self._shell.check_loop(operation)

    async def open(self) -> None:
        """Have the first connection. Raises NotSent or Refused where it cannot be had."""
        try:
            await self._shell.open()
        except Unauthorized:
            if not await self._tokens.renew():
                raise
            await asyncio.sleep(SPACING)
            await self._shell.open()

    async def close(self) -> None:
        """Want no connection any more, and wait until none is left."""
        await self._tokens.stop()
        await self._shell.close()

    def flush(self) -> None:
        """Send what the protocol object wants sent, and hear what it has to say."""
        self._shell.flush()

    def distrust(self, want: Distrust) -> None:
        """Drop a connection, if it is still the one in use; not from inside of what it tells."""
        asyncio.get_running_loop().call_soon(self._drop, want)

    def _drop(self, want: Distrust) -> None:
        if self._protocol.connection == want.connection:
            self._shell.distrust(want.problem)

    def _changed(self, change: ConnectionChange) -> None:
        match change:
            case ConnectionReopening(problem=problem, attempt=attempt, in_seconds=seconds, status=status):
                self._protocol.receive_waiting(problem, attempt=attempt, in_seconds=seconds)
                if status == UNAUTHORIZED:
                    self._tokens.refused(self._give_up)
            case ConnectionGivenUp(problem=problem):
                self._protocol.lose(problem)
            case ConnectionOpened() | ConnectionLost():
                pass  # The protocol object was told of these itself.
            case _:
                assert_never(change)
        self._settled()

    def _give_up(self, problem: str) -> None:
        self._protocol.lose(problem)
        self._settled()
