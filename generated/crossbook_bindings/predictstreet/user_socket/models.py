# Generated from specs/predictstreet/user-socket.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import define
from msgspec import UNSET, Raw, Struct, UnsetType

from crossbook_bindings.runtime import Unlisted, Unread, conform

Channel: TypeAlias = Literal["user_orders", "user_fills", "vault_positions"]
"""What a subscription is about. vault_positions has the addresses of vaults as ids, the others have none."""


RejectionCode: TypeAlias = Literal[
    "invalid_params", "forbidden", "api_key_scope_missing", "subscription_cap_exceeded", "subscription_too_many_ids"
]
"""Why a subscription was rejected."""


Side: TypeAlias = Literal["buy", "sell"]
"""Side of an order."""


@define(frozen=True, kw_only=True, slots=False)
class Subscription:
    """One subscription to open."""

    channel: Channel
    """What it is about."""
    ids: tuple[str, ...] | UnsetType = UNSET
    """vault_positions only, and needed there: addresses of vaults that the key is associated with."""

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
    """What the connection is, and whose."""

    gateway: str | None = None
    """Always user."""
    walletAddress: str | None = None
    """The wallet that all private subscriptions are about; one per connection."""
    authMethod: str | None = None
    """How the client was recognised, e.g. api_key."""
    protocolVersion: int | None = None
    """Generation of the protocol. This file is 2."""
    partnerId: str | None = None
    """The venue's id of the partner; API keys only."""


@define(frozen=True, kw_only=True, slots=False)
class ConnectedFrame:
    """Greeting."""

    type: str
    """Always connected."""
    data: Greeting
    """What the connection is, and whose."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


class PushFrame(Struct, frozen=True, kw_only=True):
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
    """The vault it is about; left out on user_orders and user_fills."""
    serverTs: int | None = None
    """When the venue sent the frame, in milliseconds since 1970."""


class UserFill(Struct, frozen=True, kw_only=True):
    """A fill of an order of the wallet."""

    side: Side | Unlisted
    """Side of the wallet's order."""
    tradeId: str
    """Trade id; the same fill may be delivered again."""
    orderId: str
    """The order's id, as placing gives it."""
    tokenId: str
    """Token id in decimal digits."""
    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens."""
    walletAddress: str | None = None
    """The wallet."""
    clientOrderId: str | None = None
    """The caller's name for the order, if one was sent."""
    conditionId: str | None = None
    """Id of the condition, 32 bytes in hex."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    source: str | None = None
    """Always matcher."""
    tsMs: int | None = None
    """Time of the event, in milliseconds since 1970."""


@define(frozen=True, kw_only=True, slots=False)
class VaultPositionBalanceChanged:
    """A vault holds more or less of an outcome token."""

    vaultAddress: str
    """The vault."""
    tokenId: str
    """Token id in decimal digits."""
    balanceAfter: Decimal
    """What the vault holds now; unit undocumented."""
    conditionId: str | None = None
    """Id of the condition, 32 bytes in hex."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    reason: str | None = None
    """Why it changed; the words are undocumented."""
    txHash: str | None = None
    """Transaction on chain."""
    blockNumber: int | str | None = None
    """Block of the transaction."""
    tsMs: int | None = None
    """Time of the event, in milliseconds since 1970."""


OrderPlaced: TypeAlias = Raw
"""An order placed; undocumented as far as the pages could be read."""


OrderCancelled: TypeAlias = Raw
"""An order cancelled; undocumented as far as the pages could be read."""
