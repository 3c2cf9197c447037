# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .deposit_source import DepositSource


@define(frozen=True, kw_only=True, slots=False)
class ListDepositSourcesReply:
    """Addresses that withdrawals may go to."""

    sources: tuple[DepositSource, ...]
    """The addresses."""
    walletAddress: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
