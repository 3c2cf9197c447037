# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

Side: TypeAlias = Literal["buy", "sell"]
"""The values that the venue documents; it may send others, and uses of this type say so."""
