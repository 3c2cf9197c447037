# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

OrderStatus: TypeAlias = Literal[
    "CANCELLED", "CANCELLED_BY_RESOLVE", "EXPIRED", "FILLED", "OPEN", "PARTIAL", "PENDING", "REJECTED", "SETTLEMENT_FAILED"
]
"""The values that the venue documents; it may send others, and uses of this type say so."""
