# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.get_unmatched_reply import GetUnmatchedReply
from ..models.http_error import HttpError
from ..models.unmatched_order import UnmatchedOrder


def get_unmatched() -> Request[Venue, GetUnmatchedReply, tuple[UnmatchedOrder, ...]]:
    """Read all open orders of the account.

    Every resting order of the account, ascending by game start, in one unpaged list. Amounts are USD; odds and side are
    the maker's own view.

    Venue page: https://docs.4casters.io/pages/rest/user/get-unmatched-orders
    """
    return Request(
        operation=effects.GET_UNMATCHED,
        path=effects.GET_UNMATCHED.path,
        reply=GetUnmatchedReply,
        unwrap=_payload,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetUnmatchedReply) -> tuple[UnmatchedOrder, ...]:
    return reply.data.unmatched
