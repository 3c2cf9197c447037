"""Order books of 4casters, in our words, and how they are read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.judging import answer_to, ask_or_raise
from crossbook.core.steps import Plan
from crossbook.core.times import moment
from crossbook.fourcasters.amounts import money, names_two_sides, odds_of, side_of
from crossbook.fourcasters.identifiers import VENUE, check_game, same
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook.prices import Odds
from crossbook_bindings.fourcasters import price_feed
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Unlisted


class Offer(msgspec.Struct, frozen=True):
    """An order that rests in a book, in the view of whoever takes it: side and odds are those that a taker gets."""

    venue_order: bindings.OrderbookOrder | price_feed.models.OrderbookOrder
    """The row in the venue's words: as a book over REST has it, or as the price feed does."""

    @property
    def order_id(self) -> str | None:
        """The venue's name for the order."""
        return self.venue_order.id

    @property
    def market_type(self) -> MarketType | Unlisted | None:
        """moneyline, spread, total or moneyline1x2, or a word that no document lists."""
        return self.venue_order.type

    @property
    def side(self) -> str | None:
        """What a taker would back: a participant's id, over or under, yes or no. None where the venue names two sides of a total."""
        row = self.venue_order
        return None if names_two_sides(row.type, row) else side_of(row)

    @property
    def market(self) -> str | None:
        """moneyline1x2 only: draw, or a participant's id."""
        # The price feed has main on a total, which names nothing (pages/streaming/price-feed.mdx).
        return None if self.venue_order.type in ("moneyline", "spread", "total") else self.venue_order.market

    @property
    def line(self) -> Decimal | None:
        """Points, on spreads and totals."""
        row = self.venue_order
        return row.spread if row.spread is not None else row.total

    @property
    def odds(self) -> Odds | None:
        """What a taker gets. None where the venue tells none that can be."""
        return odds_of(self.venue_order.odds)

    @property
    def stake(self) -> Decimal | None:
        """USD that takers may still stake on it."""
        return money(self.venue_order.sumUntaken)

    @property
    def is_own(self) -> bool:
        """Whether it is an order of this account."""
        return self.venue_order.createdBy is not None

    @property
    def expires_at(self) -> datetime | None:
        """When the venue will cancel it."""
        return moment(self.venue_order.expiry)


class OrderBook(msgspec.Struct, frozen=True):
    """What rests in one game, as this account may see it. Moneylines come best price first; of the rest no page says in which order."""

    venue_book: bindings.GameOrderbookFlat | bindings.GameOrderbookNested
    """The game with its book in the venue's words."""

    @property
    def game_id(self) -> str | None:
        """The game: 24 hexadecimal digits."""
        return self.venue_book.id

    @property
    def starts_at(self) -> datetime | None:
        """When the game starts."""
        return moment(self.venue_book.start)

    @property
    def moneylines(self) -> tuple[Offer, ...]:
        """Offers on the winner of the game, those on the guests first."""
        book = self.venue_book
        return _offers(book.awayMoneylines, book.homeMoneylines)

    @property
    def spreads(self) -> tuple[Offer, ...]:
        """Offers on a winner with points ahead or behind, those on the guests first."""
        book = self.venue_book
        return _offers(book.awaySpreads, book.homeSpreads)

    @property
    def totals(self) -> tuple[Offer, ...]:
        """Offers on the sum of points, over first."""
        book = self.venue_book
        return _offers(book.over, book.under)

    @property
    def three_way(self) -> tuple[Offer, ...]:
        """Soccer: offers on moneyline1x2, those about the guests first, about a draw last."""
        book = self.venue_book
        if isinstance(book, bindings.GameOrderbookFlat):
            return _offers(book.awayMoneylines1x2, book.homeMoneylines1x2, book.draw1x2)
        away, home, draw = book.awayMoneylines1x2, book.homeMoneylines1x2, book.draw1x2
        return (
            *(() if away is None else _offers(away.awayYes, away.awayNo)),
            *(() if home is None else _offers(home.homeYes, home.homeNo)),
            *(() if draw is None else _offers(draw.drawYes, draw.drawNo)),
        )

    @property
    def matched_volume(self) -> Decimal | None:
        """USD matched in the game."""
        return money(self.venue_book.matchedVolume)


class GameBooks(msgspec.Struct, frozen=True):
    """The books of one game and of all that is below it."""

    venue_books: bindings.GetSingleOrderbookData
    """The books in the venue's words. The form of its `orderSummary`, the account's own orders, no page gives: see `open_orders`."""

    @property
    def game(self) -> OrderBook:
        """The game that was asked for."""
        return OrderBook(self.venue_books.game)

    @property
    def periods(self) -> tuple[OrderBook, ...]:
        """Parts of the game, such as a half."""
        return tuple(map(OrderBook, self.venue_books.childGames or ()))

    @property
    def props(self) -> tuple[OrderBook, ...]:
        """Markets on what happens in the game."""
        return tuple(map(OrderBook, self.venue_books.propGames or ()))


_Side: TypeAlias = "tuple[bindings.OrderbookOrder, ...] | bindings.OrdersByLine | None"
"""The offers of one side, listed, or by their lines."""


def _offers(*sides: _Side) -> tuple[Offer, ...]:
    return tuple(Offer(row) for side in sides for row in _rows(side))


def _rows(side: _Side) -> Iterator[bindings.OrderbookOrder]:
    if isinstance(side, Mapping):
        for rows in side.values():
            yield from rows
    elif side is not None:
        yield from side


def order_book(game_id: str) -> Plan[OrderBook]:
    """Read the book of one game."""
    check_game(Call(VENUE, "getOrderbook"), game_id)
    result = yield from answer_to(bindings.get_orderbook(gameID=game_id))
    books = result.value.data.games
    if len(books) != 1 or books[0].id is None or same(books[0].id) != same(game_id):
        raise result.doubt("it does not hold the one game that was asked for")
    return OrderBook(books[0])


def game_books(game_id: str) -> Plan[GameBooks]:
    """Read the books of one game and of what is below it."""
    check_game(Call(VENUE, "getSingleOrderbook"), game_id)
    result = yield from answer_to(bindings.get_single_orderbook(gameID=game_id))
    books = result.value.data
    if books.game.id is None or same(books.game.id) != same(game_id):
        raise result.doubt("it is not about the game that was asked for")
    return GameBooks(books)


def order_books(league: str, sport: str | None) -> Plan[tuple[OrderBook, ...]]:
    """Read the books of a league's games."""
    call = Call(VENUE, "getOrderbook")
    call.name(league, "a league code")
    if sport is not None:
        call.name(sport, "a sport")
    reply = yield from ask_or_raise(bindings.get_orderbook(league=league, sport=UNSET if sport is None else sport))
    return tuple(OrderBook(book) for book in reply.data.games)
