# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform

from .redeem_authorization import RedeemAuthorization


@define(frozen=True, kw_only=True, slots=False)
class RedeemPositionRequest:
    """The position to claim."""

    marketId: str
    """Market symbol."""
    outcomeIndex: int
    """Outcome index; on neg-risk markets both sides are burnt whichever is named."""
    auth: RedeemAuthorization | UnsetType = UNSET
    """The owner's signed consent, needed with every API key; its members are undocumented."""

    def __attrs_post_init__(self) -> None:
        conform(self)
