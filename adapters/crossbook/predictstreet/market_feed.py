"""The market feed over asyncio: drives its protocol object over as many connections to the gateway as it needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.errors import CrossbookError, Forbidden, Unauthorized
from crossbook.predictstreet.feed_link import FeedLink
from crossbook.predictstreet.feeds.choosing import ChoosesMarkets
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_events import MarketFeedEvent
from crossbook.predictstreet.feeds.market_feed import MarketFeed
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook.predictstreet.gateway_shell import GatewayShell
from crossbook.predictstreet.identifiers import VENUE
from crossbook.sockets.awaited_feed import AwaitedFeed
from crossbook.sockets.backoff import Backoff
from crossbook.sockets.link import SPACING
from crossbook.sockets.world import REAL, World

MOST_WAITING: Final = 10_000


class OwnMarketFeed(AwaitedFeed[MarketFeedEvent], ChoosesMarkets, MarketFeed):
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
        super().__init__(call, link)
        self._link = link
        self._protocol = MarketFeedProtocol(wanted, changes_are_whole=changes_are_whole, most_waiting=most_waiting)
        self._world = world
        self._shells: dict[MarketConnection, GatewayShell] = {}
        self._turn = asyncio.Lock()
        """One opening at a time."""

    def _begin(self) -> MarketFeedProtocol:
        return self._protocol

    async def _connect(self) -> None:
        try:
            async with self._turn:
                for connection in self._protocol.connections:
                    if self._shells:
                        await asyncio.sleep(SPACING)
                    await self._driven(connection).open()
        except BaseException:
            await self._disconnect()
            self._shells.clear()
            raise

    async def _disconnect(self) -> None:
        await asyncio.gather(*(shell.close() for shell in self._shells.values()))

    def _check_loop(self) -> None:
        for shell in self._shells.values():
            shell.check_loop("marketFeed")

    def hear(self, more: tuple[Wanted, ...]) -> None:
        self._change_and_say(partial(self._protocol.subscribe, more))

    def hear_no_more(self, less: tuple[Wanted, ...]) -> None:
        self._change_and_say(partial(self._protocol.unsubscribe, less))

    def _change_and_say(self, change: Callable[[], None]) -> None:
        """Change what is wanted, say so where there is a connection, and open those that are needed now."""
        feeding = self._change(change)
        for connection in self._protocol.connections if feeding is not None else ():
            shell = self._shells.get(connection)
            if shell is not None:
                shell.flush()
            elif feeding is not None:
                feeding.begin(self._add(connection))

    def _driven(self, connection: MarketConnection) -> GatewayShell:
        shell = GatewayShell(connection, self._link, settled=partial(self._settled, connection), world=self._world)
        self._shells[connection] = shell
        return shell

    async def _add(self, connection: MarketConnection) -> None:
        """Open one more connection, and try until there is one: nobody waits for it who could be told otherwise."""
        async with self._turn:
            if connection in self._shells:
                return
            shell, attempt, seconds = self._driven(connection), 0, SPACING
            while not self._protocol.is_over:
                await asyncio.sleep(seconds)
                try:
                    await shell.open()
                except (Unauthorized, Forbidden) as error:
                    connection.lose(f"another connection that is needed is refused ({error})")
                except CrossbookError as error:
                    attempt += 1
                    seconds = max(SPACING, Backoff().wait(attempt, self._world.luck()))
                    connection.receive_waiting(str(error), attempt=attempt, in_seconds=seconds)
                else:
                    return
                self._settled(connection)

    @property
    def is_live(self) -> bool:
        return self._feeding is not None and self._protocol.is_live

    def _lose(self, problem: str) -> None:
        self._protocol.lose(problem)

    def _settled(self, connection: MarketConnection) -> None:
        """Do what a connection wants, now that it was told something, and wake whoever waits for what there is to tell."""
        feeding = self._feeding
        if feeding is None:
            return
        for want in connection.wanted():
            self._shells[connection].distrust(want)
        self._told(feeding, is_over=self._protocol.is_over, has_connection=not all(shell.is_over for shell in self._shells.values()))
