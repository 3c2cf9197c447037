# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class VaultInfo:
    """The vault of a wallet."""

    walletAddress: str
    """Address of the wallet, 0x and 40 hex digits."""
    vaultAddress: str
    """The maker of every order."""
    deployed: bool
    """Whether it exists on chain; until then nothing can be traded."""
