# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define, field


@define(frozen=True, kw_only=True, slots=False)
class LoadError:
    """Stands in place of something that could not be loaded."""

    _id: str = field(alias="_id")
    """Id of what is missing."""
    error: str
    """Why."""
