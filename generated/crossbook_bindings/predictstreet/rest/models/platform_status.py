# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

PlatformStatus: TypeAlias = dict[str, Raw]
"""State of the platform; its members are undocumented."""
