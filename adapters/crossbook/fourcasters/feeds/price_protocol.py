"""The price feed without a socket: what to hear of, books that are begun over REST and kept from messages. Pure; it is told the time.

A connection begins with everything and is then told what to send, so nothing is missed between its opening and that. Each book is read
over REST once there is a connection, and not told before. What a feed loses with a connection nobody can give it back: that is a
`Gap`, and every book is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, assert_never

import msgspec

from crossbook.errors import CrossbookError, Forbidden, RateLimited, Refused, Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.fourcasters.feeds.all_books import AllBooks
from crossbook.fourcasters.feeds.book_reads import Ask, AskBook, BookReads
from crossbook.fourcasters.feeds.choice import Choice, Keys, to_add, to_begin_with, to_drop
from crossbook.fourcasters.feeds.newest import SOURCE, Kept, Newest
from crossbook.fourcasters.feeds.price_events import PriceFeedEvent, SubscriptionSent, UnlistedUpdate
from crossbook.fourcasters.feeds.price_reading import read_frame
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook.fourcasters.identifiers import same
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.fourcasters.price_feed import commands, models

PriceWant: TypeAlias = Ask | Distrust
_NOTHING: Final = Keys()


class PriceFeedProtocol:
    """Keeps one feed over any number of connections. What it has to tell waits in it until it is taken."""

    def __init__(self, *, keys: Keys | None, most_waiting: int, check_every: float) -> None:
        self._choice = Choice(keys)
        self._most_waiting = most_waiting
        self._newest = Newest(most_waiting)
        self._reads = BookReads(check_every)
        self._books = AllBooks(self._choice, self._reads, self._newest)
        self._connections = 0
        self._now = 0.0
        self._is_open = False
        self._is_live = False
        self._is_over = False
        self._sending: list[str] = []
        self._distrusts: list[Distrust] = []

    # What is wanted of it:

    def subscribe(self, more: Keys, now: float) -> None:
        """Hear of these too. Only where something was chosen before."""
        self._choice.add(more)
        self._books.begin(more.games)
        if self._is_open and more:
            self._send(commands.subscribe(to_add(more)).text())
            self._reads.settle(more.leagues, now)

    def unsubscribe(self, less: Keys) -> None:
        """Hear of these no more, and keep no book that nothing else asks for."""
        self._choice.drop(less)
        self._books.forget_unwanted()
        if self._is_open and less:
            self._send(commands.unsubscribe(to_drop(less)).text())

    @property
    def hears_everything(self) -> bool:
        """Whether nothing was chosen."""
        return self._choice.keys is None

    # What happens to the connection:

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection: it is told what to send, and all books are read."""
        if self._is_over:
            return
        self._now, self._is_open = now, True
        self._connections += 1
        self._tell(Connected(source=SOURCE, connection=self._connections))
        if self._connections > 1:
            self._tell(Gap(source=SOURCE, problem="what came between two connections cannot be had again"))
        keys = self._choice.keys
        self._books.begin((keys or _NOTHING).games)
        self._books.read_all((keys or _NOTHING).leagues, now)
        if keys is not None:
            self._send(commands.subscribe(to_begin_with(keys)).text())
        self._go_on()

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        if not self._is_open:
            return
        try:
            message = read_frame(text)
        except msgspec.DecodeError as error:
            self._distrust(f"a frame came that cannot be read ({error})")
            return
        match message:
            case models.OrderUpdate():
                problem = self._books.take_update(message)
                if problem is not None:
                    self._take_unlisted(UnlistedUpdate(game_id=message.gameID, problem=problem, venue_event=text))
            case models.GameUpdate():
                self._books.take_game(message, self._now)
            case models.MatchedVolumeUpdate(gameID=game):
                if self._books.is_wanted(game, message):
                    self._newest.put_volume(same(game), message)
            case UnlistedUpdate():
                self._take_unlisted(message)
            case _:
                assert_never(message)

    def receive_time(self, now: float) -> None:
        """Take note of the time: reads that failed are made again, and books are compared."""
        self._now = now
        self._go_on()

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection: no book can be believed."""
        if self._is_open:
            self._is_open = self._is_live = False
            self._sending.clear()
            self._books.lose(f"there is no connection ({problem})")

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None:
        """Take note that another connection is tried later."""
        self._tell(Disconnected(source=SOURCE, problem=problem, attempt=attempt, in_seconds=in_seconds))

    def data_to_send(self) -> Sequence[str]:
        """Give the commands to send now, once."""
        sending, self._sending = self._sending, []
        return sending

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        return self._reads.next_deadline(live=self._is_live) if self._is_open else None

    # What comes of what it wanted:

    def waits_for(self, number: int) -> bool:
        """Say whether the answer to what it asked for is still wanted."""
        return self._reads.is_asked(number)

    def game_id(self, key: str) -> str:
        """Give the id of a game whose book is asked for."""
        return self._books.game_id(key)

    def receive_books(self, number: int, books: Iterable[rest.GameOrderbookFlat], now: float) -> None:
        """Take in the answer to an `AskBook` or an `AskLeague`."""
        self._now = now
        ask = self._reads.answered(number)
        if ask is not None:
            self._books.take_read(ask, books, now)
            self._go_on()

    def receive_failure(self, number: int, error: CrossbookError, now: float) -> None:
        """Take note that what was asked for is not to be had."""
        self._now = now
        ask = self._reads.answered(number, well=False)
        if ask is None:
            return
        if isinstance(error, Unauthorized | Forbidden):
            self.lose(f"a book could not be read ({error})")
        elif not isinstance(error, Refused) or isinstance(error, RateLimited):
            self._reads.failed(ask, now)
        elif isinstance(ask, AskBook):
            self._books.miss(ask.key, f"the venue gives no book of it ({error})", now)
        # Codes of leagues differ between this feed and REST: the books of one that REST refuses begin with their first message.
        self._go_on()

    # What follows:

    def wanted(self) -> list[PriceWant]:
        """Give what is wanted since this was last asked."""
        distrusts, self._distrusts = self._distrusts, []
        return [*distrusts, *(self._reads.next_asks(self._now, live=self._is_live) if self._is_open else ())]

    def next_event(self) -> PriceFeedEvent | None:
        """Take what is to be told next; None where there is nothing now."""
        return self._newest.take()

    @property
    def has_events(self) -> bool:
        """Whether there is something to be told."""
        return len(self._newest) > 0

    @property
    def connection(self) -> int:
        """Which connection is in use, or was."""
        return self._connections

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._is_over

    @property
    def is_live(self) -> bool:
        """Whether all books were read, and what comes is told as it comes."""
        return self._is_live

    def lose(self, problem: str) -> None:
        """End the feed."""
        if not self._is_over:
            self._is_over, self._is_open, self._is_live = True, False, False
            self._reads.end()
            self._sending.clear()
            self._newest.close(Lost(source=SOURCE, problem=problem))

    def _send(self, text: str) -> None:
        self._sending.append(text)
        keys = self._choice.keys or _NOTHING
        self._tell(SubscriptionSent(source=SOURCE, games=keys.games, leagues=keys.leagues, sports=keys.sports))

    def _go_on(self) -> None:
        if self._is_open and not self._is_live and self._reads.is_done:
            self._is_live = True
            self._tell(Live(source=SOURCE))

    def _take_unlisted(self, update: UnlistedUpdate) -> None:
        self._tell(update)
        if update.game_id is not None:
            self._books.doubt(same(update.game_id), f"a message about it could not be used ({update.problem})", self._now)

    def _tell(self, event: Kept) -> None:
        if self._is_over:
            return
        if self._newest.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read")
        else:
            self._newest.put(event)

    def _distrust(self, problem: str) -> None:
        self.receive_eof(problem)
        self._distrusts.append(Distrust(self._connections, problem))
