# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .graded_row import GradedRow
from .graded_summary import GradedSummary


@define(frozen=True, kw_only=True, slots=False)
class GetGradedData:
    """Payload of getGraded."""

    graded: tuple[GradedRow, ...]
    """Graded fills; their order is undocumented."""
    summary: GradedSummary
    """Sums over the rows of a reply."""
