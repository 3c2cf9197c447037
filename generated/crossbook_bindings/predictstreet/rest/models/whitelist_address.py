# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class WhitelistAddress:
    """An address that was added."""

    id: str
    """UUID."""
    address: str | UnsetType = UNSET
    label: str | UnsetType = UNSET
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
