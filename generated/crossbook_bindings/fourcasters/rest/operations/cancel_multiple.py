# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_multiple_reply import CancelMultipleReply
from ..models.cancel_multiple_request import CancelMultipleRequest
from ..models.cancel_result import CancelResult
from ..models.http_error import HttpError


def cancel_multiple(
    *,
    sessionIDs: tuple[str, ...],
) -> Request[Venue, CancelMultipleReply, tuple[CancelResult, ...]]:
    """Cancel a list of orders.

    Cancels every listed order and answers entry by entry in the same order; cancels and failures may be mixed. Amounts
    are USD of risk. 400 the list is missing or no array, or one id in it is malformed: nothing is cancelled then.

    Args:
        sessionIDs: Order ids; the reply keeps their order.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-multiple
    """
    return Request(
        operation=effects.CANCEL_MULTIPLE,
        path=effects.CANCEL_MULTIPLE.path,
        payload=CancelMultipleRequest(
            sessionIDs=sessionIDs,
        ),
        reply=CancelMultipleReply,
        unwrap=_payload,
        sent=len(sessionIDs),
        answered=_answered,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelMultipleReply) -> tuple[CancelResult, ...]:
    return reply.data


def _answered(reply: CancelMultipleReply) -> int:
    return len(reply.data)
