# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

MarketStatus: TypeAlias = Literal[
    "CANCELLED",
    "CLOSED",
    "DELAYED",
    "DISPUTED",
    "DRAFT",
    "OPEN",
    "PAUSED",
    "PENDING_RESOLUTION",
    "PRE_MARKET",
    "PROPOSED",
    "REJECTED",
    "RESOLVED",
    "SUSPENDED",
    "VOIDED",
]
"""State of a market. Only OPEN takes orders."""
