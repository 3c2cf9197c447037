"""The user feed over asyncio: drives the protocol object over the shell of every socket, and asks over REST for what it wants."""

from __future__ import annotations

import asyncio
from typing import Final, assert_never

from crossbook.core.checks import Call
from crossbook.errors import CrossbookError
from crossbook.feeds import CursorStore
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feed_shell import FeedShell
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.events import UserFeedEvent
from crossbook.fourcasters.feeds.listing import ReplayReply
from crossbook.fourcasters.feeds.user_feed import UserFeed
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol
from crossbook.fourcasters.feeds.wants import Ask, AskReplay, AskResting, Distrust
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.orders.order import resting_order
from crossbook.sockets.single_feed import SingleFeed
from crossbook.sockets.world import REAL, World
from crossbook_bindings.fourcasters import rest as bindings

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 60.0


class OwnUserFeed(SingleFeed[UserFeedEvent, FeedShell], UserFeed):
    """The feed of one client. It may be opened once, unless the opening failed."""

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
        call.seconds(check_every, "check_every")
        super().__init__(call, link)
        self._link = link
        self._bookmark = Bookmark(cursor)
        self._most_waiting = most_waiting
        self._check_every = check_every
        self._world = world
        self._protocol: UserFeedProtocol | None = None
        self._turn = asyncio.Lock()
        """One read at a time: the venue's sample never has two replays at once."""

    def _begin(self) -> UserFeedProtocol:
        self._link.check_token("userFeed")
        protocol = UserFeedProtocol(cursor=self._bookmark.begin(), most_waiting=self._most_waiting, check_every=self._check_every)
        self._protocol, self._shell = protocol, FeedShell(protocol, self._link, settled=self._settled, world=self._world)
        return protocol

    @property
    def cursor(self) -> str | None:
        return self._bookmark.place

    @property
    def is_live(self) -> bool:
        return self._feeding is not None and self._protocol is not None and self._protocol.is_live

    def done(self) -> None:
        self._bookmark.done()

    async def __anext__(self) -> UserFeedEvent:
        self._bookmark.done()
        event = await super().__anext__()
        self._bookmark.told(event)
        return event

    def _lose(self, problem: str) -> None:
        if self._protocol is not None:
            self._protocol.lose(problem)

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        protocol, shell, feeding = self._protocol, self._shell, self._feeding
        if protocol is None or shell is None or feeding is None:
            return
        for want in protocol.wanted():
            match want:
                case AskReplay() | AskResting():
                    feeding.begin(self._ask(want, protocol, shell))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        self._told(feeding, is_over=protocol.is_over, has_connection=not shell.is_over)

    async def _ask(self, ask: Ask, protocol: UserFeedProtocol, shell: FeedShell) -> None:
        async with self._turn:
            if not protocol.waits_for(ask.number):
                return
            try:
                match ask:
                    case AskReplay():
                        request = bindings.replay_user_messages(afterID=ask.after).read_as(ReplayReply)
                        for _ in protocol.taking_replay(ask.number, await self._link.fetch(request)):
                            # What was told by now is read, and what else there is to do has its turn.
                            shell.flush()
                            await asyncio.sleep(0)
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
