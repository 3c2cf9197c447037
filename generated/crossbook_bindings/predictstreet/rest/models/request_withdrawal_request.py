# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from crossbook_bindings.runtime import conform, exact


@define(frozen=True, kw_only=True, slots=False)
class RequestWithdrawalRequest:
    """A withdrawal, signed by the owner of the vault."""

    amount: Decimal = field(converter=exact)
    """USDC, human decimals, never base units."""
    destination: str
    """Address that receives it."""
    salt: str
    """The signed struct's salt, a uint256 in decimal digits, used once."""
    expiry: int
    """The signed struct's deadline in unix seconds."""
    userSig: str
    """EIP-712 signature of the owner, 0x and hex digits."""

    def __attrs_post_init__(self) -> None:
        conform(self)
