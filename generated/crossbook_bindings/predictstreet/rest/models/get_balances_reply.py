# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .balance import Balance


@define(frozen=True, kw_only=True, slots=False)
class GetBalancesReply:
    """Balances of a wallet."""

    balances: tuple[Balance, ...]
    """One balance for each token."""
    walletAddress: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
