"""What the user feed tells of the wallet's own orders, fills and vaults, in our words; the venue's are beside them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet.feeds.events import Greeted, Subscribed, SubscriptionRejected, UnlistedEvent
from crossbook.predictstreet.orders.order import Order
from crossbook.predictstreet.reads.fill import OrderFill
from crossbook_bindings.predictstreet.user_socket import models
from crossbook_bindings.runtime import Unlisted


class OrderPlaced(msgspec.Struct, frozen=True, kw_only=True):
    """An order of the wallet was placed. Which one, no page says how to read: only the caller's own name for it.

    Delivery is at least once, and nothing in it tells one from another: it may be told again.
    """

    user_reference: str | None
    """The caller's name for the order (`clientOrderId`), where one was sent."""
    venue_event: models.PushFrame
    """The event in the venue's words. Its `data`, the exchange's own payload, is as it came: no page shows it."""


class OrderCancelled(msgspec.Struct, frozen=True, kw_only=True):
    """An order of the wallet was cancelled. Which one, no page says how to read: only the caller's own name for it.

    Delivery is at least once, and nothing in it tells one from another: it may be told again. An order that is filled, expires or falls
    with its market is not told of here.
    """

    user_reference: str | None
    """The caller's name for the order (`clientOrderId`), where one was sent."""
    venue_event: models.PushFrame
    """The event in the venue's words. Its `data`, the exchange's own payload, is as it came: no page shows it."""


class OrderFilled(msgspec.Struct, frozen=True, kw_only=True):
    """An order of the wallet was matched, in part or whole. It is off the chain until it is settled, and may fail to settle.

    Told once by a feed, however often it is delivered. The fee and what becomes of it stand in `client.fills`.
    """

    trade_id: str
    """The venue's name for the match. Both orders have the same, where the wallet trades with itself."""
    order_id: str
    """The venue's name for the order."""
    user_reference: str | None
    """The caller's name for the order (`clientOrderId`), where one was sent."""
    token_id: str
    """The outcome token, in decimal digits."""
    condition_id: str | None
    """The market's condition, 32 bytes in hex."""
    outcome: int | None
    """Which outcome: 0 is yes, 1 is no."""
    side: models.Side | Unlisted
    """The wallet's own side: buy or sell, or a word that no document lists."""
    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens matched by this event alone, before fees: a buyer may get fewer."""
    happened_at: datetime | None
    """When it was matched, by the venue; None where that cannot be read."""
    venue_event: models.PushFrame
    """The event in the venue's words."""


class VaultBalanceChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A vault holds more or less of an outcome token, on chain. Delivery is at least once: it may be told again."""

    vault: str
    """The vault's address."""
    token_id: str
    """The outcome token, in decimal digits."""
    condition_id: str | None
    """The market's condition, 32 bytes in hex."""
    outcome: int | None
    """Which outcome: 0 is yes, 1 is no."""
    balance_after: Decimal
    """What the vault holds now. No page says whether in tokens or in their smallest parts (six decimals)."""
    reason: str | None
    """Why it changed; no page lists the words."""
    tx_hash: str | None
    """The transaction on chain."""
    happened_at: datetime | None
    """When it changed, by the venue; None where that cannot be read."""
    venue_event: models.PushFrame
    """The event in the venue's words."""


class RestingOrders(msgspec.Struct, frozen=True, kw_only=True):
    """Every order of the wallet that rests, all pages, read over REST behind a `Gap`. What is not among them does not rest.

    The list has no place in the feed: events that come after it may be older than it, and say what it says already. An order that
    went during the gap was cancelled, filled, or fell with its market: `fills` and `client.get_order` tell.

    All of it is of the wallet that the connection is about, as far as anything says whose it is. Where something in a list is another
    wallet's, none of the list is told: the feed reads again on another connection, and a `Disconnected` says why.
    """

    orders: tuple[Order, ...]
    """The orders, newest first. The list shows PARTIAL as OPEN: `filled` of an order tells."""
    fills: tuple[OrderFill, ...]
    """The wallet's matches since `fills_since` that this feed has not told of, newest first. One without a `trade_id` is known by all that
    it says, and one without a time too may be told at every look."""
    fills_since: datetime | None
    """From when on matches were read, a minute before the gap may begin; None where nobody knows, and none were read."""


UserFeedEvent: TypeAlias = (
    OrderPlaced
    | OrderCancelled
    | OrderFilled
    | VaultBalanceChanged
    | RestingOrders
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
"""Everything that the user feed tells. A `match` over it can end in `assert_never`."""
