# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class GetMatchedVolumeData:
    """Payload of getMatchedVolume."""

    matchedVolume: Decimal
    """USD matched, stakes of both sides, not rounded."""
    startDate: str | None = None
    """First day, YYYY-MM-DD, as asked for."""
    endDate: str | None = None
    """Last day, YYYY-MM-DD, as asked for, even if after today."""
