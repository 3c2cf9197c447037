"""The price feed over asyncio: drives the protocol object over the shell of every socket, and reads the books that it wants over REST."""

from __future__ import annotations

from functools import partial
from typing import Final, assert_never

from crossbook.core.checks import Call
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
from crossbook.sockets.single_feed import SingleFeed
from crossbook.sockets.world import REAL, World
from crossbook_bindings.fourcasters import rest as bindings

MOST_WAITING: Final = 10_000
CHECK_EVERY: Final = 5.0


class OwnPriceFeed(SingleFeed[PriceFeedEvent, FeedShell], PriceFeed):
    """The feed of one client. It may be opened once, unless the opening failed."""

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
        call.seconds(check_every, "check_every")
        super().__init__(call, link)
        self._link = link
        self._protocol = PriceFeedProtocol(keys=keys, most_waiting=most_waiting, check_every=check_every)
        self._world = world

    def _begin(self) -> PriceFeedProtocol:
        self._link.check_token(OPERATION)
        self._shell = FeedShell(self._protocol, self._link, settled=self._settled, world=self._world)
        return self._protocol

    @property
    def is_live(self) -> bool:
        return self._protocol.is_live

    def subscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._change_and_say(partial(self._protocol.subscribe, self._chosen(games, leagues, sports), self._now()))

    def unsubscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._change_and_say(partial(self._protocol.unsubscribe, self._chosen(games, leagues, sports)))

    def _chosen(self, games: Several[str], leagues: Several[str], sports: Several[str]) -> Keys:
        if self._protocol.hears_everything:
            # What becomes of a connection that hears of everything when keys are added is not stated.
            expected = "a feed that was made for some games, leagues or sports"
            raise Call(VENUE, OPERATION).invalid(expected=expected, found="one that hears of everything")
        return checked(games, leagues, sports)

    def _now(self) -> float:
        return 0.0 if self._shell is None else self._shell.now()

    def _lose(self, problem: str) -> None:
        self._protocol.lose(problem)

    def _settled(self) -> None:
        """Do what the protocol object wants, now that it was told something, and wake whoever waits for what it has to tell."""
        shell, feeding = self._shell, self._feeding
        if shell is None or feeding is None:
            return
        for want in self._protocol.wanted():
            match want:
                case AskBook() | AskLeague():
                    feeding.begin(self._ask(want, shell))
                case Distrust():
                    shell.distrust(want)
                case _:
                    assert_never(want)
        self._told(feeding, is_over=self._protocol.is_over, has_connection=not shell.is_over)

    async def _ask(self, ask: Ask, shell: FeedShell) -> None:
        protocol = self._protocol
        if not protocol.waits_for(ask.number):
            return
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
