# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

ReconciliationSnapshot: TypeAlias = dict[str, Raw]
"""Totals over a window; its members are undocumented."""
