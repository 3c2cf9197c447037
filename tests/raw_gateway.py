"""A gateway of PredictStreet written from its pages alone, and feeds that are opened at it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final, TypeAlias

import attrs
from gateway_frames import answered, snapshot
from quick_gateways import QUICK, books_of, link_to
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from crossbook.predictstreet import MarketFeed, Order, OrderFill
from crossbook.predictstreet.feed_link import Asks
from crossbook.predictstreet.market_feed import OwnMarketFeed


@attrs.define
class Visit:
    """One connection, seen from the venue's side."""

    connection: ServerConnection
    number: int

    async def heard(self) -> str:
        """Wait for the next command."""
        text = await self.connection.recv()
        assert isinstance(text, str)
        return text

    async def asked(self, command: str) -> str:
        """Answer everything as the pages say, until there is a command of that name; give it."""
        while json.loads(text := await self.heard())["cmd"] != command:
            await self.say(answered(text))
        return text

    async def say(self, text: str | None) -> None:
        if text is not None:
            await self.connection.send(text)

    async def behave(self) -> None:
        """Answer everything as the pages say, for as long as it lasts; books begin with a snapshot."""
        while True:
            text = await self.heard()
            await self.say(answered(text))
            for each in json.loads(text).get("params", {}).get("subscriptions", ()):
                for token in each.get("ids", ()) if each["channel"] == "token_book" else ():
                    await self.say(snapshot(100, token))


Script: TypeAlias = Callable[[Visit], Awaitable[None]]


@asynccontextmanager
async def gateway(script: Script) -> AsyncGenerator[str]:
    """Listen on loopback, and run the script for each connection."""
    visits: list[Visit] = []

    async def visit(connection: ServerConnection) -> None:
        visits.append(Visit(connection, len(visits) + 1))
        with suppress(ConnectionClosed):
            await script(visits[-1])

    async with serve(visit, "127.0.0.1", 0, close_timeout=0.1) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws/user"


async def _no_orders(_: str | None) -> tuple[Order, ...]:
    return ()


async def _no_fills(_: datetime, __: str | None) -> tuple[OrderFill, ...]:
    return ()


async def _nothing_more() -> None:
    pass


ASKS: Final = Asks(open_orders=_no_orders, fills=_no_fills, anything=_nothing_more, renewed=_nothing_more)


@asynccontextmanager
async def market_feed(script: Script, *tokens: str) -> AsyncGenerator[MarketFeed]:
    async with gateway(script) as url, OwnMarketFeed(link_to(url, ASKS), books_of(*tokens), world=QUICK) as feed:
        yield feed
