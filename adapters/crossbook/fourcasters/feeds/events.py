"""What the user feed tells of the account's own orders, in our words; the venue's are beside them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook.fourcasters.orders.order import Order
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.runtime import Unlisted


class OrderEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What all messages about one of the account's own orders have. Odds and side are the account's own view."""

    message_id: str
    """The venue's name for the message. The same message may be told again by another feed, with the same name."""
    cursor: str
    """Where another feed goes on, once this event is done with."""
    wager_request_id: str
    """The venue's name for the order as it was placed: the same for its fills and for what rests of it."""
    user_reference: str | None
    """The caller's name for the order."""
    game_id: str | None
    """The game: 24 hexadecimal digits."""
    league: str | None
    """The game's league, as the venue abbreviates it."""
    market_type: MarketType | Unlisted
    """moneyline, spread, total or moneyline1x2, or a word that no document lists."""
    side: str
    """A participant's id (moneyline, spread), over or under (total), yes or no (moneyline1x2)."""
    market: str | None
    """moneyline1x2 only: draw, or a participant's id."""
    line: Decimal | None
    """Points, on spreads and totals."""
    odds: Decimal
    """American odds."""
    happened_at: datetime | None
    """When it happened, by the venue; None where that cannot be read."""
    venue_event: UserEvent
    """The message in the venue's words."""


class OrderPlaced(OrderEvent, frozen=True, kw_only=True):
    """An order of the account rests now."""

    order_id: str
    """The venue's name for it."""
    risk: Decimal
    """USD at risk in the whole order."""
    remaining: Decimal
    """USD at risk that rest."""


class OrderFilled(OrderEvent, frozen=True, kw_only=True):
    """A resting order of the account was matched, in part or whole: the account is the maker."""

    order_id: str
    """The venue's name for the order."""
    fill_id: str
    """The venue's name for the fill. Both sides of it have the same: an account that trades with itself is told of both."""
    stake: Decimal
    """USD matched by this event alone."""
    risk: Decimal
    """USD lost if the bet loses."""
    win: Decimal
    """USD won if the bet wins, rounded by the venue on its own."""
    remaining: Decimal
    """USD at risk that still rest; 0 where all is matched."""
    is_over: bool
    """Whether nothing rests any more."""


class BetTaken(OrderEvent, frozen=True, kw_only=True):
    """An order of the account has taken another account's: the account is the taker. Nothing is said of what rests of its own."""

    fill_id: str
    """The venue's name for the fill."""
    hit_order_id: str
    """The order that was hit, which is the other account's: never one to cancel."""
    stake: Decimal
    """USD matched, before commission."""
    risk: Decimal
    """USD lost if the bet loses, with commission."""
    win: Decimal
    """USD won if the bet wins, after commission."""


class OrderCancelled(OrderEvent, frozen=True, kw_only=True):
    """A resting order of the account is off the market.

    By whom is not told: a cancel, an edit, the order's expiry, the start of its game and a missed heartbeat look alike. How large it was
    is not told either: the message holds 0 for it.
    """

    order_id: str
    """The venue's name for it."""
    filled: Decimal
    """USD at risk that were matched before."""


class UnlistedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A message that is none of those that the venue's page describes, or more than one of them. Look at the account, if in doubt."""

    message_id: str | None
    """The venue's name for it, where it has one."""
    cursor: str | None
    """Where another feed goes on, once this event is done with; None where there is no such place yet."""
    venue_event: UserEvent | str
    """The message in the venue's words; as text where it has none of the members that the page describes."""


class RestingOrders(msgspec.Struct, frozen=True, kw_only=True):
    """Every order of the account that rests, read over REST behind a `Gap`. What is not among them does not rest.

    The list has no place in the feed: messages that come after it may be older than it, and say what it says already. An order
    that went during the gap was cancelled or filled: `matched_bets` of the client tells of fills.
    """

    orders: tuple[Order, ...]
    """The orders, in the venue's order: by the start of their games."""
    cursor: str | None
    """Where another feed goes on, once this event is done with; None where there is no such place yet."""


UserMessage: TypeAlias = OrderPlaced | OrderFilled | BetTaken | OrderCancelled | UnlistedEvent
"""What one message of the user feed says."""

UserFeedEvent: TypeAlias = (
    OrderPlaced
    | OrderFilled
    | BetTaken
    | OrderCancelled
    | UnlistedEvent
    | RestingOrders
    | Connected
    | Disconnected
    | Gap
    | Replayed
    | Live
    | Lost
)
"""Everything that the user feed tells. A `match` over it can end in `assert_never`."""
