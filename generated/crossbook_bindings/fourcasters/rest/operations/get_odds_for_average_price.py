# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.game_average_price import GameAveragePrice
from ..models.get_odds_for_average_price_reply import GetOddsForAveragePriceReply
from ..models.http_error import HttpError


def get_odds_for_average_price(
    *,
    leagueRequested: str,
) -> Request[Venue, GetOddsForAveragePriceReply, tuple[GameAveragePrice, ...]]:
    """Read best and average prices of the games of a league.

    Per game the best price of each market, the average over at least 500 USD of the book, and how much can be bet;
    American odds and USD, in the taker's view. There are no figures for moneyline1x2.

    Args:
        leagueRequested: League code, in any case.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-average-price
    """
    return Request(
        operation=effects.GET_ODDS_FOR_AVERAGE_PRICE,
        path=effects.GET_ODDS_FOR_AVERAGE_PRICE.path,
        query=pairs(
            effects.GET_ODDS_FOR_AVERAGE_PRICE,
            ("leagueRequested", leagueRequested, str),
        ),
        reply=GetOddsForAveragePriceReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetOddsForAveragePriceReply) -> tuple[GameAveragePrice, ...]:
    return reply.games
