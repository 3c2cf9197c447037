"""The price feed over asyncio: drives the protocol object over the shell of every socket, and reads the books that it wants over REST."""

from __future__ import annotations

from types import TracebackType
from typing import Final, Self, assert_never

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.errors import CrossbookError
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feed_shell import FeedShell
from crossbook.fourcasters.feeds.book_reads import Ask, AskBook, AskLeague
from crossbook.fourcasters.feeds.choice import OPERATION, Keys, checked
from crossbook.fourcasters.feeds.price_events import PriceFeedEvent
from crossbook.fourcasters.feeds.price_feed import PriceFeed
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook.fourcasters.identifiers import VENUE
from crossbook.protocols import Several
from crossbook.sockets.feeding import Feeding
from crossbook.sockets.world import REAL, World
from crossbook_bindings.fourcasters import rest as bindings

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 5.0


class OwnPriceFeed(PriceFeed):
    """The feed of one client. It may be opened once."""

    def __init__(
        self,
        link: FeedLink,
        keys: Keys | None,
        *,
        most_waiting: int = MOST_WAITING,
        check_every: float = CHECK_EVERY,
        world: World = REAL,
    ) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        call = Call(VENUE, OPERATION)
        call.whole(most_waiting, "most_waiting, a number of events,", least=1)
        if not is_a(check_every, int, float) or not check_every > 0:
            raise call.invalid(expected="check_every as a number of seconds above 0", found=check_every)
        self._link = link
        self._protocol = PriceFeedProtocol(keys=keys, most_waiting=most_waiting, check_every=check_every)
        self._world = world
        self._parts: tuple[FeedShell, Feeding[PriceFeedEvent]] | None = None

    def __repr__(self) -> str:
        return f"PriceFeed(url={self._link.url!r})"

    async def __aenter__(self) -> Self:
        self._link.check_token(OPERATION)
        if self._parts is not None:
            raise Call(VENUE, OPERATION).invalid(expected="a feed that was not opened before", found="one that was")
        shell = FeedShell(self._protocol, self._link, settled=self._settled, world=self._world)
        self._parts = shell, Feeding(self._protocol, name="crossbook fourcasters price feed")
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
        return self._protocol.is_live

    def subscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._protocol.subscribe(self._chosen(games, leagues, sports), self._now())
        self._flush()

    def unsubscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._protocol.unsubscribe(self._chosen(games, leagues, sports))
        self._flush()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> PriceFeedEvent:
        taken = await self.take(1)
        if not taken:
            raise StopAsyncIteration
        return taken[0]

    async def take(self, most: int) -> list[PriceFeedEvent]:
        """Wait for events and take up to so many (`most`); none where there will be no more."""
        if self._parts is None:
            raise Call(VENUE, OPERATION).invalid(expected="a feed that is open", found="one that is not")
        shell, feeding = self._parts
        shell.check_loop(OPERATION)
        return await feeding.take(most)

    def _chosen(self, games: Several[str], leagues: Several[str], sports: Several[str]) -> Keys:
        if self._protocol.hears_everything:
            # What becomes of a connection that hears of everything when keys are added is not stated.
            expected = "a feed that was made for some games, leagues or sports"
            raise Call(VENUE, OPERATION).invalid(expected=expected, found="one that hears of everything")
        return checked(games, leagues, sports)

    def _now(self) -> float:
        return 0.0 if self._parts is None else self._parts[0].now()

    def _flush(self) -> None:
        if self._parts is not None and not self._parts[0].is_over:
            self._parts[0].check_loop(OPERATION)
            self._parts[0].flush()

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        if self._parts is None:
            return
        shell, feeding = self._parts
        for want in self._protocol.wanted():
            match want:
                case AskBook() | AskLeague():
                    feeding.begin(self._ask(want))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        feeding.wake()
        if self._protocol.is_over and not (feeding.is_stopped or shell.is_over):
            feeding.begin(shell.close())

    async def _ask(self, ask: Ask) -> None:
        if self._parts is None or not self._protocol.waits_for(ask.number):
            return
        shell, protocol = self._parts[0], self._protocol
        match ask:
            case AskBook(key=key):
                request = bindings.get_orderbook(gameID=protocol.game_id(key))
            case AskLeague(league=league):
                request = bindings.get_orderbook(league=league)
            case _:
                assert_never(ask)
        try:
            books = await self._link.fetch(request)
            protocol.receive_books(ask.number, books, shell.now())
        except CrossbookError as error:
            protocol.receive_failure(ask.number, error, shell.now())
        except Exception as error:
            # A feed that goes silent is worse than one that ends.
            protocol.lose(f"a book could not be read ({type(error).__name__})")
            raise
        finally:
            shell.flush()
