# Generated from specs/predictstreet/market-socket.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import define
from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.runtime import Unlisted, Unread, conform

Channel: TypeAlias = Literal["token_trade_matches", "token_trade_settlements", "token_book", "token_ohlc", "condition_lifecycle", "system"]
"""What a subscription is about. The ids are tokens, conditions for condition_lifecycle, and platform_status for
system."""


RejectionCode: TypeAlias = Literal[
    "invalid_params", "forbidden", "api_key_scope_missing", "subscription_cap_exceeded", "subscription_too_many_ids"
]
"""Why a subscription was rejected."""


@define(frozen=True, kw_only=True, slots=False)
class Subscription:
    """One subscription to open."""

    channel: Channel
    """What it is about."""
    ids: tuple[str, ...]
    """Token ids in decimal digits, condition ids in hex, or platform_status, as the channel wants."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class SubscribeParams:
    """Payload of subscribe."""

    subscriptions: tuple[Subscription, ...]
    """Subscriptions to open."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class SubscribeFrame:
    """Frame of subscribe."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["subscribe"] = "subscribe"
    """Always "subscribe"."""
    params: SubscribeParams
    """Payload of subscribe."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class UpdateSubscriptionParams:
    """Payload of update_subscription, as far as known."""

    sid: int | UnsetType = UNSET
    """The subscription."""
    add_ids: tuple[str, ...] | UnsetType = UNSET
    """Ids to add, at most 100 at a time."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class UpdateSubscriptionFrame:
    """Frame of update_subscription."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["update_subscription"] = "update_subscription"
    """Always "update_subscription"."""
    params: UpdateSubscriptionParams
    """Payload of update_subscription, as far as known."""

    def __attrs_post_init__(self) -> None:
        conform(self)


UnsubscribeParams: TypeAlias = dict[str, object]
"""Payload of unsubscribe; undocumented as far as the page could be read."""


@define(frozen=True, kw_only=True, slots=False)
class UnsubscribeFrame:
    """Frame of unsubscribe."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["unsubscribe"] = "unsubscribe"
    """Always "unsubscribe"."""
    params: UnsubscribeParams
    """Payload of unsubscribe; undocumented as far as the page could be read."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class ListSubscriptionsFrame:
    """Frame of list_subscriptions."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["list_subscriptions"] = "list_subscriptions"
    """Always "list_subscriptions"."""

    def __attrs_post_init__(self) -> None:
        conform(self)


GetBookSnapshotParams: TypeAlias = dict[str, object]
"""Payload of get_book_snapshot; undocumented as far as the page could be read."""


@define(frozen=True, kw_only=True, slots=False)
class GetBookSnapshotFrame:
    """Frame of get_book_snapshot."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["get_book_snapshot"] = "get_book_snapshot"
    """Always "get_book_snapshot"."""
    params: GetBookSnapshotParams
    """Payload of get_book_snapshot; undocumented as far as the page could be read."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class PingFrame:
    """Frame of ping."""

    id: int
    """Name chosen by the caller, echoed in the reply."""
    cmd: Literal["ping"] = "ping"
    """Always "ping"."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class Envelope:
    """What every frame has in common."""

    type: str | None = None
    """connected, subscribed, pong, or the event of a push."""
    id: Unread = None
    """On a reply the number sent with the command; on a push the text that names what it is about."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


@define(frozen=True, kw_only=True, slots=False)
class AcceptedSubscription:
    """One subscription that is open."""

    sid: int
    """Number of the subscription, on this connection only."""
    channel: Channel | Unlisted
    """What it is about."""
    ids: tuple[str, ...] | None = None
    """Its ids as the venue normalised them; match events by these."""


@define(frozen=True, kw_only=True, slots=False)
class RejectedSubscription:
    """One subscription that was not opened."""

    channel: Channel | Unlisted | None = None
    """What it was about."""
    ids: tuple[str, ...] | None = None
    """Its ids."""
    code: RejectionCode | Unlisted | None = None
    """Why; decide by this one."""
    message: str | None = None
    """The venue's words, which begin with the code."""


@define(frozen=True, kw_only=True, slots=False)
class SubscribedReply:
    """Reply to subscribe."""

    id: int
    """The number sent with the command."""
    type: str
    """Always subscribed."""
    accepted: tuple[AcceptedSubscription, ...] | None = None
    """The subscriptions that are open."""
    rejected: tuple[RejectedSubscription, ...] | None = None
    """The subscriptions that are not."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


UndocumentedReply: TypeAlias = Raw
"""A reply of which only its id is known."""


@define(frozen=True, kw_only=True, slots=False)
class PongReply:
    """Reply to ping."""

    id: int
    """The number sent with the command."""
    type: str
    """Always pong."""
    ts: int
    """Time at the venue, in milliseconds since 1970."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


@define(frozen=True, kw_only=True, slots=False)
class Greeting:
    """What the connection is."""

    gateway: str | None = None
    """Always market."""
    authMethod: str | None = None
    """How the client was recognised, e.g. api_key."""
    protocolVersion: int | None = None
    """Generation of the protocol; left out by the first. This file is 2."""
    partnerId: str | None = None
    """The venue's id of the partner; API keys only."""


@define(frozen=True, kw_only=True, slots=False)
class ConnectedFrame:
    """Greeting."""

    type: str
    """Always connected."""
    data: Greeting
    """What the connection is."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


@define(frozen=True, kw_only=True, slots=False)
class PushFrame:
    """An event on a subscription."""

    type: str
    """The event; ignore unknown ones."""
    sid: int
    """The subscription."""
    channel: Channel | Unlisted
    """What the subscription is about."""
    data: Raw
    """The payload, unread."""
    id: str | None = None
    """The token or condition it is about, or platform_status."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""
    seq: int | None = None
    """Books only: a counter per token. After a jump by more than 1 a frame is missing."""
    prevSeq: int | None = None
    """The seq of the change before; if that was not applied, ask for a new book."""
    hash: str | None = None
    """book_snapshot and book_update: 16 hex digits over the book, equal to those of REST."""


@define(frozen=True, kw_only=True, slots=False)
class BookSnapshotFailedFrame:
    """An event in place of a book. Whether it carries more than its type was not seen."""

    type: str
    """Always book_snapshot_failed."""
    sid: int | None = None
    """The subscription."""
    channel: Channel | Unlisted | None = None
    """What the subscription is about."""
    id: str | None = None
    """The token."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""
    data: Unread = None
    """The payload, unread."""


@define(frozen=True, kw_only=True, slots=False)
class BookLevel:
    """All orders resting at one price."""

    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens."""
    count: int | None = None
    """How many orders rest at the price."""


@define(frozen=True, kw_only=True, slots=False)
class BookSnapshot:
    """The book of a token: 100 levels deep after subscribe, full depth after get_book_snapshot."""

    tokenId: str | None = None
    """Token id in decimal digits."""
    conditionId: str | None = None
    """Id of the condition, 32 bytes in hex."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    tsMs: int | None = None
    """Time of the event, in milliseconds since 1970."""
    bids: tuple[BookLevel, ...] | None = None
    """Who wants to buy."""
    asks: tuple[BookLevel, ...] | None = None
    """Who wants to sell."""


@define(frozen=True, kw_only=True, slots=False)
class BookUpdate:
    """A change of a book, as far as known. Its levels are undocumented."""

    tokenId: str | None = None
    """Token id in decimal digits."""
    conditionId: str | None = None
    """Id of the condition, 32 bytes in hex."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    tsMs: int | None = None
    """Time of the event, in milliseconds since 1970."""
    prevSeq: int | None = None
    """The seq of the change before; if that was not applied, ask for a new book."""


@define(frozen=True, kw_only=True, slots=False)
class BookDelta:
    """A change of a book, as far as known. Its levels are undocumented."""

    tokenId: str | None = None
    """Token id in decimal digits."""
    conditionId: str | None = None
    """Id of the condition, 32 bytes in hex."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    tsMs: int | None = None
    """Time of the event, in milliseconds since 1970."""
    prevSeq: int | None = None
    """The seq of the change before; if that was not applied, ask for a new book."""


BookSnapshotFailed: TypeAlias = Raw
"""Why no book came; undocumented as far as the pages could be read."""


TradeMatched: TypeAlias = Raw
"""A match on the token; undocumented as far as the pages could be read."""


TradeSettled: TypeAlias = Raw
"""A trade confirmed on chain; undocumented as far as the pages could be read."""


OhlcUpdate: TypeAlias = Raw
"""A candle of 5 seconds; undocumented as far as the pages could be read."""


MarketPaused: TypeAlias = Raw
"""A pause of the market; undocumented as far as the pages could be read."""


MarketUnpaused: TypeAlias = Raw
"""The end of a pause; undocumented as far as the pages could be read."""


MarketResolved: TypeAlias = Raw
"""A resolution; undocumented as far as the pages could be read."""


MarketStatus: TypeAlias = Raw
"""A change of status; undocumented as far as the pages could be read."""


PlatformStatus: TypeAlias = Raw
"""State of the platform; undocumented as far as the pages could be read."""
