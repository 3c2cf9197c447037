# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class WhitelistAddress:
    """An address that was added."""

    id: str
    """UUID."""
    address: str | None = None
    """The address."""
    label: str | None = None
    """The caller's name for it."""
    createdAt: str | None = None
    """ISO 8601."""
