# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class CancelAllForLeagueReceipt:
    """Payload of cancelAllForLeague."""

    ordersReceived: bool | None = None
    """That the request arrived; says nothing about any order."""
