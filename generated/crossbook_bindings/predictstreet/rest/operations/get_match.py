# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.match import Match


def get_match(
    *,
    id: str,
) -> Request[Venue, Match, Match]:
    """Read one match with its events and markets.

    Works without a key. 404 match_not_found also for a match that exists but has no public market. Prices of markets in
    USDC per outcome token.

    Args:
        id: Match id (UUID).

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/matches/get-match-by-id
    """
    return Request(
        operation=effects.GET_MATCH,
        path=f"/api/matches/{segment(effects.GET_MATCH, 'id', id)}",
        reply=Match,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            404: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
