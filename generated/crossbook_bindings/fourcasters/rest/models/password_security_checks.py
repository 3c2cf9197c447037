# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw

PasswordSecurityChecks: TypeAlias = dict[str, Raw]
"""Findings about the strength of the password; shape undocumented."""
