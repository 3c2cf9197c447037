# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class DepositSource:
    """One address that deposits came from, and that was cleared."""

    sourceAddress: str | None = None
    """The address."""
    firstSeenAt: str | None = None
    """ISO 8601, of its first deposit."""
    clearedAt: str | None = None
    """ISO 8601."""
