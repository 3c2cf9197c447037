# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

PlatformFeeConfig: TypeAlias = dict[str, Raw]
"""The fee period in force; its members are undocumented."""
