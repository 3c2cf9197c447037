# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

Side: TypeAlias = Literal["buy", "sell"]
"""Side of an order."""
