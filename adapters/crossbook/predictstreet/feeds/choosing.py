"""What a caller of an open market feed names, as subscriptions: for the feed over asyncio and for the one in a thread alike."""

from __future__ import annotations

from abc import ABC, abstractmethod

from crossbook.predictstreet.feeds.wanted import Wanted, markets
from crossbook.protocols import Several


class ChoosesMarkets(ABC):
    """Checks what is named, in the thread of whoever names it."""

    @abstractmethod
    def hear(self, more: tuple[Wanted, ...]) -> None:
        """Tell of these too."""

    @abstractmethod
    def hear_no_more(self, less: tuple[Wanted, ...]) -> None:
        """Tell of these no more."""

    def subscribe(
        self,
        *,
        books: Several[str] = (),
        trades: Several[str] = (),
        settlements: Several[str] = (),
        candles: Several[str] = (),
        conditions: Several[str] = (),
        platform: bool = False,
    ) -> None:
        names = {"books": books, "trades": trades, "settlements": settlements, "candles": candles, "conditions": conditions}
        self.hear(markets(**names, platform=platform))

    def unsubscribe(
        self,
        *,
        books: Several[str] = (),
        trades: Several[str] = (),
        settlements: Several[str] = (),
        candles: Several[str] = (),
        conditions: Several[str] = (),
        platform: bool = False,
    ) -> None:
        names = {"books": books, "trades": trades, "settlements": settlements, "candles": candles, "conditions": conditions}
        self.hear_no_more(markets(**names, platform=platform))
