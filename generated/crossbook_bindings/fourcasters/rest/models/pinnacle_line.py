# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class PinnacleLine:
    """Line of another bookmaker when the bet was matched, if there was one."""

    odds: Decimal | None = None
    """American odds."""
    total: Decimal | None = None
    """Line in points."""
    OU: OverUnder | Unlisted | None = None
    """Side of a total."""
