# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class UnmatchedOffer:
    """The remainder that rests, as a new order."""

    orderID: str | None = None
    """Id of the caller's new resting order."""
    wagerRequestID: str | None = None
    """Id the venue gave to the order placed."""
    offered: Decimal | None = None
    """USD at risk resting: the remainder, not the bet sent."""
    odds: Decimal | None = None
    """American odds as posted."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    side: str | None = None
    """As in the order placed."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    number: Decimal | None = None
    """Line in points; null on moneylines."""
    userReference: str | None = None
    """The caller's name for the order, if sent."""
