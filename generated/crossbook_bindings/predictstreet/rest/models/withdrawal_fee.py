# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class WithdrawalFee:
    """What a withdrawal would cost."""

    token: str | None = None
    """Symbol of the token; USDC is the only one."""
    amount: Decimal | None = None
    """USDC, as in the request."""
    destination: str | None = None
    """As in the request."""
    protocolFee: Decimal | None = None
    """USDC, on top of the amount."""
    gasEstimate: Decimal | None = None
    """USDC at the present price of gas."""
