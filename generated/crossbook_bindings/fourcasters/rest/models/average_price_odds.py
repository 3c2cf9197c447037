# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class AveragePriceOdds:
    """Prices and sizes per market of a game, in the taker's view."""

    averageHomeMoneyline: Decimal | None = None
    """American odds, average, home moneyline."""
    bestHomeMoneyline: Decimal | None = None
    """American odds, best, home moneyline."""
    bestHomeMoneylineWithCommission: Decimal | None = None
    """American odds after commission, home moneyline."""
    bestHomeMoneylinePriceLimit: Decimal | None = None
    """USD that can be bet at the best price, home moneyline."""
    averageAwayMoneyline: Decimal | None = None
    """American odds, average, away moneyline."""
    bestAwayMoneyline: Decimal | None = None
    """American odds, best, away moneyline."""
    bestAwayMoneylineWithCommission: Decimal | None = None
    """American odds after commission, away moneyline."""
    bestAwayMoneylinePriceLimit: Decimal | None = None
    """USD that can be bet at the best price, away moneyline."""
    averageHomeSpread: Decimal | None = None
    """American odds, average, home spread."""
    bestHomeSpread: Decimal | None = None
    """American odds, best, home spread."""
    bestHomeSpreadWithCommission: Decimal | None = None
    """American odds after commission, home spread."""
    bestHomeSpreadPriceLimit: Decimal | None = None
    """USD that can be bet at the best price, home spread."""
    averageAwaySpread: Decimal | None = None
    """American odds, average, away spread."""
    bestAwaySpread: Decimal | None = None
    """American odds, best, away spread."""
    bestAwaySpreadWithCommission: Decimal | None = None
    """American odds after commission, away spread."""
    bestAwaySpreadPriceLimit: Decimal | None = None
    """USD that can be bet at the best price, away spread."""
    averageOver: Decimal | None = None
    """American odds, average, over."""
    bestOver: Decimal | None = None
    """American odds, best, over."""
    bestOverWithCommission: Decimal | None = None
    """American odds after commission, over."""
    bestOverPriceLimit: Decimal | None = None
    """USD that can be bet at the best price, over."""
    averageUnder: Decimal | None = None
    """American odds, average, under."""
    bestUnder: Decimal | None = None
    """American odds, best, under."""
    bestUnderWithCommission: Decimal | None = None
    """American odds after commission, under."""
    bestUnderPriceLimit: Decimal | None = None
    """USD that can be bet at the best price, under."""
    mainHomeSpread: Decimal | None = None
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None = None
    """Main line of the away side in points."""
    mainTotal: Decimal | None = None
    """Main total in points."""
    maxMoneyLineBet: Decimal | None = None
    """USD that can be bet, the larger of the next two."""
    homeMoneylineMaxBet: Decimal | None = None
    """USD that can be bet, home moneyline."""
    awayMoneylineMaxBet: Decimal | None = None
    """USD that can be bet, away moneyline."""
    maxTotalBet: Decimal | None = None
    """USD that can be bet, totals."""
    maxOverBet: Decimal | None = None
    """USD that can be bet, over."""
    maxUnderBet: Decimal | None = None
    """USD that can be bet, under."""
    maxSpreadBet: Decimal | None = None
    """USD that can be bet, spreads."""
    maxHomeSpreadBet: Decimal | None = None
    """USD that can be bet, home spread."""
    maxAwaySpreadBet: Decimal | None = None
    """USD that can be bet, away spread."""
