# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

OrderSummaryEntry: TypeAlias = dict[str, Raw]
"""One of the caller's own resting orders; shape undocumented. getUnmatched describes them."""
