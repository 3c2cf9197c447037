# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

WrappedPositions: TypeAlias = dict[str, Raw]
"""The rows in some wrapper; which one is undocumented."""
