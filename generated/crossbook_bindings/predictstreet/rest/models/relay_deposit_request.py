# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform, exact


@define(frozen=True, kw_only=True, slots=False)
class RelayDepositRequest:
    """A USDC permit (EIP-2612), signed by the owner and split into its parts."""

    amount: Decimal = field(converter=exact)
    """Base units (6 decimals of USDC), whole, the value in the permit."""
    permitNonce: str
    """The owner's nonce in the USDC contract, read just before signing, in decimal digits."""
    permitDeadline: int
    """Unix seconds."""
    v: int
    """Part v of the signature; r and s are the others."""
    r: str
    """0x and hex digits."""
    s: str
    """0x and hex digits."""
    permitOwner: str | UnsetType = UNSET
    """Wallet that signed, 0x and 40 hex digits."""

    def __attrs_post_init__(self) -> None:
        conform(self)
