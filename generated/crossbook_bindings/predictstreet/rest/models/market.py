# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, Raw, UnsetType

from .market_status import MarketStatus


@define(frozen=True, kw_only=True, slots=False)
class Market:
    """One market; orders name it by its symbol."""

    id: str | UnsetType = UNSET
    """UUID; no order operation takes it."""
    eventId: str | UnsetType = UNSET
    """UUID of its event."""
    symbol: str | UnsetType = UNSET
    """The marketId of orders, trades and positions."""
    slug: str | UnsetType = UNSET
    """Its name in getMarket."""
    title: str | UnsetType = UNSET
    groupItemTitle: str | None | UnsetType = UNSET
    """Its name within its event."""
    conditionId: str | None | UnsetType = UNSET
    """32 bytes in hex; null until it is deployed."""
    questionId: str | None | UnsetType = UNSET
    """32 bytes in hex; null until it is deployed."""
    yesTokenId: str | None | UnsetType = UNSET
    """ERC-1155 id of the YES token, decimal digits."""
    noTokenId: str | None | UnsetType = UNSET
    """ERC-1155 id of the NO token, decimal digits."""
    status: MarketStatus | str | UnsetType = UNSET
    currentReviewRound: int | UnsetType = UNSET
    outcomeCount: int | UnsetType = UNSET
    outcomeLabels: tuple[str, ...] | UnsetType = UNSET
    """Names of the outcomes by their index."""
    initialFairValue: Decimal | UnsetType = UNSET
    """USDC per outcome token."""
    initialOutcomePrices: tuple[Decimal, ...] | UnsetType = UNSET
    """By outcome index, USDC per outcome token."""
    outcomePrices: tuple[Decimal, ...] | UnsetType = UNSET
    """By outcome index, USDC per outcome token."""
    feeTakerBps: int | UnsetType = UNSET
    """Fee rate in basis points, the feeRateBps that an order must sign."""
    opensAt: str | UnsetType = UNSET
    """ISO 8601."""
    closesAt: str | UnsetType = UNSET
    """ISO 8601."""
    kickoff: str | None | UnsetType = UNSET
    """ISO 8601."""
    resolutionWindowHours: int | UnsetType = UNSET
    pausedAt: str | None | UnsetType = UNSET
    """ISO 8601."""
    resolvedAt: str | None | UnsetType = UNSET
    """ISO 8601."""
    payoutNumerators: Raw | UnsetType = UNSET
    """What each outcome pays once resolved; its shape is undocumented, null before."""
    officialDataSource: str | UnsetType = UNSET
    sourceMatchId: str | UnsetType = UNSET
    """The source's name for the match."""
    sourceFixtureId: str | UnsetType = UNSET
    """Older name of sourceMatchId."""
    resolutionCriteria: str | UnsetType = UNSET
    negRiskEligible: bool | None | UnsetType = UNSET
    """Orders are signed for the neg-risk exchange if true, for the binary one if false or null."""
    isNewMarketType: bool | UnsetType = UNSET
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
