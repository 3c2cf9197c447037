"""The user feed over asyncio: drives the protocol object over a connection to the gateway, and asks over REST for what it wants."""

from __future__ import annotations

import asyncio
from datetime import datetime
from types import TracebackType
from typing import Final, Self, assert_never

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.errors import CrossbookError
from crossbook.predictstreet.feed_link import FeedLink
from crossbook.predictstreet.feeds.user_events import UserFeedEvent
from crossbook.predictstreet.feeds.user_feed import UserFeed
from crossbook.predictstreet.feeds.user_protocol import OWN, UserFeedProtocol
from crossbook.predictstreet.feeds.wanted import MOST_IDS, MOST_SUBSCRIPTIONS, address, ids_of
from crossbook.predictstreet.feeds.wants import AskResting, Distrust
from crossbook.predictstreet.gateway_shell import GatewayShell
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.reads.times import as_text
from crossbook.protocols import Several
from crossbook.sockets.feeding import Feeding
from crossbook.sockets.world import REAL, World

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 60.0
_MOST_VAULTS: Final = (MOST_SUBSCRIPTIONS - len(OWN)) * MOST_IDS


class OwnUserFeed(UserFeed):
    """The feed of one client. It may be opened once."""

    def __init__(
        self,
        link: FeedLink,
        *,
        vaults: Several[str] = (),
        since: datetime | None = None,
        most_waiting: int = MOST_WAITING,
        check_every: float = CHECK_EVERY,
        world: World = REAL,
    ) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        call = Call(VENUE, "userFeed")
        addresses = ids_of(call, vaults, address, "vaults (addresses of the form 0x and 40 hexadecimal digits)")
        if len(addresses) > _MOST_VAULTS:
            raise call.invalid(expected=f"at most {_MOST_VAULTS} vaults", found=len(addresses))
        as_text(since, "since")
        call.whole(most_waiting, "most_waiting, a number of events,", least=1)
        if not is_a(check_every, int, float) or not check_every > 0:
            raise call.invalid(expected="check_every as a number of seconds above 0", found=check_every)
        self._link = link
        self._protocol = UserFeedProtocol(
            wallet=link.key.user_wallet, vaults=addresses, since=since, most_waiting=most_waiting, check_every=check_every
        )
        self._world = world
        self._parts: tuple[GatewayShell, Feeding[UserFeedEvent]] | None = None
        self._turn = asyncio.Lock()
        """One read at a time, however often a connection is lost meanwhile."""

    def __repr__(self) -> str:
        return f"UserFeed(url={self._link.url!r})"

    async def __aenter__(self) -> Self:
        if self._parts is not None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that was not opened before", found="one that was")
        shell = GatewayShell(self._protocol, self._link, settled=self._settled, world=self._world)
        self._parts = shell, Feeding(self._protocol, name="crossbook predictstreet user feed")
        try:
            await shell.open()
        except BaseException:
            self._parts = None
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        if self._parts is not None:
            shell, feeding = self._parts
            await feeding.stop()
            await shell.close()

    @property
    def is_live(self) -> bool:
        return self._parts is not None and self._protocol.is_live

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> UserFeedEvent:
        taken = await self.take(1)
        if not taken:
            raise StopAsyncIteration
        return taken[0]

    async def take(self, most: int) -> list[UserFeedEvent]:
        """Wait for events and take up to so many (`most`); none where there will be no more."""
        if self._parts is None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that is open", found="one that is not")
        shell, feeding = self._parts
        shell.check_loop("userFeed")
        return await feeding.take(most)

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        if self._parts is None:
            return
        shell, feeding = self._parts
        for want in self._protocol.wanted():
            match want:
                case AskResting():
                    feeding.begin(self._ask(want, shell))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        feeding.wake()
        if self._protocol.is_over and not (feeding.is_stopped or shell.is_over):
            feeding.begin(shell.close())

    async def _ask(self, ask: AskResting, shell: GatewayShell) -> None:
        async with self._turn:
            if not self._protocol.waits_for(ask.number):
                return
            try:
                # In this order: what is filled in between is missing in neither.
                orders = await self._link.asks.open_orders()
                fills = () if ask.since is None else await self._link.asks.fills(ask.since)
                self._protocol.receive_resting(ask.number, orders, fills)
            except CrossbookError as error:
                self._protocol.receive_failure(ask.number, error)
            except Exception as error:
                # A feed that goes silent is worse than one that ends.
                self._protocol.lose(f"what was missed could not be made up for ({type(error).__name__})")
                raise
            finally:
                shell.flush()
