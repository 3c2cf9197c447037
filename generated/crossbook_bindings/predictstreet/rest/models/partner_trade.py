# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .trade_status import TradeStatus


@define(frozen=True, kw_only=True, slots=False)
class PartnerTrade:
    """One trade of any of the partner's wallets; only its first members are documented where it could be read."""

    tradeId: str
    """What tells one trade from another."""
    status: TradeStatus | Unlisted
    """State of a trade on its way to the chain. settled and settlement_failed are final."""
    marketSymbol: str
    """The marketId of orders."""
