# Generated from specs/fourcasters/orders-socket.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import define, field
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import Unlisted, Unread, conform, exact, exact_or_unset

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kind of market. moneyline1x2 is the three-way market of soccer."""


OrderType: TypeAlias = Literal["limit", "post", "postArb", "fillAndKill", "fillOrKill"]
"""How an order takes and rests. limit takes, then rests its remainder; post only rests; postArb rests, and takes only
within 1 % of its odds; fillAndKill takes what is there and never rests; fillOrKill takes all or nothing."""


ErrorType: TypeAlias = Literal["validation_error", "rejected_liability", "rejected_order_type_rules", "system_error"]
"""Class of a failed order."""


@define(frozen=True, kw_only=True, slots=False)
class PlaceV3Order:
    """One order to place."""

    gameId: str
    """Id of the game, 24 hex digits."""
    bet: Decimal = field(converter=exact)
    """USD at risk."""
    type: MarketType
    """Kind of market."""
    side: str
    """Participant id on moneylines and spreads; over or under on totals; yes or no on moneyline1x2."""
    orderType: OrderType
    """How the order takes and rests."""
    odds: Decimal = field(converter=exact)
    """American odds asked for."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    number: Decimal | UnsetType = field(converter=exact_or_unset, default=UNSET)
    """Line in points, from the side's view, on spreads; the total on totals."""
    userReference: str | UnsetType = UNSET
    """The caller's name for the order, repeated on its fills and its resting offer."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class PlaceV3Request:
    """Payload of placeV3."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""
    orders: tuple[PlaceV3Order, ...]
    """Orders; the reply keeps their order."""

    def __attrs_post_init__(self) -> None:
        conform(self)


PlaceV3Frame: TypeAlias = tuple[Literal["placeV3"], PlaceV3Request]
"""Frame of placeV3."""


@define(frozen=True, kw_only=True, slots=False)
class CancelByIdRequest:
    """Payload of cancelById."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""
    orderId: str
    """The order's id, 24 hex digits."""

    def __attrs_post_init__(self) -> None:
        conform(self)


CancelByIdFrame: TypeAlias = tuple[Literal["cancelById"], CancelByIdRequest]
"""Frame of cancelById."""


@define(frozen=True, kw_only=True, slots=False)
class CancelMultipleRequest:
    """Payload of cancelMultiple."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""
    orderIDs: tuple[str, ...]
    """The orders' ids, 24 hex digits each."""

    def __attrs_post_init__(self) -> None:
        conform(self)


CancelMultipleFrame: TypeAlias = tuple[Literal["cancelMultiple"], CancelMultipleRequest]
"""Frame of cancelMultiple."""


@define(frozen=True, kw_only=True, slots=False)
class CancelAllByGameRequest:
    """Payload of cancelAllByGame."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""
    gameId: str
    """Id of the game, 24 hex digits."""
    type: MarketType | UnsetType = UNSET
    """Cancel only this kind of market."""
    side: str | UnsetType = UNSET
    """Cancel only this side: a participant id, or over or under."""
    market: str | UnsetType = UNSET
    """Cancel only this market."""

    def __attrs_post_init__(self) -> None:
        conform(self)


CancelAllByGameFrame: TypeAlias = tuple[Literal["cancelAllByGame"], CancelAllByGameRequest]
"""Frame of cancelAllByGame."""


@define(frozen=True, kw_only=True, slots=False)
class CancelAllRequest:
    """Payload of cancelAll."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""

    def __attrs_post_init__(self) -> None:
        conform(self)


CancelAllFrame: TypeAlias = tuple[Literal["cancelAll"], CancelAllRequest]
"""Frame of cancelAll."""


@define(frozen=True, kw_only=True, slots=False)
class HeartbeatRequest:
    """Payload of heartbeat."""

    requestID: str
    """Name chosen by the caller, echoed in the reply."""
    requestTimeout: Decimal = field(converter=exact)
    """Seconds until all orders are cancelled."""

    def __attrs_post_init__(self) -> None:
        conform(self)


HeartbeatFrame: TypeAlias = tuple[Literal["heartbeat"], HeartbeatRequest]
"""Frame of heartbeat."""


@define(frozen=True, kw_only=True, slots=False)
class Envelope:
    """What every reply has in common."""

    requestID: str | None = None
    """The name sent with the request."""
    data: Unread = None
    """The answer, its shape given by the message sent."""
    error: str | None = None
    """Why the whole request failed; then there is no data."""
    responses: Unread = None
    """Replies to placeV3, wrapped once more."""


@define(frozen=True, kw_only=True, slots=False)
class ErrorReply:
    """Reply to a request that failed as a whole."""

    requestID: str
    """The name sent with the request."""
    error: str
    """The venue's words."""


@define(frozen=True, kw_only=True, slots=False)
class CancelEntry:
    """What became of one order."""

    success: bool | None = None
    """Whether the order was cancelled by this request."""
    orderID: str | None = None
    """Order id, on failures too."""
    odds: Decimal | None = None
    """American odds in the maker's view."""
    filled: Decimal | None = None
    """USD at risk matched before the cancel."""
    offered: Decimal | None = None
    """0 after a cancel, unit undocumented. Ignore it."""
    remaining: Decimal | None = None
    """USD unmatched at the cancel."""
    side: str | None = None
    """Participant id, or over or under."""
    number: Decimal | None = None
    """Line in points, null on moneylines. Its sign is doubtful."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    userReference: str | None = None
    """The caller's name for the order."""
    description: str | None = None
    """On a cancel, a label of the bet without its price; on a failure, the reason."""


@define(frozen=True, kw_only=True, slots=False)
class CancelReply:
    """Reply to every cancel."""

    requestID: str
    """The name sent with the request."""
    data: tuple[CancelEntry, ...]
    """One entry for cancelById, one per id for cancelMultiple, one per order found, possibly none, for the others."""


@define(frozen=True, kw_only=True, slots=False)
class Fill:
    """One fill of the order placed."""

    amount: Decimal | None = None
    """USD staked in this fill before commission."""
    odds: Decimal | None = None
    """American odds the caller got."""
    orderID: str | None = None
    """Id of the counterparty's resting order. Never cancel it."""
    risk: Decimal | None = None
    """USD at risk, commission on a loss included."""
    side: str | None = None
    """As in the order placed."""
    txID: str | None = None
    """Id of the fill."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    userReference: str | None = None
    """The caller's name for the order, if sent."""
    wagerRequestID: str | None = None
    """Id the venue gave to the order placed; shared by its fills and its resting offer."""
    win: Decimal | None = None
    """USD to win, net of commission."""
    winWithoutCommission: Decimal | None = None
    """USD to win, before commission."""
    number: Decimal | None = None
    """Line in points."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""


@define(frozen=True, kw_only=True, slots=False)
class Offer:
    """The remainder that rests, as a new order."""

    number: Decimal | None = None
    """Line in points; null on moneylines."""
    odds: Decimal | None = None
    """American odds as posted."""
    offered: Decimal | None = None
    """USD at risk resting: the remainder, not the bet sent."""
    orderID: str | None = None
    """Id of the caller's new resting order."""
    side: str | None = None
    """As in the order placed."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    userReference: str | None = None
    """The caller's name for the order, if sent."""
    wagerRequestID: str | None = None
    """Id the venue gave to the order placed."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""


@define(frozen=True, kw_only=True, slots=False)
class PlaceEntry:
    """What became of one order."""

    matched: tuple[Fill, ...] | None = None
    """Nested form. Fills, possibly none."""
    unmatched: Offer | None = None
    """The remainder that rests, as a new order."""
    number: Decimal | None = None
    """Flat form. Line in points; null on moneylines."""
    odds: Decimal | None = None
    """Flat form. American odds as posted."""
    offered: Decimal | None = None
    """Flat form. USD at risk resting."""
    orderID: str | None = None
    """Flat form. Id of the caller's new resting order."""
    side: str | None = None
    """Flat form. As in the order placed."""
    type: MarketType | Unlisted | None = None
    """Flat form. Kind of market."""
    userReference: str | None = None
    """Flat form. The caller's name for the order, if sent."""
    wagerRequestID: str | None = None
    """Flat form. Id the venue gave to the order placed."""
    market: str | None = None
    """Flat form. moneyline1x2 only: draw, or the id of a participant."""
    error: str | None = None
    """Why the order was not processed."""
    error_type: ErrorType | Unlisted | None = None
    """Class of the error, as this socket spells it."""
    errorType: ErrorType | Unlisted | None = None
    """Class of the error, as REST spells it."""


@define(frozen=True, kw_only=True, slots=False)
class WrappedPlaceV3Response:
    """One reply inside a wrapped reply."""

    requestID: str
    """The name sent with the request."""
    data: tuple[PlaceEntry, ...]
    """One entry per order, in the order sent."""


@define(frozen=True, kw_only=True, slots=False)
class HeartbeatAck:
    """Acknowledgement of a heartbeat."""

    type: str | None = None
    """Always heartbeatAck."""
    serverTime: str | None = None
    """Time at the venue, ISO 8601 with nanoseconds."""
    timeoutSec: Decimal | None = None
    """Seconds until all orders are cancelled, as sent."""


@define(frozen=True, kw_only=True, slots=False)
class HeartbeatReply:
    """Reply to heartbeat."""

    requestID: str
    """The name sent with the request."""
    data: HeartbeatAck
    """Acknowledgement of a heartbeat."""


@define(frozen=True, kw_only=True, slots=False)
class PlaceV3Reply:
    """Reply to placeV3. It has either `data` or, in one sample, `responses`."""

    requestID: str
    """The name sent with the request."""
    data: tuple[PlaceEntry, ...] | None = None
    """One entry per order, in the order sent."""
    responses: tuple[WrappedPlaceV3Response, ...] | None = None
    """The reply, wrapped once more."""
