# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class UnmatchedOffer:
    """The remainder that rests, as a new order."""

    orderID: str | UnsetType = UNSET
    """Id of the caller's new resting order."""
    wagerRequestID: str | UnsetType = UNSET
    """Id the venue gave to the order placed."""
    offered: Decimal | UnsetType = UNSET
    """USD at risk resting: the remainder, not the bet sent."""
    odds: Decimal | UnsetType = UNSET
    """American odds as posted."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    side: str | UnsetType = UNSET
    """As in the order placed."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    number: Decimal | None | UnsetType = UNSET
    """Line in points; null on moneylines."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order, if sent."""
