# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform, exact_or_null_or_unset, exact_or_unset

from .order_type import OrderType


@define(frozen=True, kw_only=True, slots=False)
class EditOrderRequest:
    """The order to replace and what the new one is."""

    sessionID: str
    """Order id, dead afterwards."""
    orderOdds: Decimal | None | UnsetType = field(converter=exact_or_null_or_unset, default=UNSET)
    """American odds of the new order. Always send it; that null keeps the old ones is disputed."""
    orderVolume: Decimal | None | UnsetType = field(converter=exact_or_null_or_unset, default=UNSET)
    """USD at risk in the new order, whatever was filled. Always send it; that null keeps it is disputed."""
    orderType: OrderType | UnsetType = UNSET
    """How the new order takes and rests; limit when left out."""
    userReference: str | UnsetType = UNSET
    """The caller's name for the new order; replaces the old one."""
    intendedOrderVolume: Decimal | UnsetType = field(converter=exact_or_unset, default=UNSET)
    """USD that the caller believes to be left in the old order."""
    expiryChange: str | int | UnsetType = UNSET
    """Minutes after which the venue cancels the new order. Published as text, elsewhere a number."""
    blockIfNoOtherSideOrders: bool | UnsetType = UNSET
    """editOrderV4 only: whether to reject the edit when nothing rests on the other side."""

    def __attrs_post_init__(self) -> None:
        conform(self)
