# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class ConvertSignature:
    """The venue's signature over a conversion, and what else the contract is called with."""

    signedOpId: str
    """UUID of the operation."""
    digest: str
    """What the owner signs."""
    backendSig: str | None = None
    """0x and hex digits, over the digest."""
    salt: str | None = None
    """A uint256 in decimal digits."""
    deadline: int | None = None
    """Unix seconds."""
    marketId: str | None = None
    """The market's id on chain (32 bytes in hex), NOT the symbol of the request."""
    indexSet: str | None = None
    """As in the request."""
    amount: Decimal | None = None
    """Base units (6 decimals), as in the request."""
    vaultAddress: str | None = None
    """Address of the vault, 0x and 40 hex digits."""
    tokenIds: tuple[str, ...] | None = None
    """ERC-1155 ids of the tokens that are burnt, by outcome index, decimal digits."""
