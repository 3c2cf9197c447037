# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class AveragePriceOdds:
    """Prices and sizes per market of a game, in the taker's view."""

    averageHomeMoneyline: Decimal | None | UnsetType = UNSET
    """American odds, average, home moneyline."""
    bestHomeMoneyline: Decimal | None | UnsetType = UNSET
    """American odds, best, home moneyline."""
    bestHomeMoneylineWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, home moneyline."""
    bestHomeMoneylinePriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, home moneyline."""
    averageAwayMoneyline: Decimal | None | UnsetType = UNSET
    """American odds, average, away moneyline."""
    bestAwayMoneyline: Decimal | None | UnsetType = UNSET
    """American odds, best, away moneyline."""
    bestAwayMoneylineWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, away moneyline."""
    bestAwayMoneylinePriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, away moneyline."""
    averageHomeSpread: Decimal | None | UnsetType = UNSET
    """American odds, average, home spread."""
    bestHomeSpread: Decimal | None | UnsetType = UNSET
    """American odds, best, home spread."""
    bestHomeSpreadWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, home spread."""
    bestHomeSpreadPriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, home spread."""
    averageAwaySpread: Decimal | None | UnsetType = UNSET
    """American odds, average, away spread."""
    bestAwaySpread: Decimal | None | UnsetType = UNSET
    """American odds, best, away spread."""
    bestAwaySpreadWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, away spread."""
    bestAwaySpreadPriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, away spread."""
    averageOver: Decimal | None | UnsetType = UNSET
    """American odds, average, over."""
    bestOver: Decimal | None | UnsetType = UNSET
    """American odds, best, over."""
    bestOverWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, over."""
    bestOverPriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, over."""
    averageUnder: Decimal | None | UnsetType = UNSET
    """American odds, average, under."""
    bestUnder: Decimal | None | UnsetType = UNSET
    """American odds, best, under."""
    bestUnderWithCommission: Decimal | None | UnsetType = UNSET
    """American odds after commission, under."""
    bestUnderPriceLimit: Decimal | None | UnsetType = UNSET
    """USD that can be bet at the best price, under."""
    mainHomeSpread: Decimal | None | UnsetType = UNSET
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None | UnsetType = UNSET
    """Main line of the away side in points."""
    mainTotal: Decimal | None | UnsetType = UNSET
    """Main total in points."""
    maxMoneyLineBet: Decimal | UnsetType = UNSET
    """USD that can be bet, the larger of the next two."""
    homeMoneylineMaxBet: Decimal | UnsetType = UNSET
    """USD that can be bet, home moneyline."""
    awayMoneylineMaxBet: Decimal | UnsetType = UNSET
    """USD that can be bet, away moneyline."""
    maxTotalBet: Decimal | UnsetType = UNSET
    """USD that can be bet, totals."""
    maxOverBet: Decimal | UnsetType = UNSET
    """USD that can be bet, over."""
    maxUnderBet: Decimal | UnsetType = UNSET
    """USD that can be bet, under."""
    maxSpreadBet: Decimal | UnsetType = UNSET
    """USD that can be bet, spreads."""
    maxHomeSpreadBet: Decimal | UnsetType = UNSET
    """USD that can be bet, home spread."""
    maxAwaySpreadBet: Decimal | UnsetType = UNSET
    """USD that can be bet, away spread."""
