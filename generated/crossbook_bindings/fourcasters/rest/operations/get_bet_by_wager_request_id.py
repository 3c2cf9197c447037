# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.bet_buckets import BetBuckets
from ..models.get_bet_by_wager_request_id_reply import GetBetByWagerRequestIDReply
from ..models.http_error import HttpError


def get_bet_by_wager_request_id(
    *,
    wagerRequestID: str,
) -> Request[Venue, GetBetByWagerRequestIDReply, BetBuckets]:
    """Read what became of one placed order, by the venue's id for the request.

    Every fill of one order, matched or graded; amounts are USD. `unmatched` is always empty here: never conclude from
    it that nothing rests. 400 the id is missing or unknown.

    Args:
        wagerRequestID: Id the venue gave to the order placed.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-wager-request-id
    """
    return Request(
        operation=effects.GET_BET_BY_WAGER_REQUEST_ID,
        path=effects.GET_BET_BY_WAGER_REQUEST_ID.path,
        query=pairs(
            effects.GET_BET_BY_WAGER_REQUEST_ID,
            ("wagerRequestID", wagerRequestID, str),
        ),
        reply=GetBetByWagerRequestIDReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetBetByWagerRequestIDReply) -> BetBuckets:
    return reply.data
