# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.bet import Bet
from ..models.get_bet_by_id_reply import GetBetByIDReply
from ..models.http_error import HttpError


def get_bet_by_id(
    *,
    id: str | UnsetType = UNSET,
    txID: str | UnsetType = UNSET,
) -> Request[Venue, GetBetByIDReply, Bet]:
    """Read one bet or open order.

    Give exactly one of `id` and `txID`. The bet comes in the form of its state: open order, matched bet or graded
    wager; amounts are USD. 400 both parameters are missing, or nothing was found.

    Args:
        id: The bet's id, as `id` in the lists.
        txID: Id of a fill, or the wagerRequestID from placing.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-bet-by-id
    """
    return Request(
        operation=effects.GET_BET_BY_ID,
        path=effects.GET_BET_BY_ID.path,
        query=pairs(
            effects.GET_BET_BY_ID,
            ("id", id, str, UNSET),
            ("txID", txID, str, UNSET),
        ),
        reply=GetBetByIDReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetBetByIDReply) -> Bet:
    return reply.bet
