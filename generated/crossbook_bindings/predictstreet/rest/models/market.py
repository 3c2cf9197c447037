# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted, Unread

from .market_status import MarketStatus


@define(frozen=True, kw_only=True, slots=False)
class Market:
    """One market; orders name it by its symbol."""

    id: str | None = None
    """UUID; no order operation takes it."""
    eventId: str | None = None
    """UUID of its event."""
    symbol: str | None = None
    """The marketId of orders, trades and positions."""
    slug: str | None = None
    """Its name in getMarket."""
    title: str | None = None
    """What the market is about, in words."""
    groupItemTitle: str | None = None
    """Its name within its event."""
    conditionId: str | None = None
    """32 bytes in hex; null until it is deployed."""
    questionId: str | None = None
    """32 bytes in hex; null until it is deployed."""
    yesTokenId: str | None = None
    """ERC-1155 id of the YES token, decimal digits."""
    noTokenId: str | None = None
    """ERC-1155 id of the NO token, decimal digits."""
    status: MarketStatus | Unlisted | None = None
    """State of a market. Only OPEN takes orders."""
    currentReviewRound: int | None = None
    """Number of the review round; the page only lists the field."""
    outcomeCount: int | None = None
    """How many outcomes there are."""
    outcomeLabels: tuple[str, ...] | None = None
    """Names of the outcomes by their index."""
    initialFairValue: Decimal | None = None
    """USDC per outcome token."""
    initialOutcomePrices: tuple[Decimal, ...] | None = None
    """By outcome index, USDC per outcome token."""
    outcomePrices: tuple[Decimal, ...] | None = None
    """By outcome index, USDC per outcome token."""
    feeTakerBps: int | None = None
    """Fee rate in basis points, the feeRateBps that an order must sign."""
    opensAt: str | None = None
    """ISO 8601."""
    closesAt: str | None = None
    """ISO 8601."""
    kickoff: str | None = None
    """ISO 8601."""
    resolutionWindowHours: int | None = None
    """Length of the resolution window in hours; the page only lists the field."""
    pausedAt: str | None = None
    """ISO 8601."""
    resolvedAt: str | None = None
    """ISO 8601."""
    payoutNumerators: Unread = None
    """What each outcome pays once resolved; its shape is undocumented, null before."""
    officialDataSource: str | None = None
    """Where the result is taken from."""
    sourceMatchId: str | None = None
    """The source's name for the match."""
    sourceFixtureId: str | None = None
    """Older name of sourceMatchId."""
    resolutionCriteria: str | None = None
    """How the market is resolved, in words."""
    negRiskEligible: bool | None = None
    """Orders are signed for the neg-risk exchange if true, for the binary one if false or null."""
    isNewMarketType: bool | None = None
    """Not explained; the page only lists the field."""
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
