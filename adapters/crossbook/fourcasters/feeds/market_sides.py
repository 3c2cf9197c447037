"""One side of one market of a game, as the price feed and the books name it: what a row is about, and whether rows belong together. Pure.

pages/streaming/price-feed.mdx shows a total and moneyline1x2. What names the side of a moneyline or a spread there is not shown: it is
read as the books have it (snippets/types/orderbook-order.mdx), the participant and the spread.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeAlias, TypeVar

import msgspec

from crossbook.fourcasters.amounts import Sided, names_two_sides, side_of
from crossbook.fourcasters.identifiers import same
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook_bindings.runtime import Unlisted

_Told: TypeAlias = tuple[str | None, str | None, Decimal | None]
"""Market, side and line; None where it is not told, or does not apply."""


class Row(Sided, Protocol):
    """What names a side: an update of the price feed, one of its rows, or a row of a book."""

    @property
    def gameID(self) -> str | None: ...  # noqa: N802 - the venue's names
    @property
    def market(self) -> str | None: ...
    @property
    def spread(self) -> Decimal | None: ...
    @property
    def total(self) -> Decimal | None: ...


class Order(Row, Protocol):
    """A row that is an order."""

    @property
    def id(self) -> str | None: ...
    @property
    def type(self) -> MarketType | Unlisted | None: ...
    @property
    def odds(self) -> Decimal | None: ...


OrderT = TypeVar("OrderT", bound=Order)


class MarketSide(msgspec.Struct, frozen=True, kw_only=True):
    """One side of one market of a game, on one line: what its offers let a taker back."""

    market_type: MarketType | Unlisted
    """moneyline, spread, total or moneyline1x2, or a word that no document lists."""
    side: str
    """A participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2)."""
    market: str | None = None
    """moneyline1x2 only: draw, or a participant's id."""
    line: Decimal | None = None
    """Points, on spreads and totals."""


def side_told(market_type: MarketType | Unlisted, row: Row) -> MarketSide | None:
    """Say which side a row of a market type is about; None where it does not say, or names two."""
    if names_two_sides(market_type, row):
        return None
    market, side, line = _told(market_type, row)
    if line is not None and not line.is_finite():  # Text such as "NaN" decodes as a decimal.
        return None
    match market_type:
        case "moneyline":
            whole = side is not None
        case "spread" | "total":
            whole = side is not None and line is not None
        case "moneyline1x2":
            whole = side is not None and market is not None
        case _:
            whole = True
    return MarketSide(market_type=market_type, side=side or "", market=market, line=line) if whole else None


def belongs(row: Order, side: MarketSide, game_id: str) -> bool:
    """Say whether an order may stand on a side: whatever it tells of where it belongs says the same. What it leaves out counts as said."""
    if row.gameID and same(row.gameID) != same(game_id):
        return False
    if (row.type is not None and row.type != side.market_type) or names_two_sides(side.market_type, row):
        return False
    market, told, line = _told(side.market_type, row)
    if line is not None and not (line.is_finite() and line == side.line):
        return False
    return market in (None, side.market) and told in (None, side.side)


def best_first(rows: Iterable[OrderT]) -> list[OrderT]:
    """Order rows by what a taker gets, the best odds first. No page says in which order they come, but for moneylines over REST."""
    # American odds are ordered as numbers are: all above even money are more than all below it.
    return sorted(rows, key=_odds, reverse=True)


def _odds(row: Order) -> Decimal:
    return row.odds if row.odds is not None and row.odds.is_finite() else _NONE


_NONE = Decimal("-Infinity")


def _told(market_type: MarketType | Unlisted, row: Row) -> _Told:
    match market_type:
        case "moneyline":
            return None, row.participantID or None, None
        case "spread":
            return None, row.participantID or None, row.spread
        case "total":
            # `market` is main on a total, which says nothing; `side` repeats OU.
            return None, row.OU or row.side or None, row.total
        case "moneyline1x2":
            return row.market or None, row.side or None, None
        case _:
            return row.market or None, side_of(row), row.total if row.spread is None else row.spread
