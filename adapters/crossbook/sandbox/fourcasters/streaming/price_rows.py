"""Orders as rows of the price feed, each written once and kept while it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, SideNames
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.writing.books import row
from crossbook.sandbox.wire import Json, JsonObject, dumps


@frozen
class _Kept:
    order: FourcastersOrder
    left: Fraction
    game: FourcastersGame
    text: str


class Rows:
    """The texts of rows. `check` is shown each that is new."""

    def __init__(self, clock: Clock, check: Callable[[Json], None]) -> None:
        self._clock = clock
        self._check = check
        self._kept: dict[str, _Kept] = {}

    def text(self, order: FourcastersOrder, left: Fraction, game: FourcastersGame, taken: SideNames) -> str:
        """Write a row as everybody but its owner sees it."""
        kept = self._kept.get(order.id)
        if kept is not None and kept.order is order and kept.left == left and kept.game is game:
            return kept.text
        written: JsonObject = {**row(order, left, game, "", self._clock), **side_members(order.market_type, taken)}
        self._check(written)
        kept = self._kept[order.id] = _Kept(order, left, game, dumps(written))
        return kept.text

    def forget(self, order_id: str) -> None:
        """Keep no text of an order that rests no more."""
        self._kept.pop(order_id, None)


def owned(text: str, account: str) -> str:
    """Write a row as its owner sees it."""
    return f"{text[:-1]},{dumps('createdBy')}:{dumps(account)}}}"


def side_members(market_type: str, taken: SideNames) -> JsonObject:
    """Name a side and line of a market the way this feed does, in an update and in each of its rows.

    The page shows a total and moneyline1x2. On moneylines and spreads it shows nothing: what names the side there is as in
    books, and the members that a total has beside are null.
    """
    match market_type:
        case "total":
            return {
                "participantID": None,
                "market": "main",
                "side": taken.side,
                "OU": taken.side,
                "total": taken.number,
                "spread": None,
            }
        case "moneyline1x2":
            return {"participantID": "", "market": taken.market, "side": taken.side}
        case _:
            return {
                "participantID": taken.side,
                "market": None,
                "side": None,
                "OU": None,
                "total": None,
                "spread": taken.number,
            }
