# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class MatchedFill:
    """One fill of the order placed."""

    amount: Decimal | None = None
    """USD staked in this fill before commission."""
    odds: Decimal | None = None
    """American odds the caller got."""
    number: Decimal | None = None
    """Line in points."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    side: str | None = None
    """As in the order placed."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    orderID: str | None = None
    """Id of the counterparty's resting order. Never cancel it."""
    txID: str | None = None
    """Id of the fill."""
    wagerRequestID: str | None = None
    """Id the venue gave to the order placed; shared by its fills and its resting offer."""
    userReference: str | None = None
    """The caller's name for the order, if sent."""
    risk: Decimal | None = None
    """USD at risk, commission on a loss included."""
    win: Decimal | None = None
    """USD to win, net of commission."""
    winWithoutCommission: Decimal | None = None
    """USD to win, before commission."""
