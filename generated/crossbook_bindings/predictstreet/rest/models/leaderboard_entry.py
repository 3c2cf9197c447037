# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class LeaderboardEntry:
    """One wallet of the leaderboard."""

    rank: int
    vaultAddress: str
    username: str | UnsetType = UNSET
    pnl: Decimal | UnsetType = UNSET
    """Realised profit in USDC."""
    volume: Decimal | UnsetType = UNSET
    """Traded notional in USDC."""
