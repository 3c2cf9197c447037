# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

OpenapiPart: TypeAlias = dict[str, Raw]
"""Part of an OpenAPI document."""
