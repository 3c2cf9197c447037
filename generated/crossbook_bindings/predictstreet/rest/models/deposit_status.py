# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

DepositStatus: TypeAlias = Literal["CONFIRMED", "EXPIRED", "PENDING_SCREENING", "REJECTED", "REVERTED", "SUBMITTED"]
"""State of a relayed deposit. CONFIRMED, REJECTED, REVERTED and EXPIRED are final."""
