# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class DepositSource:
    """One address that deposits came from, and that was cleared."""

    sourceAddress: str | UnsetType = UNSET
    firstSeenAt: str | UnsetType = UNSET
    """ISO 8601, of its first deposit."""
    clearedAt: str | UnsetType = UNSET
    """ISO 8601."""
