# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request, pairs

from .. import effects
from ..models.get_matched_volume_data import GetMatchedVolumeData
from ..models.get_matched_volume_reply import GetMatchedVolumeReply
from ..models.http_error import HttpError


def get_matched_volume(
    *,
    startDate: str,
    endDate: str,
) -> Request[Venue, GetMatchedVolumeReply, GetMatchedVolumeData]:
    """Read what was matched on the whole venue, over a range of days.

    USD matched on the days given, stakes of both sides before commission, so never the sum of the caller's own risk and
    win. Finished days stay as they are, today's part grows. 400 a date is missing or malformed, or the start is
    after the end.

    Args:
        startDate: First day, YYYY-MM-DD, a calendar day of US Eastern time.
        endDate: Last day, YYYY-MM-DD, included; one after today counts as today.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/markets/get-matched-volume
    """
    return Request(
        operation=effects.GET_MATCHED_VOLUME,
        path=effects.GET_MATCHED_VOLUME.path,
        query=pairs(
            effects.GET_MATCHED_VOLUME,
            ("startDate", startDate, str),
            ("endDate", endDate, str),
        ),
        reply=GetMatchedVolumeReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: GetMatchedVolumeReply) -> GetMatchedVolumeData:
    return reply.data
