# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class MergeSignature:
    """The venue's signature over a merge, and what else the contract is called with."""

    pendingMergeId: str | UnsetType = UNSET
    """Derived from wallet, market, amount and salt, so a repeated request finds the same operation."""
    kind: int | UnsetType = UNSET
    """0 binary, 1 neg-risk."""
    collateralToken: str | UnsetType = UNSET
    """Address."""
    conditionId: str | UnsetType = UNSET
    """32 bytes in hex."""
    partition: tuple[str, ...] | UnsetType = UNSET
    """Index sets, decimal digits."""
    salt: str | UnsetType = UNSET
    """A uint256 in decimal digits."""
    deadline: int | UnsetType = UNSET
    """Unix seconds; the lock lasts until then, or longer."""
    vaultAddress: str | UnsetType = UNSET
    backendSig: str | UnsetType = UNSET
    """0x and hex digits."""
    amount: Decimal | UnsetType = UNSET
    """Unit not documented, USDC or base units; compare with the request before it is signed."""
