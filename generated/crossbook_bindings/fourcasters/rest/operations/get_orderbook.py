# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.game_orderbook_flat import GameOrderbookFlat
from ..models.get_orderbook_reply import GetOrderbookReply
from ..models.http_error import HttpError


def get_orderbook(
    *,
    league: str | UnsetType = UNSET,
    sport: str | UnsetType = UNSET,
    gameID: str | UnsetType = UNSET,
) -> Request[Venue, GetOrderbookReply, tuple[GameOrderbookFlat, ...]]:
    """Read the resting orders of a league or a game.

    The book the venue recommends: one flat list of orders per side of a market, in games (a list even for one game).
    Orders are in the taker's view, amounts in USD. Give `gameID`, or `league` with or without `sport`.

    Args:
        league: League code, in any case; needed when gameID is left out.
        sport: Only games of this sport, in any case; goes with league.
        gameID: One game; the other two are ignored then.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-orderbook
    """
    return Request(
        operation=effects.GET_ORDERBOOK,
        path=effects.GET_ORDERBOOK.path,
        query=pairs(
            effects.GET_ORDERBOOK,
            ("league", league, str, UNSET),
            ("sport", sport, str, UNSET),
            ("gameID", gameID, str, UNSET),
        ),
        reply=GetOrderbookReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetOrderbookReply) -> tuple[GameOrderbookFlat, ...]:
    return reply.data.games
