# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_graded_wagers_data import GetGradedWagersData
from ..models.get_graded_wagers_reply import GetGradedWagersReply
from ..models.http_error import HttpError


def get_graded_wagers(
    *,
    startDate: str | UnsetType = UNSET,
    endDate: str | UnsetType = UNSET,
) -> Request[Venue, GetGradedWagersReply, GetGradedWagersData]:
    """Read graded bets under their old address.

    Deprecated: use getGraded, which answers here as well, or getGradedSince. Settled bets of games that start in a
    window, one row per fill, amounts in USD, and a summary. 400 a date is unreadable or the window exceeds 35 days;
    403 the account may not read them.

    Args:
        startDate: Games that start at or after this, ISO 8601; left out for all history.
        endDate: Games that start before this, ISO 8601; now when left out.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/user/get-graded-wagers
    """
    return Request(
        operation=effects.GET_GRADED_WAGERS,
        path=effects.GET_GRADED_WAGERS.path,
        query=pairs(
            effects.GET_GRADED_WAGERS,
            ("startDate", startDate, str, UNSET),
            ("endDate", endDate, str, UNSET),
        ),
        reply=GetGradedWagersReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            403: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetGradedWagersReply) -> GetGradedWagersData:
    return reply.data
