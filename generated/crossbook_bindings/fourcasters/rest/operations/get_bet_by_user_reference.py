# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.bet_buckets import BetBuckets
from ..models.get_bet_by_user_reference_reply import GetBetByUserReferenceReply
from ..models.http_error import HttpError


def get_bet_by_user_reference(
    *,
    userReference: str,
    gameID: str,
) -> Request[Venue, GetBetByUserReferenceReply, BetBuckets]:
    """Read what became of the orders of one game that carry a reference of the caller.

    Open orders, matched bets and graded wagers of one game with this `userReference`; amounts are USD. References need
    not be unique. 408 one of the parameters is missing: no timeout, and no reason to send it again.

    Args:
        userReference: The caller's name for the order, as placed.
        gameID: Game the order was placed in.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-user-reference
    """
    return Request(
        operation=effects.GET_BET_BY_USER_REFERENCE,
        path=effects.GET_BET_BY_USER_REFERENCE.path,
        query=pairs(
            effects.GET_BET_BY_USER_REFERENCE,
            ("userReference", userReference, str),
            ("gameID", gameID, str),
        ),
        reply=GetBetByUserReferenceReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            408: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetBetByUserReferenceReply) -> BetBuckets:
    return reply.data
