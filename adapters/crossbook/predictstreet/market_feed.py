"""The market feed over asyncio: drives its protocol object over as many connections to the gateway as it needs."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

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
from crossbook.sockets.awaited_feed import AwaitedFeed
from crossbook.sockets.link import SPACING
from crossbook.sockets.world import REAL, World

MOST_WAITING: Final = 10_000


class OwnMarketFeed(AwaitedFeed[MarketFeedEvent], MarketFeed):
    """The feed of one client. It may be opened once, unless the opening failed."""

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
        super().__init__(call, url=link.url)
        self._link = link
        self._protocol = MarketFeedProtocol(wanted, changes_are_whole=changes_are_whole, most_waiting=most_waiting)
        self._world = world
        self._shells: dict[MarketConnection, GatewayShell] = {}

    def _begin(self) -> MarketFeedProtocol:
        return self._protocol

    async def _connect(self) -> None:
        try:
            for connection in self._protocol.connections:
                if self._shells:
                    await asyncio.sleep(SPACING)
                shell = GatewayShell(connection, self._link, settled=partial(self._settled, connection), world=self._world)
                self._shells[connection] = shell
                await shell.open()
        except BaseException:
            await self._disconnect()
            raise

    async def _disconnect(self) -> None:
        await asyncio.gather(*(shell.close() for shell in self._shells.values()))

    def _check_loop(self) -> None:
        for shell in self._shells.values():
            shell.check_loop("marketFeed")

    @property
    def is_live(self) -> bool:
        return self._feeding is not None and self._protocol.is_live

    def _settled(self, connection: MarketConnection) -> None:
        """Do what a connection wants, now that it was told something, and wake whoever waits for what there is to tell."""
        feeding = self._feeding
        if feeding is None:
            return
        for want in connection.wanted():
            self._shells[connection].distrust(want)
        self._told(feeding, is_over=self._protocol.is_over, has_connection=not all(shell.is_over for shell in self._shells.values()))
