# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import PagedRequest, pairs

from .. import effects
from ..models.get_graded_since_data import GetGradedSinceData
from ..models.get_graded_since_reply import GetGradedSinceReply
from ..models.graded_row import GradedRow
from ..models.http_error import HttpError


def get_graded_since(
    *,
    since: str | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
) -> PagedRequest[Venue, GetGradedSinceReply, GetGradedSinceData, GradedRow]:
    """Read graded bets in the order of their settlement, page by page.

    Pages of 100 rows, oldest settlement first, amounts in USD. The first call gives `since`, every later one the
    `cursor` of the last reply instead, never both. A refund or a regrade sends a row again: `txID` names it and the
    last version holds. After 429 wait and send the same cursor again. 400 the request is invalid, for instance a
    cursor that this operation did not give out; 403 the account may not read them.

    Args:
        since: First call: bets settled strictly after this instant, ISO 8601. Not together with cursor.
        cursor: Later calls: the cursor of the last reply, letter for letter. Not together with since.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://api.4casters.io/openapi.json
    """
    return PagedRequest(
        operation=effects.GET_GRADED_SINCE,
        path=effects.GET_GRADED_SINCE.path,
        query=pairs(
            effects.GET_GRADED_SINCE,
            ("since", since, str, UNSET),
            ("cursor", cursor, str, UNSET),
        ),
        reply=GetGradedSinceReply,
        unwrap=_payload,
        cursor="cursor",
        first_page_only=("since",),
        items=_items,
        next_cursor=_next_cursor,
        errors={
            400: HttpError,
            401: HttpError,
            403: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetGradedSinceReply) -> GetGradedSinceData:
    return reply.data


def _items(reply: GetGradedSinceReply) -> tuple[GradedRow, ...]:
    return reply.data.graded


def _next_cursor(reply: GetGradedSinceReply) -> str | None:
    return reply.data.cursor if reply.data.hasMore else None
