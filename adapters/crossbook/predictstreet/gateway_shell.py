"""One connection to a gateway over asyncio, for any feed: opened, greeted, given another key where one is refused, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, Protocol, assert_never

from crossbook.connections import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.errors import CouldNotConnect, CrossbookError, Unauthorized
from crossbook.predictstreet.feed_link import FeedLink
from crossbook.predictstreet.feeds.refusals import TURNED_AWAY, may_be_another
from crossbook.predictstreet.feeds.wants import Distrust
from crossbook.predictstreet.identifiers import VENUE
from crossbook.sockets.driven import Driven
from crossbook.sockets.keeping import KeepAlive
from crossbook.sockets.link import SPACING, UNAUTHORIZED
from crossbook.sockets.renewing import HandshakeSecrets
from crossbook.sockets.shell import Shell
from crossbook.sockets.world import World

_KEPT_ALIVE: Final = KeepAlive(every=60.0, within=20.0)
"""Signs of life are the venue's own pings, every 25 s. Those of the websocket protocol are left for a feed that has not begun to."""


class Spoken(Driven, Protocol):
    """A protocol object that speaks to a gateway."""

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None: ...
    def lose(self, problem: str) -> None: ...

    @property
    def connection(self) -> int: ...
    @property
    def is_greeted(self) -> bool: ...
    @property
    def is_over(self) -> bool: ...


class GatewayShell:
    """Drives a protocol object over one connection after the other. It may be opened once."""

    def __init__(self, protocol: Spoken, link: FeedLink, *, settled: Callable[[], None], world: World) -> None:
        self._protocol = protocol
        self._link = link
        self._settled = settled
        self._world = world
        self._keys = HandshakeSecrets(link.keyring)
        self._shell: Shell | None = None
        self._greeted: asyncio.Future[None] | None = None
        """Waited for at the opening: a key that is refused is told of behind the handshake."""
        self._turned_away: str | None = None
        """Why the venue has closed the connection before this one, where that was about the key."""

    @property
    def is_over(self) -> bool:
        """Whether there will be no connection any more."""
        return self._shell is None or self._shell.is_over

    def check_loop(self, operation: str) -> None:
        """Raise InvalidRequest in another event loop than that in which it was opened."""
        if self._shell is not None:
            self._shell.check_loop(operation)

    async def open(self) -> None:
        """Open the first connection, and wait for the venue's greeting. Raises NotSent or Refused where it cannot be had."""
        try:
            await self._attempt()
        except Unauthorized as error:
            if not may_be_another(str(error)) or not await self._keys.renew():
                raise
            await asyncio.sleep(SPACING)
            await self._attempt()

    async def close(self) -> None:
        """Want no connection any more, and wait until none is left."""
        await self._keys.stop()
        if self._shell is not None:
            await self._shell.close()

    def flush(self) -> None:
        """Send what the protocol object wants sent, and hear what it has to say."""
        if self._shell is not None:
            self._shell.flush()

    def distrust(self, want: Distrust) -> None:
        """Drop a connection, if it is still the one in use; not from inside of what it tells."""
        asyncio.get_running_loop().call_soon(self._drop, want)

    def _drop(self, want: Distrust) -> None:
        if self._shell is not None and self._protocol.connection == want.connection:
            self._shell.distrust(want.problem)

    async def _attempt(self) -> None:
        self._greeted = greeted = asyncio.get_running_loop().create_future()
        self._shell = shell = self._link.shell(
            self._protocol,
            venue=VENUE,
            headers=self._keys.headers,
            settled=self._hear,
            changed=self._changed,
            world=self._world,
            keep_alive=_KEPT_ALIVE,
        )
        try:
            await shell.open()
            await greeted
        except BaseException:
            self._shell = self._greeted = None
            greeted.cancel()
            await shell.close()
            raise
        self._greeted = None

    def _hear(self) -> None:
        greeted = self._greeted
        if greeted is not None and not greeted.done() and (self._protocol.is_greeted or self._protocol.is_over):
            greeted.set_result(None)
        self._settled()

    def _changed(self, change: ConnectionChange) -> None:
        if self._greeted is not None:
            if isinstance(change, ConnectionLost) and not self._greeted.done():
                self._greeted.set_exception(_not_opened(change))
            return
        match change:
            case ConnectionOpened():
                self._turned_away = None
            case ConnectionLost(problem=problem, code=code):
                self._turned_away = problem if code == TURNED_AWAY else None
            case ConnectionReopening(problem=problem, attempt=attempt, in_seconds=seconds, status=status):
                self._protocol.receive_waiting(problem, attempt=attempt, in_seconds=seconds)
                self._look_at_the_key(status)
            case ConnectionGivenUp(problem=problem):
                self._protocol.lose(problem)
            case _:
                assert_never(change)
        self._settled()

    def _look_at_the_key(self, status: int | None) -> None:
        how = "HTTP 401 to the handshake" if status == UNAUTHORIZED else self._turned_away
        if how is None:
            return
        if may_be_another(how):
            self._keys.refused(self._give_up, how)
        else:
            self._protocol.lose(f"the venue does not take the key ({how})")

    def _give_up(self, problem: str) -> None:
        self._protocol.lose(problem)
        self._settled()


def _not_opened(lost: ConnectionLost) -> CrossbookError:
    kind = Unauthorized if lost.code == TURNED_AWAY else CouldNotConnect
    return kind(f"{lost.problem}; nothing was sent", venue=VENUE, operation="connect")
