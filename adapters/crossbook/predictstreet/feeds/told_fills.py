"""Which fills a feed has told already, of the latest ones. Pure.

Delivery is at least once, and the same fill stands in `GET /api/me/trades`. No page says in words that `id` there is the `tradeId` of an
event: it follows from `tradeId` of the fee ledger and of the partners' list, and from the page of the event, which leads there for the fee.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeAlias

from crossbook.predictstreet.feeds.user_events import OrderFilled
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.reads.fill import OrderFill

_Name: TypeAlias = tuple[str, str]
"""Trade and order: where a wallet trades with itself, both orders have the one trade."""
_Amounts: TypeAlias = tuple[Decimal | None, Decimal | None]
"""Price and quantity, None where untold."""
_MOST: Final = 100_000
"""Fills that are remembered. What comes twice comes soon, or in a list that begins a minute before a gap."""


class ToldFills:
    """Remembers fills by trade and order, with price and quantity: one that says otherwise is another one, and is told."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._told = OrderedDict[_Name, tuple[_Amounts, ...]]()
        """Oldest first. (A dict takes ever longer to give its first, once many were taken out.)"""
        self._count = 0
        self._nameless: dict[object, int] = {}
        """How many there are of each that lacks a name, by all that it says that does not change."""

    def is_new(self, fill: OrderFilled | OrderFill) -> bool:
        """Say whether a fill was not told yet, and take note that it is now. One without a name is always new."""
        if not fill.trade_id or not fill.order_id:
            return True
        name, amounts = (same(fill.trade_id), same(fill.order_id)), (fill.price, fill.quantity)
        told = self._told.get(name, ())
        if amounts in told or any(_adds_nothing(amounts, each) for each in told):
            return False
        self._told[name] = (*told, amounts)
        self._count += 1
        if self._count > self._most:
            self._count -= len(self._told.popitem(last=False)[1])
        return True

    def fresh(self, listed: Iterable[OrderFill]) -> tuple[OrderFill, ...]:
        """Give what of a list was not told yet, and take note that it is now.

        One without a name is known by what it says, and by how many in one list say the same: a list holds all of its time.
        """
        found: list[OrderFill] = []
        counted: Counter[object] = Counter()
        for fill in listed:
            if (fill.trade_id and fill.order_id) or fill.created_at is None:
                found += [fill] if self.is_new(fill) else []
                continue
            content = (fill.trade_id, fill.order_id, fill.market_id, fill.side, fill.price, fill.quantity, fill.created_at)
            counted[content] += 1
            if counted[content] > self._nameless.get(content, 0):
                found.append(fill)
        for said, count in counted.items():
            self._nameless[said] = max(count, self._nameless.pop(said, 0))
        while len(self._nameless) > self._most:
            del self._nameless[next(iter(self._nameless))]
        return tuple(found)


def _adds_nothing(amounts: _Amounts, told: _Amounts) -> bool:
    """Say whether what is said now was said before: it may leave out what was told, and says nothing else."""
    return all(now is None or now == then for now, then in zip(amounts, told, strict=True))
