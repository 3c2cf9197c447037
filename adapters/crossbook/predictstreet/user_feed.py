"""The user feed over asyncio: drives the protocol object over a connection to the gateway, and asks over REST for what it wants."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from typing import Final, assert_never

from crossbook.core.checks import Call
from crossbook.errors import CrossbookError
from crossbook.predictstreet.feed_link import FeedLink
from crossbook.predictstreet.feeds.user_events import UserFeedEvent
from crossbook.predictstreet.feeds.user_feed import UserFeed
from crossbook.predictstreet.feeds.user_protocol import MOST_VAULTS, UserFeedProtocol
from crossbook.predictstreet.feeds.wanted import vaults_of
from crossbook.predictstreet.feeds.wants import AskResting, Distrust
from crossbook.predictstreet.gateway_shell import GatewayShell
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.reads.times import as_text
from crossbook.protocols import Several
from crossbook.sockets.single_feed import SingleFeed
from crossbook.sockets.world import REAL, World

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 60.0


class OwnUserFeed(SingleFeed[UserFeedEvent, GatewayShell], UserFeed):
    """The feed of one client. It may be opened once, unless the opening failed."""

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
        addresses = self._checked(call, vaults)
        as_text(since, "since")
        call.whole(most_waiting, "most_waiting, a number of events,", least=1)
        call.seconds(check_every, "check_every")
        super().__init__(call, link)
        self._link = link
        self._protocol = UserFeedProtocol(
            wallet=link.key.user_wallet, vaults=addresses, since=since, most_waiting=most_waiting, check_every=check_every
        )
        self._world = world
        self._turn = asyncio.Lock()
        """One read at a time, however often a connection is lost meanwhile."""

    def _begin(self) -> UserFeedProtocol:
        self._shell = GatewayShell(self._protocol, self._link, settled=self._settled, world=self._world)
        return self._protocol

    @property
    def is_live(self) -> bool:
        return self._feeding is not None and self._protocol.is_live

    def subscribe(self, *, vaults: Several[str]) -> None:
        addresses = self._checked(self._call, vaults, *self._protocol.vaults)
        self._change_and_say(partial(self._protocol.subscribe, addresses))

    def unsubscribe(self, *, vaults: Several[str]) -> None:
        self._change_and_say(partial(self._protocol.unsubscribe, vaults_of(self._call, vaults)))

    @staticmethod
    def _checked(call: Call, vaults: Several[str], *before: str) -> tuple[str, ...]:
        addresses = vaults_of(call, vaults)
        together = len({*addresses, *before})
        if together > MOST_VAULTS:
            raise call.invalid(expected=f"at most {MOST_VAULTS} vaults", found=together)
        return addresses

    def _lose(self, problem: str) -> None:
        self._protocol.lose(problem)

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        shell, feeding = self._shell, self._feeding
        if shell is None or feeding is None:
            return
        for want in self._protocol.wanted():
            match want:
                case AskResting():
                    feeding.begin(self._ask(want, shell))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        self._told(feeding, is_over=self._protocol.is_over, has_connection=not shell.is_over)

    async def _ask(self, ask: AskResting, shell: GatewayShell) -> None:
        async with self._turn:
            if not self._protocol.waits_for(ask.number):
                return
            try:
                # In this order: what is filled in between is missing in neither.
                orders = await self._link.asks.open_orders(ask.wallet)
                fills = () if ask.since is None else await self._link.asks.fills(ask.since, ask.wallet)
                self._protocol.receive_resting(ask.number, orders, fills)
            except CrossbookError as error:
                self._protocol.receive_failure(ask.number, error)
            except Exception as error:
                # A feed that goes silent is worse than one that ends.
                self._protocol.lose(f"what was missed could not be made up for ({type(error).__name__})")
                raise
            finally:
                shell.flush()
