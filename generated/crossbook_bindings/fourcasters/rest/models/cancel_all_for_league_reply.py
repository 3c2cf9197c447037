# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .cancel_all_for_league_receipt import CancelAllForLeagueReceipt


@define(frozen=True, kw_only=True, slots=False)
class CancelAllForLeagueReply:
    """Envelope of cancelAllForLeague."""

    data: CancelAllForLeagueReceipt
    """Payload of cancelAllForLeague."""
