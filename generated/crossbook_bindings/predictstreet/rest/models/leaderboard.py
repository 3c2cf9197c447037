# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .leaderboard_entry import LeaderboardEntry
from .leaderboard_period import LeaderboardPeriod


@define(frozen=True, kw_only=True, slots=False)
class Leaderboard:
    """One page of a snapshot of the leaderboard."""

    period: LeaderboardPeriod | Unlisted
    """Period that is ranked."""
    snapshotAt: str
    """ISO 8601."""
    total: int
    """Entries on all pages."""
    entries: tuple[LeaderboardEntry, ...]
    """The wallets of this page."""
    nextCursor: str | None
    """Opaque cursor of the next page; null on the last."""
    me: LeaderboardEntry | None
    """The caller's own row; null without a key, or without a deployed vault."""
