# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_graded_data import GetGradedData
from ..models.get_graded_reply import GetGradedReply
from ..models.http_error import HttpError


def get_graded(
    *,
    startDate: str | UnsetType = UNSET,
    endDate: str | UnsetType = UNSET,
) -> Request[Venue, GetGradedReply, GetGradedData]:
    """Read graded bets of games in a window of time.

    Settled bets of games that start in the window, one row per fill, amounts in USD from the caller's side, and a
    summary. A bet that settles late stays in the window of its game: getGradedSince follows settlements. 400 a date
    is unreadable or an explicit window exceeds 35 days; 403 the account may not read them.

    Args:
        startDate: Games that start at or after this, ISO 8601; left out for all history.
        endDate: Games that start before this, ISO 8601; now when left out.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://api.4casters.io/openapi.json
    """
    return Request(
        operation=effects.GET_GRADED,
        path=effects.GET_GRADED.path,
        query=pairs(
            effects.GET_GRADED,
            ("startDate", startDate, str, UNSET),
            ("endDate", endDate, str, UNSET),
        ),
        reply=GetGradedReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            403: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetGradedReply) -> GetGradedData:
    return reply.data
