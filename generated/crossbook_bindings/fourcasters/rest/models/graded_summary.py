# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class GradedSummary:
    """Sums over the rows of a reply."""

    pnl: Decimal
    """Sum of `result`, in whole USD."""
    volume: Decimal
    """Sum of the smaller of risk and win, in whole USD."""
