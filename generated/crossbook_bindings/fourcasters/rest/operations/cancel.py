# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_reply import CancelReply
from ..models.cancel_request import CancelRequest
from ..models.cancel_result import CancelResult
from ..models.http_error import HttpError


def cancel(
    *,
    sessionID: str,
) -> Request[Venue, CancelReply, CancelResult]:
    """Cancel one order.

    Cancels one order and reports the USD of risk that had matched and that was left. 400 the id is invalid; 403 the
    order is someone else's; 409 the order cannot be cancelled any more, for instance because it is fully filled.

    Args:
        sessionID: The order's id, 24 hex digits.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-order
    """
    return Request(
        operation=effects.CANCEL,
        path=effects.CANCEL.path,
        payload=CancelRequest(
            sessionID=sessionID,
        ),
        reply=CancelReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            403: HttpError,
            409: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelReply) -> CancelResult:
    return reply.data
