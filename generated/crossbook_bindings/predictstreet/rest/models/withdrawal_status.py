# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

WithdrawalStatus: TypeAlias = Literal[
    "CANCELLED", "CONFIRMED", "CO_SIGNED", "FAILED", "MLRO_REVIEW", "PENDING", "REJECTED", "REVERTED", "SUBMITTED"
]
"""State of a withdrawal. CONFIRMED, REJECTED, REVERTED, CANCELLED and FAILED are final."""
