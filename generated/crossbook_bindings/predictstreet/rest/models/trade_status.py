# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

TradeStatus: TypeAlias = Literal["matched", "settled", "settlement_failed", "settlement_pending"]
"""State of a trade on its way to the chain. settled and settlement_failed are final."""
