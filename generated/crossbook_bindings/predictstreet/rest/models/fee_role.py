# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

FeeRole: TypeAlias = Literal["maker", "taker"]
"""Side of a match that a fee is for."""
