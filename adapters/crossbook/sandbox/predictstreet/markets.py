"""A market of PredictStreet: its names, its state, and how the venue writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Final, Literal, TypeAlias, get_args

from attrs import frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.predictstreet.units import plain
from crossbook.sandbox.wire import Json, JsonObject

MarketStatus: TypeAlias = Literal[
    "DRAFT",
    "REJECTED",
    "PROPOSED",
    "PRE_MARKET",
    "OPEN",
    "PAUSED",
    "SUSPENDED",
    "CLOSED",
    "PENDING_RESOLUTION",
    "DELAYED",
    "DISPUTED",
    "RESOLVED",
    "VOIDED",
    "CANCELLED",
]
"""Where a market stands, in the venue's words."""
STATUSES: Final[tuple[str, ...]] = get_args(MarketStatus)
TERMINAL: Final = frozenset({"RESOLVED", "VOIDED", "CANCELLED"})
# Drafts are never listed; that a rejected draft is not either is an inference.
HIDDEN: Final = frozenset({"DRAFT", "REJECTED"})
# The four names on the chain are null until the deployment is confirmed (concepts/markets/overview).
UNDEPLOYED: Final = frozenset({"DRAFT", "REJECTED", "PROPOSED"})
OUTCOMES: Final = 2
"""Of every market here: pages speak of more, but an order can name outcome 0 and 1 only. A neg-risk question with more is one
event with a market for each answer, and convert works on its markets."""
LABELS: Final = ("YES", "NO")

_HIGHEST = 1 << 256


@frozen(kw_only=True)
class PredictStreetMarket:
    """Snapshot of a market. Prices are USDC per outcome token."""

    id: str
    """UUID; orders do not take it."""
    event_id: str
    """UUID of the event that it belongs to."""
    symbol: str
    """The marketId of orders."""
    slug: str
    """Its name in getMarket."""
    title: str
    """What people read."""
    status: MarketStatus
    """Where it stands, in the venue's word."""
    condition_id: str
    """Its name on the chain, 32 bytes in hex."""
    question_id: str
    """Its question's name on the chain, 32 bytes in hex."""
    token_ids: tuple[str, str]
    """ERC-1155 ids of YES and NO, decimal digits."""
    fee_taker_bps: int
    """Rate of the taker's fee in basis points, and what an order must sign as feeRateBps."""
    makers_pay: bool
    """Whether the maker of a match pays at the same rate."""
    neg_risk: bool
    """Whether it is a neg-risk market, with the exchange and the rules of one."""
    tick: Decimal
    """The step between two prices, in USDC."""
    initial_price: Decimal
    """Of YES, in USDC per outcome token."""
    opens_at: datetime
    """When it opens, or opened."""
    closes_at: datetime
    """When it closes, or closed."""
    payouts: tuple[Decimal, Decimal] | None
    """What one token of each outcome pays, in USDC, once resolved or voided."""
    paused_at: datetime | None
    """When it was paused, UTC; None where it was not."""
    resolved_at: datetime | None
    """When it was resolved, UTC; None where it was not."""
    created_at: datetime
    """When it was added, UTC."""
    updated_at: datetime
    """When it last changed, UTC."""

    @property
    def is_public(self) -> bool:
        """Whether the venue shows it to anybody."""
        return self.status not in HIDDEN

    @property
    def is_terminal(self) -> bool:
        """Whether its status is one that no other follows."""
        return self.status in TERMINAL

    def as_json(self, prices: Callable[[str], int] | None = None) -> JsonObject:
        """Write the market as the list does, or with `prices` (by outcome) as detail does."""
        deployed = self.status not in UNDEPLOYED
        initial = [self.initial_price, 1 - self.initial_price]
        shown: JsonObject = {
            "id": self.id,
            "eventId": self.event_id,
            "symbol": self.symbol,
            "slug": self.slug,
            "title": self.title,
            "groupItemTitle": self.title,
            "conditionId": self.condition_id if deployed else None,
            "questionId": self.question_id if deployed else None,
            "yesTokenId": self.token_ids[0] if deployed else None,
            # Null for neg-risk markets on one older page; orders for NO could not be signed then.
            "noTokenId": self.token_ids[1] if deployed else None,
            "status": self.status,
            "currentReviewRound": 1,
            "outcomeCount": OUTCOMES,
            "outcomeLabels": list(LABELS),
            "initialFairValue": f"{self.initial_price:.6f}",
            "initialOutcomePrices": [f"{price:.6f}" for price in initial],
            "feeTakerBps": self.fee_taker_bps,
            "opensAt": timestamp(self.opens_at),
            "closesAt": timestamp(self.closes_at),
            "kickoff": timestamp(self.closes_at),
            "resolutionWindowHours": 24,
            "pausedAt": _moment(self.paused_at),
            "resolvedAt": _moment(self.resolved_at),
            # Untyped in the venue's documents, null in their only sample. A list by outcome is this sandbox's reading of
            # "reportPayouts is called with a payout array".
            "payoutNumerators": None if self.payouts is None else list(self._numerators(self.payouts)),
            "officialDataSource": "crossbook sandbox",
            "sourceMatchId": self.event_id,
            "resolutionCriteria": "As the test decides.",
            "negRiskEligible": self.neg_risk,
            "isNewMarketType": False,
            "createdAt": timestamp(self.created_at),
            "updatedAt": timestamp(self.updated_at),
        }
        return shown if prices is None else {**shown, "outcomePrices": [plain(prices(str(outcome))) for outcome in range(OUTCOMES)]}

    @staticmethod
    def _numerators(payouts: tuple[Decimal, Decimal]) -> tuple[Json, ...]:
        return (1, 1) if payouts[0] == payouts[1] else tuple(int(payout) for payout in payouts)


def digest(*parts: str) -> str:
    """Make 32 bytes in hex out of names, so that a market has the same ids in every run."""
    return "0x" + sha256(":".join(("crossbook sandbox", *parts)).encode()).hexdigest()


def token_id(symbol: str, outcome: int) -> str:
    """Make the id of an outcome token, decimal digits."""
    return str(int(digest(symbol, LABELS[outcome]), 16) % _HIGHEST)


def slug_of(name: str) -> str:
    """Write a name as lower-case words joined by hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def _moment(value: datetime | None) -> Json:
    return None if value is None else timestamp(value)
