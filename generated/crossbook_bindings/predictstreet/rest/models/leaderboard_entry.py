# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class LeaderboardEntry:
    """One wallet of the leaderboard."""

    rank: int
    vaultAddress: str
    username: str | None = None
    pnl: Decimal | None = None
    """Realised profit in USDC."""
    volume: Decimal | None = None
    """Traded notional in USDC."""
