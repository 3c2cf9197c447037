# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .graded_row import GradedRow


@define(frozen=True, kw_only=True, slots=False)
class GetGradedSinceData:
    """Payload of getGradedSince."""

    graded: tuple[GradedRow, ...]
    """At most 100 graded fills, oldest settlement first."""
    hasMore: bool
    """Whether another page is there already."""
    cursor: str
    """Position after this page, opaque; that of the request when the page is empty."""
    settledThrough: str
    """Everything settled at or before this instant, ISO 8601, has been delivered. As `since` it resumes without a gap, and
    may repeat rows of its last millisecond."""
