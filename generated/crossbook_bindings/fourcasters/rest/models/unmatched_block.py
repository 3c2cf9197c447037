# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class UnmatchedBlock:
    """A resting order, from its maker's side."""

    orderID: str
    """The order's id, 24 hex digits."""
    wagerRequestID: str
    """Id the venue gave to the place request."""
    filled: Decimal
    """USD at risk matched: by this event alone on a fill, in all on a cancel, 0 on a placement."""
    offered: Decimal
    """USD at risk of the whole order; 0 marks a cancel."""
    remaining: Decimal
    """USD at risk still resting; 0 when fully matched or cancelled."""
    odds: Decimal
    """American odds of the maker's side."""
    type: MarketType | Unlisted
    """Kind of market."""
    side: str
    """Participant id on moneylines and spreads; over or under on totals; yes or no on moneyline1x2."""
    number: Decimal | None = None
    """Line in points, on spreads and totals only."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    userReference: str | None = None
    """The caller's name for the order."""
    isPostArb: bool | None = None
    """Present and true for postArb orders only."""
