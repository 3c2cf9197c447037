# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

ApiErrorDetails: TypeAlias = dict[str, Raw]
"""Particulars of an error; their shape depends on its code and is undocumented."""
