# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

Portfolio: TypeAlias = dict[str, Raw]
"""Everything about a wallet at once; its members are undocumented."""
