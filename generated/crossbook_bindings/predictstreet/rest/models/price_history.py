# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import Raw


@define(frozen=True, kw_only=True, slots=False)
class PriceHistory:
    """Prices of one outcome, without gaps."""

    points: tuple[Raw, ...] | None = None
    """The prices, each with its time."""
