# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class MergeSignature:
    """The venue's signature over a merge, and what else the contract is called with."""

    pendingMergeId: str | None = None
    """Derived from wallet, market, amount and salt, so a repeated request finds the same operation."""
    kind: int | None = None
    """0 binary, 1 neg-risk."""
    collateralToken: str | None = None
    """Address."""
    conditionId: str | None = None
    """32 bytes in hex."""
    partition: tuple[str, ...] | None = None
    """Index sets, decimal digits."""
    salt: str | None = None
    """A uint256 in decimal digits."""
    deadline: int | None = None
    """Unix seconds; the lock lasts until then, or longer."""
    vaultAddress: str | None = None
    """Address of the vault, 0x and 40 hex digits."""
    backendSig: str | None = None
    """0x and hex digits."""
    amount: Decimal | None = None
    """Unit not documented, USDC or base units; compare with the request before it is signed."""
