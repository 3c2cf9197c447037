"""The user feed over asyncio: drives the protocol object over the shell of every socket, and asks over REST for what it wants."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Final, Self, assert_never

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.errors import CrossbookError
from crossbook.feeds import CursorStore
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feed_shell import FeedShell
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.events import UserFeedEvent
from crossbook.fourcasters.feeds.user_feed import UserFeed
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol
from crossbook.fourcasters.feeds.wants import Ask, AskReplay, AskResting, Distrust
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.orders.order import resting_order
from crossbook.sockets.feeding import Feeding
from crossbook.sockets.world import REAL, World
from crossbook_bindings.fourcasters import rest as bindings

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 60.0


class OwnUserFeed(UserFeed):
    """The feed of one client. It may be opened once."""

    def __init__(
        self,
        link: FeedLink,
        *,
        cursor: str | CursorStore | None = None,
        most_waiting: int = MOST_WAITING,
        check_every: float = CHECK_EVERY,
        world: World = REAL,
    ) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        call = Call(VENUE, "userFeed")
        call.whole(most_waiting, "most_waiting, a number of events,", least=1)
        if not is_a(check_every, int, float) or not check_every > 0:
            raise call.invalid(expected="check_every as a number of seconds above 0", found=check_every)
        self._link = link
        self._bookmark = Bookmark(cursor)
        self._most_waiting = most_waiting
        self._check_every = check_every
        self._world = world
        self._parts: tuple[UserFeedProtocol, FeedShell, Feeding[UserFeedEvent]] | None = None
        self._turn = asyncio.Lock()
        """One read at a time: the venue's sample never has two replays at once."""

    def __repr__(self) -> str:
        return f"UserFeed(url={self._link.url!r})"

    async def __aenter__(self) -> Self:
        self._link.check_token("userFeed")
        if self._parts is not None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that was not opened before", found="one that was")
        protocol = UserFeedProtocol(cursor=self._bookmark.begin(), most_waiting=self._most_waiting, check_every=self._check_every)
        shell = FeedShell(protocol, self._link, settled=self._settled, world=self._world)
        self._parts = protocol, shell, Feeding(protocol, name="crossbook fourcasters user feed")
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
            _, shell, feeding = self._parts
            await feeding.stop()
            await shell.close()

    @property
    def cursor(self) -> str | None:
        return self._bookmark.place

    @property
    def is_live(self) -> bool:
        return self._parts is not None and self._parts[0].is_live

    def done(self) -> None:
        self._bookmark.done()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> UserFeedEvent:
        self._bookmark.done()
        taken = await self.take(1)
        if not taken:
            raise StopAsyncIteration
        self._bookmark.told(taken[0])
        return taken[0]

    async def take(self, most: int) -> list[UserFeedEvent]:
        """Wait for events and take up to so many (`most`); none where there will be no more. Nothing of it counts as done with."""
        if self._parts is None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that is open", found="one that is not")
        _, shell, feeding = self._parts
        shell.check_loop("userFeed")
        return await feeding.take(most)

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        if self._parts is None:
            return
        protocol, shell, feeding = self._parts
        for want in protocol.wanted():
            match want:
                case AskReplay() | AskResting():
                    feeding.begin(self._ask(want))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        feeding.wake()
        if protocol.is_over and not (feeding.is_stopped or shell.is_over):
            feeding.begin(shell.close())

    async def _ask(self, ask: Ask) -> None:
        if self._parts is None:
            return
        protocol, shell, _ = self._parts
        async with self._turn:
            if not protocol.waits_for(ask.number):
                return
            try:
                match ask:
                    case AskReplay():
                        protocol.receive_replay(ask.number, await self._link.fetch(bindings.replay_user_messages(afterID=ask.after)))
                    case AskResting():
                        orders = await self._link.fetch(bindings.get_unmatched())
                        protocol.receive_resting(ask.number, tuple(map(resting_order, orders)))
                    case _:
                        assert_never(ask)
            except CrossbookError as error:
                protocol.receive_failure(ask.number, error)
            except Exception as error:
                # A feed that goes silent is worse than one that ends.
                protocol.lose(f"what was missed could not be made up for ({type(error).__name__})")
                raise
            finally:
                shell.flush()
