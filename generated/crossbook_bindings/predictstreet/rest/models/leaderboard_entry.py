# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class LeaderboardEntry:
    """One wallet of the leaderboard."""

    rank: int
    """Place in the ranking."""
    vaultAddress: str
    """Address of the vault, 0x and 40 hex digits."""
    username: str | None = None
    """Name of its owner."""
    pnl: Decimal | None = None
    """Realised profit in USDC."""
    volume: Decimal | None = None
    """Traded notional in USDC."""
