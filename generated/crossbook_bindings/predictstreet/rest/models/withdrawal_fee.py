# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class WithdrawalFee:
    """What a withdrawal would cost."""

    token: str | UnsetType = UNSET
    """Symbol of the token; USDC is the only one."""
    amount: Decimal | UnsetType = UNSET
    """USDC, as in the request."""
    destination: str | UnsetType = UNSET
    """As in the request."""
    protocolFee: Decimal | UnsetType = UNSET
    """USDC, on top of the amount."""
    gasEstimate: Decimal | UnsetType = UNSET
    """USDC at the present price of gas."""
