"""Which fills a feed has told already, of the latest ones. Pure.

Delivery is at least once, and the same fill stands in `GET /api/me/trades`. No page says in words that `id` there is the `tradeId` of an
event: it follows from `tradeId` of the fee ledger and of the partners' list, and from the page of the event, which leads there for the fee.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from crossbook.predictstreet.feeds.user_events import OrderFilled
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.reads.fill import OrderFill

_Key: TypeAlias = tuple[str, str, Decimal, Decimal]
_MOST: Final = 100_000
"""Fills that are remembered. What comes twice comes soon, or in a list that begins a minute before a gap."""


class ToldFills:
    """Remembers fills by trade, order, price and quantity: one that says otherwise is another one, and is told."""

    def __init__(self) -> None:
        self._told: dict[_Key, None] = {}

    def is_new(self, fill: OrderFilled | OrderFill) -> bool:
        """Say whether a fill was not told yet, and take note that it is now. One without a name is always new."""
        key = _key(fill)
        if key is None:
            return True
        if key in self._told:
            return False
        self._told[key] = None
        if len(self._told) > _MOST:
            del self._told[next(iter(self._told))]
        return True


def _key(fill: OrderFilled | OrderFill) -> _Key | None:
    if fill.trade_id is None or fill.order_id is None or fill.price is None or fill.quantity is None:
        return None
    return same(fill.trade_id), same(fill.order_id), fill.price, fill.quantity
