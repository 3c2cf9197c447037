# Generated from specs/fourcasters/ by `nox -s regenerate`. Do not edit.
"""Bindings of fourcasters."""

from typing import Literal, TypeAlias

Venue: TypeAlias = Literal["fourcasters"]
"""The venue, in the types of its requests: a client of it takes no others."""
