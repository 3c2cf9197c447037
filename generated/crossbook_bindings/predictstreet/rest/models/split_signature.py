# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

SplitSignature: TypeAlias = dict[str, Raw]
"""The venue's signature over a split with its salt and deadline; its members are undocumented."""
