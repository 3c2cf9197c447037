# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

RedeemStatus: TypeAlias = Literal["building", "confirmed", "expired", "failed_permanent", "pending", "submitted"]
"""State of a redeem. confirmed, failed_permanent and expired are final."""
