# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

OrderType: TypeAlias = Literal["limit", "market"]
"""Kind of order. The price of a market order is the worst it takes."""
