"""The price of every outcome over time: the mid of best bid and best ask, else the last trade, carried forward."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from typing import Final

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.predictstreet.trading import Trading
from crossbook.sandbox.predictstreet.units import plain
from crossbook.sandbox.wire import Json

RANGES: Final = {
    "live": (300, timedelta(seconds=1)),
    "1h": (60, timedelta(minutes=1)),
    "1d": (48, timedelta(minutes=30)),
    "1w": (28, timedelta(hours=6)),
    "1m": (60, timedelta(hours=12)),
}
"""How many points and how far apart, by range (time-series-price-points-for-the-chart-ui)."""


class Prices:
    """What each outcome was worth, and since when."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moments: dict[tuple[str, str], list[datetime]] = {}
        self._prices: dict[tuple[str, str], list[int]] = {}

    def begin(self, symbol: str, outcome: str, price: int) -> None:
        """Note what an outcome is worth before anybody trades."""
        self._moments[symbol, outcome] = [self._clock.wall()]
        self._prices[symbol, outcome] = [price]

    def record(self, symbol: str, outcome: str, trading: Trading) -> None:
        """Note what an outcome is worth after its book has changed."""
        book = trading.book(symbol, outcome)
        bid, ask = book.best("buy"), book.best("sell")
        if bid is not None and ask is not None:
            price: int | None = (bid + ask) // 2
        else:
            price = trading.last_price(symbol, outcome)
        known = self._prices[symbol, outcome]
        if price is not None and price != known[-1]:
            self._moments[symbol, outcome].append(self._clock.wall())
            known.append(price)

    def now(self, symbol: str, outcome: str) -> int:
        """Say what an outcome is worth."""
        return self._prices[symbol, outcome][-1]

    def points(self, symbol: str, outcome: str, reach: str) -> list[Json]:
        """List prices over a range, oldest first, none missing.

        The page writes a point as "(ts, price)"; whether as a list or an object was not seen. An object is this sandbox's
        reading, and a time as elsewhere in replies.
        """
        count, step = RANGES[reach]
        end = self._clock.wall()
        moments = [end - step * back for back in range(count - 1, -1, -1)]
        return [{"ts": timestamp(moment), "price": plain(self._at(symbol, outcome, moment))} for moment in moments]

    def _at(self, symbol: str, outcome: str, moment: datetime) -> int:
        index = bisect_right(self._moments[symbol, outcome], moment)
        return self._prices[symbol, outcome][max(index - 1, 0)]
