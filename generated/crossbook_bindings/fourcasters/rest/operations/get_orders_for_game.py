# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_orders_for_game_data import GetOrdersForGameData
from ..models.get_orders_for_game_reply import GetOrdersForGameReply
from ..models.http_error import HttpError


def get_orders_for_game(
    *,
    gameID: str,
) -> Request[Venue, GetOrdersForGameReply, GetOrdersForGameData]:
    """Read the open orders and matched bets of one game.

    The account's open orders and ungraded bets of one game, amounts in USD; graded bets are left out. 404 the game id
    is missing or not recognised.

    Args:
        gameID: Id of the game, 24 hex digits.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-orders-for-game
    """
    return Request(
        operation=effects.GET_ORDERS_FOR_GAME,
        path=effects.GET_ORDERS_FOR_GAME.path,
        query=pairs(
            effects.GET_ORDERS_FOR_GAME,
            ("gameID", gameID, str),
        ),
        reply=GetOrdersForGameReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            404: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetOrdersForGameReply) -> GetOrdersForGameData:
    return reply.data
