# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform

from .game_cancel_type import GameCancelType


@define(frozen=True, kw_only=True, slots=False)
class CancelAllOrdersForGameRequest:
    """The game whose orders to cancel."""

    gameID: str
    """Id of the game, 24 hex digits."""
    type: GameCancelType | UnsetType = UNSET
    """Cancel only this kind of market; all kinds when left out."""

    def __attrs_post_init__(self) -> None:
        conform(self)
