"""What the market feed tells of books, trades, candles and the state of markets, in our words; the venue's are beside them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet.feeds.events import Greeted, Subscribed, SubscriptionRejected, UnlistedEvent
from crossbook_bindings.predictstreet.market_socket import models


class BookLevel(msgspec.Struct, frozen=True):
    """All orders that rest at one price."""

    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens."""
    orders: int | None
    """How many orders rest there; None where the venue does not tell."""


class BookChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The newest state of the book of one outcome token. A reader that is slow gets the newest one only, and how many it did not get.

    A snapshot has the levels. A change has them only for a feed that was told to read them (`changes_are_whole`): no page says under which
    names a change holds levels, nor whether these are all or the changed ones. Without them, `client.order_book` has the book as it is now,
    and the same `hash` where nothing has changed since.
    """

    token_id: str
    """The outcome token, in decimal digits."""
    condition_id: str | None
    """The market's condition, 32 bytes in hex."""
    outcome: int | None
    """Which outcome: 0 is yes, 1 is no."""
    sequence: int
    """Its place in the matcher's sequence (`seq`)."""
    hash: str | None
    """The venue's hash over the book, an opaque text: that of `client.order_book` is equal for an equal book of the same depth.

    None on changes for which the venue sends none.
    """
    bids: tuple[BookLevel, ...] | None
    """What buyers offer, the highest price first; None where this state was told without levels that can be read."""
    asks: tuple[BookLevel, ...] | None
    """What sellers offer, the lowest price first; None where this state was told without levels that can be read."""
    happened_at: datetime | None
    """When it was so, by the venue; None where that cannot be read."""
    conflated: int
    """How many states there were since the last one that was read, and are not told."""
    venue_event: models.PushFrame
    """The event in the venue's words."""

    @property
    def best_bid(self) -> BookLevel | None:
        """The highest price that a buyer offers; None where nobody buys, or levels are not known."""
        return self.bids[0] if self.bids else None

    @property
    def best_ask(self) -> BookLevel | None:
        """The lowest price that a seller offers; None where nobody sells, or levels are not known."""
        return self.asks[0] if self.asks else None


class MarketEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What events of the market gateway have in common. No page that could be read shows more of what is in them."""

    token_id: str | None
    """The outcome token, in decimal digits; None on events that are about none."""
    condition_id: str | None
    """The market's condition, 32 bytes in hex."""
    outcome: int | None
    """Which outcome: 0 is yes, 1 is no."""
    happened_at: datetime | None
    """When it happened, by the venue; None where that cannot be read."""
    venue_event: models.PushFrame
    """The event in the venue's words: its `data` is as it came."""


class TradeMatched(MarketEvent, frozen=True, kw_only=True):
    """The matcher has made a trade in a token. It is not on the chain yet. Delivery is at least once: it may be told again."""


class TradeSettled(MarketEvent, frozen=True, kw_only=True):
    """A trade in a token was confirmed on chain. Delivery is at least once: it may be told again."""


class CandleChanged(MarketEvent, frozen=True, kw_only=True):
    """A candle of five seconds of a token."""


class MarketStateChanged(MarketEvent, frozen=True, kw_only=True):
    """The state of a market has changed: `venue_event.type` is market_paused, market_unpaused, market_resolved or market_status.

    The venue takes subscriptions to these, and sends few or none so far: read the state of a market over REST (`client.get_market`).
    """


class PlatformChanged(MarketEvent, frozen=True, kw_only=True):
    """The platform is frozen or under maintenance, or no longer: `venue_event` tells."""


MarketFeedEvent: TypeAlias = (
    BookChanged
    | TradeMatched
    | TradeSettled
    | CandleChanged
    | MarketStateChanged
    | PlatformChanged
    | BookInvalid
    | BookRebuilt
    | UnlistedEvent
    | Greeted
    | Subscribed
    | SubscriptionRejected
    | Connected
    | Disconnected
    | Gap
    | Live
    | Lost
)
"""Everything that the market feed tells. A `match` over it can end in `assert_never`."""
