# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

PlatformContracts: TypeAlias = dict[str, Raw]
"""Addresses by name; multicallExecutor is the only name documented."""
