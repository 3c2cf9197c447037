# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

OrderStatus: TypeAlias = Literal[
    "CANCELLED", "CANCELLED_BY_RESOLVE", "EXPIRED", "FILLED", "OPEN", "PARTIAL", "PENDING", "REJECTED", "SETTLEMENT_FAILED"
]
"""State of an order. PENDING, OPEN and PARTIAL are not terminal."""
