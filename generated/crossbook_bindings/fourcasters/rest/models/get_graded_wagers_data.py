# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .graded_summary import GradedSummary
from .graded_wager_row import GradedWagerRow


@define(frozen=True, kw_only=True, slots=False)
class GetGradedWagersData:
    """Payload of getGradedWagers."""

    graded: tuple[GradedWagerRow, ...]
    """Graded fills, descending by game start in the older description."""
    summary: GradedSummary | None = None
    """Sums over the rows of a reply."""
