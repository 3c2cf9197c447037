# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_game_liability_reply import GetGameLiabilityReply
from ..models.http_error import HttpError


def get_game_liability(
    *,
    gameID: str,
) -> Request[Venue, GetGameLiabilityReply, Decimal]:
    """Read the worst case of one game.

    The worst result of the account's bets over all markets of one game, in USD, 0 or below; 0 without bets. What an
    unknown game is answered with is undocumented.

    Args:
        gameID: Id of the game, 24 hex digits.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-game-liability
    """
    return Request(
        operation=effects.GET_GAME_LIABILITY,
        path=effects.GET_GAME_LIABILITY.path,
        query=pairs(
            effects.GET_GAME_LIABILITY,
            ("gameID", gameID, str),
        ),
        reply=GetGameLiabilityReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetGameLiabilityReply) -> Decimal:
    return reply.data.liability
