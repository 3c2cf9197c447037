# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .market_type import MarketType


@define(frozen=True, kw_only=True, slots=False)
class MatchedBlock:
    """A fill, from the caller's side."""

    txID: str
    """Id of the fill, shared by its maker and its taker."""
    orderID: str
    """Maker: the own resting order. Taker: the order that was hit, someone else's."""
    wagerRequestID: str
    """Id the venue gave to the caller's place request."""
    amount: Decimal
    """USD staked without commission."""
    risk: Decimal
    """USD at risk, a taker's with the commission on a loss."""
    win: Decimal
    """USD to win, a taker's net of commission."""
    odds: Decimal
    """American odds of the caller's side."""
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
