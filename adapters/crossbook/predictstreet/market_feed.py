"""The market feed over asyncio: drives its protocol object over as many connections to the gateway as it needs."""

from __future__ import annotations

import asyncio
from functools import partial
from types import TracebackType
from typing import Final, Self

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.feed_link import FeedLink
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_events import MarketFeedEvent
from crossbook.predictstreet.feeds.market_feed import MarketFeed
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook.predictstreet.gateway_shell import GatewayShell
from crossbook.predictstreet.identifiers import VENUE
from crossbook.sockets.feeding import Feeding
from crossbook.sockets.link import SPACING
from crossbook.sockets.world import REAL, World

MOST_WAITING: Final = 10_000


class OwnMarketFeed(MarketFeed):
    """The feed of one client. It may be opened once."""

    def __init__(
        self,
        link: FeedLink,
        wanted: tuple[Wanted, ...],
        *,
        changes_are_whole: bool = False,
        most_waiting: int = MOST_WAITING,
        world: World = REAL,
    ) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        call = Call(VENUE, "marketFeed")
        call.whole(most_waiting, "most_waiting, a number of events,", least=1)
        if not is_a(changes_are_whole, bool):
            raise call.invalid(expected="changes_are_whole as True or False", found=changes_are_whole)
        self._link = link
        self._protocol = MarketFeedProtocol(wanted, changes_are_whole=changes_are_whole, most_waiting=most_waiting)
        self._world = world
        self._shells: dict[MarketConnection, GatewayShell] = {}
        self._feeding: Feeding[MarketFeedEvent] | None = None

    def __repr__(self) -> str:
        return f"MarketFeed(url={self._link.url!r})"

    async def __aenter__(self) -> Self:
        if self._feeding is not None:
            raise Call(VENUE, "marketFeed").invalid(expected="a feed that was not opened before", found="one that was")
        self._feeding = Feeding(self._protocol, name="crossbook predictstreet market feed")
        try:
            for connection in self._protocol.connections:
                if self._shells:
                    await asyncio.sleep(SPACING)
                shell = GatewayShell(connection, self._link, settled=partial(self._settled, connection), world=self._world)
                self._shells[connection] = shell
                await shell.open()
        except BaseException:
            await self.aclose()
            self._feeding = None
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        if self._feeding is not None:
            await self._feeding.stop()
        await self._close()

    @property
    def is_live(self) -> bool:
        return self._feeding is not None and self._protocol.is_live

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> MarketFeedEvent:
        taken = await self.take(1)
        if not taken:
            raise StopAsyncIteration
        return taken[0]

    async def take(self, most: int) -> list[MarketFeedEvent]:
        """Wait for events and take up to so many (`most`); none where there will be no more."""
        if self._feeding is None:
            raise Call(VENUE, "marketFeed").invalid(expected="a feed that is open", found="one that is not")
        for shell in self._shells.values():
            shell.check_loop("marketFeed")
        return await self._feeding.take(most)

    def _settled(self, connection: MarketConnection) -> None:
        """Do what a connection wants, now that it was told something, and wake whoever waits for what there is to tell."""
        feeding = self._feeding
        if feeding is None:
            return
        for want in connection.wanted():
            self._shells[connection].distrust(want)
        feeding.wake()
        if self._protocol.is_over and not (feeding.is_stopped or all(shell.is_over for shell in self._shells.values())):
            feeding.begin(self._close())

    async def _close(self) -> None:
        await asyncio.gather(*(shell.close() for shell in self._shells.values()))
