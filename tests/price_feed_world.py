"""A price feed in a world of its own: a venue with books, a wire that may lose and delay, REST that may be late, and a reader.

Written from the venue's pages: an update holds all orders of one side of a market that its reader may see, and comes in order.
"""

from __future__ import annotations

import json
from collections import deque
from decimal import Decimal
from typing import Any, Final

import attrs

from crossbook.errors import CouldNotConnect, NotFound
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Gap, Live
from crossbook.fourcasters import BookChanged, PriceBook, PriceFeedEvent, SubscriptionSent
from crossbook.fourcasters.feeds.book_reads import Ask, AskBook
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook.fourcasters.feeds.wants import Distrust
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.runtime import decoder

GAMES: Final = tuple(f"66a00000000000000000000{digit}" for digit in "abc")
AWAY, HOME = "66b000000000000000000001", "66b000000000000000000002"
EVERY: Final = 5.0
# A side, as the pages name it in an update, and the list of a book over REST that its orders stand in.
SIDES: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"type": "moneyline", "participantID": AWAY}, "awayMoneylines"),
    ({"type": "spread", "participantID": HOME, "spread": -3.5, "total": None}, "homeSpreads"),
    ({"type": "total", "participantID": None, "market": "main", "side": "under", "OU": "under", "total": 8.5, "spread": None}, "under"),
    ({"type": "total", "participantID": None, "market": "main", "side": "under", "OU": "under", "total": 9.5, "spread": None}, "under"),
    ({"type": "moneyline1x2", "participantID": "", "market": "draw", "side": "yes"}, "draw1x2"),
    ({"type": "moneyline1x2", "participantID": "", "market": "draw", "side": "no"}, "draw1x2"),
)
# What REST leaves out of a row where the feed has it.
ON_THE_FEED_ONLY: Final = {"total": ("market", "side", "participantID", "spread"), "spread": ("total",), "moneyline1x2": ("participantID",)}

Rows = list[tuple[str, int]]
"""Orders by id, with the stake that is left."""
Book = dict[int, Rows]


def row(game: str, side: dict[str, Any], order: tuple[str, int]) -> dict[str, Any]:
    return {"id": order[0], "sumUntaken": order[1], "odds": 104, "bet": 265.2, "gameID": game, "takenRatio": 0, **side}


def update(game: str, side: int, rows: Rows, /, **changed: object) -> str:
    told = SIDES[side][0]
    head = {"epoch": 1234567, "gameID": game, "sport": "basketball", "league": "NBA", "live": False, **told}
    return json.dumps(["orderUpdate", {**head, "sideOrders": [row(game, told, each) for each in rows], **changed}])


def flat(game: str, book: Book) -> rest.GameOrderbookFlat:
    lists: dict[str, list[object]] = {name: [] for _, name in SIDES}
    for side, rows in book.items():
        told, name = SIDES[side]
        without = ON_THE_FEED_ONLY.get(str(told["type"]), ())
        shown = {member: value for member, value in told.items() if member not in without or (told["type"] == "moneyline1x2" and value)}
        lists[name] += [row(game, shown, each) for each in rows]
    text = json.dumps({"id": game, "league": "NBA", "sport": "basketball", "ended": False, **lists})
    return decoder(rest.GameOrderbookFlat).decode(text)


@attrs.define
class PriceWorld:
    """The venue, the wire, and one feed."""

    keys: Keys | None = attrs.field(factory=lambda: Keys(games=GAMES[:2]))
    every: float = EVERY
    now: float = 0.0
    books: dict[str, Book] = attrs.field(factory=lambda: {game: Book() for game in GAMES})
    ever: dict[str, list[dict[int, Rows]]] = attrs.field(factory=lambda: {game: [{}] for game in GAMES})
    """Every state that a game's book had."""
    wire: deque[str] = attrs.field(factory=deque[str])
    asks: list[Ask] = attrs.field(factory=list[Ask])
    known: dict[int, dict[str, Book]] = attrs.field(factory=dict[int, dict[str, Book]])
    """What REST would have said when it was asked, by the number of the ask."""
    told: list[PriceFeedEvent] = attrs.field(factory=list[PriceFeedEvent])
    is_open: bool = False
    orders: int = 0
    protocol: PriceFeedProtocol = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.protocol = PriceFeedProtocol(keys=self.keys, most_waiting=1000, check_every=self.every)

    # ---- what happens at the venue

    def happen(self, game: int, side: int, what: int) -> None:
        """Place an order, take some of one, or cancel one."""
        name = GAMES[game % len(GAMES)]
        rows = self.books[name].setdefault(side % len(SIDES), [])
        if what % 3 == 0 or not rows:
            self.orders += 1
            rows.append((f"66c{self.orders:021x}", 100 + what))
        elif what % 3 == 1:
            rows[what % len(rows)] = rows[what % len(rows)][0], what
        else:
            rows.pop(what % len(rows))
        self.ever[name].append({number: [*each] for number, each in self.books[name].items()})
        if self.is_open and (self.keys is None or name in self.keys.games):
            self.wire.append(update(name, side % len(SIDES), rows))

    # ---- the wire and its faults

    def open(self) -> None:
        if not self.is_open and not self.protocol.is_over:
            self.is_open = True
            self.protocol.receive_open(self.now)
            self.settle()

    def drop(self) -> None:
        if self.is_open:
            self.is_open = False
            self.wire.clear()
            self.protocol.receive_eof("it broke")
            self.protocol.receive_waiting("it broke", attempt=1, in_seconds=1.0)
            self.settle()

    def deliver(self) -> None:
        if self.wire:
            self.hear(self.wire.popleft())

    def hear(self, text: str) -> None:
        if self.is_open:
            self.protocol.receive_text(text)
            self.settle()

    def lose(self) -> None:
        if self.wire:
            self.wire.popleft()

    def delay(self) -> None:
        if len(self.wire) > 1:
            self.wire.append(self.wire.popleft())

    def repeat(self) -> None:
        if self.wire:
            self.hear(self.wire[0])

    def contradict(self, game: int, side: int) -> None:
        """Say something of a side that cannot be: an order of another one among its own."""
        name = GAMES[game % 2]
        other = row(name, SIDES[(side + 1) % len(SIDES)][0], ("66c" + "f" * 21, 5))
        self.hear(update(name, side % len(SIDES), [], sideOrders=[other]))

    # ---- REST and its faults

    def answer(self, *, late: bool = False, which: int = 0) -> None:
        """Answer something that was asked for; a late answer says what was so when it was asked."""
        if not self.asks:
            return
        ask = self.asks.pop(which % len(self.asks))
        books = self.known[ask.number] if late else self.books
        shown = [ask.key] if isinstance(ask, AskBook) else [*GAMES]
        self.protocol.receive_books(ask.number, [flat(game, books[game]) for game in shown], self.now)
        self.settle()

    def fail(self, *, refused: bool = False) -> None:
        if self.asks:
            kind = NotFound if refused else CouldNotConnect
            self.protocol.receive_failure(self.asks.pop(0).number, kind("no", venue="fourcasters", operation="getOrderbook"), self.now)
            self.settle()

    # ---- who drives and who reads

    def settle(self) -> None:
        for want in self.protocol.wanted():
            if isinstance(want, Distrust):
                self.drop()
            else:
                self.asks.append(want)
                self.known[want.number] = {game: {side: [*rows] for side, rows in book.items()} for game, book in self.books.items()}
        self.protocol.data_to_send()

    def pass_time(self, seconds: float = EVERY) -> None:
        self.now += seconds
        self.protocol.receive_time(self.now)
        self.settle()

    def read(self, most: int = 1_000_000) -> None:
        while most > 0 and (event := self.protocol.next_event()) is not None:
            self.told.append(event)
            most -= 1

    def come_to_rest(self) -> None:
        """Let everything go well for once, until every book was compared twice."""
        self.open()
        for _ in range(30):
            while self.wire:
                self.deliver()
            while self.asks:
                self.answer()
            self.pass_time()
            self.read()
        self.open()

    # ---- the laws

    def believed(self) -> dict[str, PriceBook]:
        """Give the books that a reader believes who does what the words say."""
        books: dict[str, PriceBook] = {}
        bad: set[str] = set()
        for event in self.told:
            match event:
                case BookInvalid(market=game):
                    bad.add(game)
                    books.pop(game, None)
                case BookRebuilt(market=game):
                    assert game in bad, "rebuilt, and it was not invalid"
                    bad.discard(game)
                case BookChanged(game_id=game, book=book):
                    assert game not in bad, "told, and it cannot be believed"
                    books[game] = book
                case _:
                    pass
        return books

    def check_words(self) -> None:
        """Check that each word about the feed itself comes where it may."""
        connections = 0
        good: set[str] = set()
        expects_gap = False
        for event in self.told:
            match event:
                case Connected(connection=number):
                    connections += 1
                    assert number == connections
                    expects_gap = number > 1
                case Gap():
                    assert expects_gap
                    expects_gap = False
                case SubscriptionSent(games=games):
                    assert self.keys is not None
                    assert games == self.keys.games
                    assert not expects_gap, "on a connection after a loss the gap is told first"
                case BookChanged(game_id=game):
                    good.add(game)
                case BookInvalid(market=game):
                    good.discard(game)
                case Live():
                    assert not expects_gap
                case _:
                    pass

    def check_books(self) -> None:
        """Check that nothing is made up: each side of a book that was told is what the venue had there at some time."""
        for event in self.told:
            if isinstance(event, BookChanged):
                found = content(event.book)
                for side in range(len(SIDES)):
                    assert any(sorted(book.get(side, [])) == found.get(side, []) for book in self.ever[event.game_id]), (event, side)


def content(book: PriceBook) -> dict[int, list[tuple[str, int]]]:
    """Give what a book of ours says, as this world says it."""
    found: dict[int, list[tuple[str, int]]] = {}
    for each in book.sides:
        for number, (told, _) in enumerate(SIDES):
            line = told.get("spread") or told.get("total")
            market = told["market"] if told["type"] == "moneyline1x2" else None
            same = (each.side.market_type, each.side.market) == (told["type"], market)
            if same and each.side.side == (told.get("participantID") or told["side"]) and each.side.line == (line and Decimal(str(line))):
                rows = [(str(offer.order_id), int(offer.stake or 0)) for offer in each.offers]
                found[number] = sorted(rows)
    assert len(found) == len(book.sides), "a side that nobody asked about"
    return found
