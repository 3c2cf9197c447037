# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_orders_for_game_data import GetOrdersForGameData


@define(frozen=True, kw_only=True, slots=False)
class GetOrdersForGameReply:
    """Envelope of getOrdersForGame."""

    data: GetOrdersForGameData
    """Payload of getOrdersForGame."""
