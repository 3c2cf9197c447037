# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_leagues_reply import GetLeaguesReply
from ..models.http_error import HttpError


def get_leagues(
    *,
    sport: str | UnsetType = UNSET,
) -> Request[Venue, GetLeaguesReply, tuple[str, ...]]:
    """Read the leagues that have active markets.

    Codes of leagues, for the calls that take one. Two are none: LIVE, added when any league name contains LIVE apart
    from those of NFL, NBA, NCAAF and NCAAB, and all, added for soccer and golf.

    Args:
        sport: Only leagues of this sport, for instance basketball, soccer or golf.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-leagues
    """
    return Request(
        operation=effects.GET_LEAGUES,
        path=effects.GET_LEAGUES.path,
        query=pairs(
            effects.GET_LEAGUES,
            ("sport", sport, str, UNSET),
        ),
        reply=GetLeaguesReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetLeaguesReply) -> tuple[str, ...]:
    return reply.data.availableLeagues
