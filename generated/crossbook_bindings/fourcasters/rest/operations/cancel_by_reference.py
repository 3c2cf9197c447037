# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.cancel_by_reference_reply import CancelByReferenceReply
from ..models.cancel_by_reference_request import CancelByReferenceRequest
from ..models.cancel_result import CancelResult
from ..models.http_error import HttpError


def cancel_by_reference(
    *,
    gameID: str,
    userReferences: tuple[str, ...],
) -> Request[Venue, CancelByReferenceReply, tuple[CancelResult, ...]]:
    """Cancel the orders of one game by the caller's references.

    Cancels every open order of the game whose `userReference` is in the list. References need not be unique: one may
    match no order or several, so the reply is not positional. Amounts are USD of risk. 400 the list of references
    is missing or no array.

    Args:
        gameID: Game to search.
        userReferences: References of the orders to cancel.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/cancel-by-reference
    """
    return Request(
        operation=effects.CANCEL_BY_REFERENCE,
        path=effects.CANCEL_BY_REFERENCE.path,
        payload=CancelByReferenceRequest(
            gameID=gameID,
            userReferences=userReferences,
        ),
        reply=CancelByReferenceReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: CancelByReferenceReply) -> tuple[CancelResult, ...]:
    return reply.data
