# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

RedeemAuthorization: TypeAlias = dict[str, Raw]
"""The owner's signed consent, needed with every API key; its members are undocumented."""
