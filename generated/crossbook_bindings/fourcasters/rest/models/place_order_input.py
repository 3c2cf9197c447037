# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform, exact, exact_or_unset

from .market_type import MarketType
from .order_type import OrderType


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrderInput:
    """One order to place."""

    gameID: str
    """Id of the game, 24 hex digits."""
    type: MarketType
    """Kind of market."""
    side: str
    """Participant id on moneylines and spreads; over or under on totals; yes or no on moneyline1x2."""
    odds: Decimal = field(converter=exact)
    """American odds asked for."""
    bet: Decimal = field(converter=exact)
    """USD at risk."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    number: Decimal | UnsetType = field(converter=exact_or_unset, default=UNSET)
    """Line in points, from the side's view, on spreads; the total on totals."""
    orderType: OrderType | UnsetType = UNSET
    """How the order takes and rests; limit when left out."""
    expirationMinutes: int | UnsetType = UNSET
    """Minutes after which the venue cancels the order."""
    userReference: str | UnsetType = UNSET
    """The caller's name for the order, repeated on its fills and its resting offer."""

    def __attrs_post_init__(self) -> None:
        conform(self)
