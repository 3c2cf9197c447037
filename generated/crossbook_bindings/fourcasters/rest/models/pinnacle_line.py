# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class PinnacleLine:
    """Line of another bookmaker when the bet was matched, if there was one."""

    odds: Decimal | UnsetType = UNSET
    """American odds."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points."""
    OU: OverUnder | str | UnsetType = UNSET
    """Side of a total."""
