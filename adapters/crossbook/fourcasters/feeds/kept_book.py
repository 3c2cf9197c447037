"""The book of one game as a feed keeps it: begun over REST, and changed by what the feed brings. Pure.

Two things no page says, and what is made of them here.

Whether the orders of an update are all that rest on its side and line, or only those that changed: they are taken for all. The update
"identifies which orderbook side changed", a cancel is told by it too, and one that named only what changed could not tell that.

Where a book that is read over REST stands between the messages of the feed: it has no place there. What the feed has told of a side
since the connection began goes over what REST says of it. Such a message may be older than what was read. But whatever happened to
the side after it is told by another one, which comes later on the same connection, so the book comes out right; and what does not come
is found by the next look at the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias, TypeVar

import attrs

from crossbook.fourcasters.books import Offer
from crossbook.fourcasters.feeds.choice import About
from crossbook.fourcasters.feeds.market_sides import MarketSide, belongs, best_first, side_told
from crossbook.fourcasters.feeds.price_events import BookSide
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook_bindings.fourcasters import price_feed, rest

Sides: TypeAlias = dict[MarketSide, BookSide]
RowT = TypeVar("RowT", rest.OrderbookOrder, price_feed.models.OrderbookOrder)

_FLAT: Final[tuple[tuple[str, MarketType], ...]] = (
    ("awayMoneylines", "moneyline"),
    ("homeMoneylines", "moneyline"),
    ("awaySpreads", "spread"),
    ("homeSpreads", "spread"),
    ("over", "total"),
    ("under", "total"),
    ("awayMoneylines1x2", "moneyline1x2"),
    ("homeMoneylines1x2", "moneyline1x2"),
    ("draw1x2", "moneyline1x2"),
)


def read_update(update: price_feed.models.OrderUpdate) -> BookSide | str:
    """Read what an update tells of one side. Gives what is wrong with it where it contradicts itself."""
    side = side_told(update.type, update)
    if side is None:
        return f"expected an update that names one side, found one of type {update.type!r} that does not"
    for row in update.sideOrders:
        if not belongs(row, side, update.gameID):
            return f"expected orders of one side in an update, found one of another ({row.id!r})"
    return _side(side, update.sideOrders) or f"expected each order once in an update of {update.type}, found one twice, or without an id"


def read_book(book: rest.GameOrderbookFlat) -> Sides | str:
    """Read a book by its sides. Gives what is wrong with it where a row does not say what it is about."""
    rows: dict[MarketSide, list[rest.OrderbookOrder]] = {}
    for name, market_type in _FLAT:
        held: tuple[rest.OrderbookOrder, ...] | None = getattr(book, name)
        for row in held or ():
            side = side_told(row.type or market_type, row)
            if side is None or not belongs(row, side, book.id or row.gameID or ""):
                return f"expected orders of the game that each name one side, found one that does not ({row.id!r})"
            rows.setdefault(side, []).append(row)
    sides: Sides = {}
    for side, orders in rows.items():
        whole = _side(side, orders)
        if whole is None:
            return f"expected each order once in the book of {side.market_type}, found one twice, or without an id"
        sides[side] = whole
    return sides


def unlike(one: Sides, other: Sides) -> list[MarketSide]:
    """Give the sides on which two books do not say the same: other orders, other odds, or another stake left."""
    return [side for side in {**one, **other} if _digest(one.get(side)) != _digest(other.get(side))]


@attrs.define
class KeptBook:
    """One game's book."""

    game_id: str
    """As it was spelt first."""
    about: About
    """What was told of the game last: which league and sport it is of, and which game it is a part of."""
    is_good: bool = False
    """Whether it may be believed."""
    sides: Sides = attrs.field(factory=dict)
    held: dict[MarketSide, BookSide] = attrs.field(factory=dict)
    """What came while there was no book to put it into: the newest of each side."""
    touched: set[MarketSide] = attrs.field(factory=set)
    """What the feed has told of since the last look at the book."""
    suspects: frozenset[MarketSide] = frozenset()
    """What that look found otherwise."""
    doubts: int = 0
    """How often it could not be believed since a look found it right."""
    is_gone: bool = False
    """Whether it is not kept any more."""

    def take(self, side: BookSide) -> bool:
        """Put in what an update tells, and say whether the book may be told."""
        if not self.is_good:
            self.held[side.side] = side
            return False
        self.touched.add(side.side)
        self._put(side)
        return True

    def begin(self, read: Sides) -> list[MarketSide]:
        """Take a book that was read, with what came meanwhile over it. Gives what is not as it was."""
        before, self.sides = self.sides, dict(read)
        for side in self.held.values():
            self._put(side)
        self.spoil()
        self.is_good = True
        return unlike(before, self.sides)

    def spoil(self) -> None:
        """Believe it no more. What was told of it stays, to say later what has changed."""
        self.is_good = False
        self.held.clear()
        self.touched.clear()
        self.suspects = frozenset()

    def compare(self, read: Sides) -> list[MarketSide] | None:
        """Hold a look at the book against it. Gives what is not as it was where it was wrong, and is mended now; None where it was right.

        One look proves nothing: a message that explains it may still be on its way, on another connection than the look. Two do, where
        both find the same side otherwise and no message has told of it.
        """
        found = frozenset(unlike(self.sides, read)) - self.touched
        if not found:
            self.doubts = 0
        proven = found & self.suspects
        touched, self.touched = self.touched, set()
        self.suspects = frozenset() if proven else found
        if not proven:
            return None
        before, self.sides = self.sides, dict(read)
        for side in touched:
            self._put(before.get(side, BookSide(side, ())))
        return unlike(before, self.sides)

    def _put(self, side: BookSide) -> None:
        if side.offers:
            self.sides[side.side] = side
        else:
            self.sides.pop(side.side, None)


def _side(side: MarketSide, rows: Iterable[RowT]) -> BookSide | None:
    """Make a side of its rows; None where two are one order, or one is none."""
    ordered = best_first(rows)
    ids = {row.id for row in ordered}
    return None if None in ids or len(ids) < len(ordered) else BookSide(side, tuple(Offer(row) for row in ordered))


def _digest(side: BookSide | None) -> Mapping[str | None, tuple[Decimal | None, Decimal | None]]:
    if side is None:
        return {}
    return {offer.order_id: (offer.venue_order.odds, offer.stake) for offer in side.offers}
