# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .bet import Bet


@define(frozen=True, kw_only=True, slots=False)
class GetBetByIDReply:
    """Envelope of getBetByID."""

    bet: Bet
    """An open order, a matched bet or a graded wager, from the caller's side."""
