# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_all_orders_for_game_reply import CancelAllOrdersForGameReply
from ..models.cancel_all_orders_for_game_request import CancelAllOrdersForGameRequest
from ..models.cancel_result import CancelResult
from ..models.game_cancel_type import GameCancelType
from ..models.http_error import HttpError


def cancel_all_orders_for_game(
    *,
    gameID: str,
    type: GameCancelType | UnsetType = UNSET,
) -> Request[Venue, CancelAllOrdersForGameReply, tuple[CancelResult, ...]]:
    """Cancel the open orders of one game.

    Cancels every open order of the game, or only those of one market type. Amounts are USD of risk. 400 the game id is
    missing or invalid, or the type is not one of the three allowed.

    Args:
        gameID: Id of the game, 24 hex digits.
        type: Cancel only this kind of market; all kinds when left out.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-for-game
    """
    return Request(
        operation=effects.CANCEL_ALL_ORDERS_FOR_GAME,
        path=effects.CANCEL_ALL_ORDERS_FOR_GAME.path,
        payload=CancelAllOrdersForGameRequest(
            gameID=gameID,
            type=type,
        ),
        reply=CancelAllOrdersForGameReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelAllOrdersForGameReply) -> tuple[CancelResult, ...]:
    return reply.data
