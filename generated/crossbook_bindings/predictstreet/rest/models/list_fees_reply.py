# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .fee_entry import FeeEntry


@define(frozen=True, kw_only=True, slots=False)
class ListFeesReply:
    """One page of a wallet's fees."""

    ledger: tuple[FeeEntry, ...]
    """The fees of this page."""
    walletAddress: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    nextCursor: str | None = None
    """Opaque cursor of the next, older page; null only on the last page."""
