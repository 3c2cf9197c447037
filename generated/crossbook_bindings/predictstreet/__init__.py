# Generated from specs/predictstreet/ by `nox -s regenerate`. Do not edit.
"""Bindings of predictstreet."""

from typing import Literal, TypeAlias

Venue: TypeAlias = Literal["predictstreet"]
"""The venue, in the types of its requests: a client of it takes no others."""
