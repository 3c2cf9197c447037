# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform


@define(frozen=True, kw_only=True, slots=False)
class AddWhitelistAddressRequest:
    """The address to add."""

    address: str
    """0x and 40 hex digits, in any case."""
    label: str | UnsetType = UNSET
    """The caller's words for it."""

    def __attrs_post_init__(self) -> None:
        conform(self)
