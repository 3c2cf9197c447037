# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.game import Game
from ..models.get_games_reply import GetGamesReply
from ..models.http_error import HttpError


def get_games(
    *,
    league: str,
    sport: str | UnsetType = UNSET,
) -> Request[Venue, GetGamesReply, tuple[Game, ...]]:
    """Read the active games of a league, without prices.

    Games with their participants; getOrderbook has the prices. 400 the league is missing.

    Args:
        league: League code, or upcoming for the coming games of all leagues.
        sport: Only games of this sport.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-games
    """
    return Request(
        operation=effects.GET_GAMES,
        path=effects.GET_GAMES.path,
        query=pairs(
            effects.GET_GAMES,
            ("league", league, str),
            ("sport", sport, str, UNSET),
        ),
        reply=GetGamesReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetGamesReply) -> tuple[Game, ...]:
    return reply.data.games
