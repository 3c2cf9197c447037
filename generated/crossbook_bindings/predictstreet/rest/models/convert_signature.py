# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class ConvertSignature:
    """The venue's signature over a conversion, and what else the contract is called with."""

    signedOpId: str
    """UUID of the operation."""
    digest: str
    """What the owner signs."""
    backendSig: str | UnsetType = UNSET
    """0x and hex digits, over the digest."""
    salt: str | UnsetType = UNSET
    """A uint256 in decimal digits."""
    deadline: int | UnsetType = UNSET
    """Unix seconds."""
    marketId: str | UnsetType = UNSET
    """The market's id on chain (32 bytes in hex), NOT the symbol of the request."""
    indexSet: str | UnsetType = UNSET
    """As in the request."""
    amount: Decimal | UnsetType = UNSET
    """Base units (6 decimals), as in the request."""
    vaultAddress: str | UnsetType = UNSET
    tokenIds: tuple[str, ...] | UnsetType = UNSET
    """ERC-1155 ids of the tokens that are burnt, by outcome index, decimal digits."""
