# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .withdrawal import Withdrawal


@define(frozen=True, kw_only=True, slots=False)
class ListWithdrawalsReply:
    """One page of a wallet's withdrawals."""

    withdrawals: tuple[Withdrawal, ...]
    """The withdrawals of this page."""
    walletAddress: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    nextCursor: str | None = None
    """Opaque cursor of the next page; null or absent on the last."""
