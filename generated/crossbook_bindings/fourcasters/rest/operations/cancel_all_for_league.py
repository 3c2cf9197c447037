# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_all_for_league_receipt import CancelAllForLeagueReceipt
from ..models.cancel_all_for_league_reply import CancelAllForLeagueReply
from ..models.cancel_all_for_league_request import CancelAllForLeagueRequest
from ..models.http_error import HttpError


def cancel_all_for_league(
    *,
    league: str,
) -> Request[Venue, CancelAllForLeagueReply, CancelAllForLeagueReceipt]:
    """Ask for the open orders of one league to be cancelled.

    Acknowledges at once and cancels in the background. The reply names no order and nothing signals completion: look at
    getUnmatched or the user feed. 400 the league is missing, not a string, or unknown.

    Args:
        league: League code, in any case.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-all-for-league
    """
    return Request(
        operation=effects.CANCEL_ALL_FOR_LEAGUE,
        path=effects.CANCEL_ALL_FOR_LEAGUE.path,
        payload=CancelAllForLeagueRequest(
            league=league,
        ),
        reply=CancelAllForLeagueReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelAllForLeagueReply) -> CancelAllForLeagueReceipt:
    return reply.data
