# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

MarketType: TypeAlias = Literal["moneyline", "moneyline1x2", "spread", "total"]
"""Kind of market. moneyline1x2 is the three-way market of soccer."""
