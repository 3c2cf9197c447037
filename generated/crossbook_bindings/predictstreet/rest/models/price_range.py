# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

PriceRange: TypeAlias = Literal["1d", "1h", "1m", "1w", "live"]
"""How far back prices go (about 5 minutes, an hour, a day, a week, a month)."""
