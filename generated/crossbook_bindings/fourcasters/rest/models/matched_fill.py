# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class MatchedFill:
    """One fill of the order placed."""

    amount: Decimal | UnsetType = UNSET
    """USD staked in this fill before commission."""
    odds: Decimal | UnsetType = UNSET
    """American odds the caller got."""
    number: Decimal | None | UnsetType = UNSET
    """Line in points."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    side: str | UnsetType = UNSET
    """As in the order placed."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    orderID: str | UnsetType = UNSET
    """Id of the counterparty's resting order. Never cancel it."""
    txID: str | UnsetType = UNSET
    """Id of the fill."""
    wagerRequestID: str | UnsetType = UNSET
    """Id the venue gave to the order placed; shared by its fills and its resting offer."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order, if sent."""
    risk: Decimal | UnsetType = UNSET
    """USD at risk, commission on a loss included."""
    win: Decimal | UnsetType = UNSET
    """USD to win, net of commission."""
    winWithoutCommission: Decimal | UnsetType = UNSET
    """USD to win, before commission."""
