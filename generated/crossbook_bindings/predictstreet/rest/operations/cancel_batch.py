# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.cancel_batch_reply import CancelBatchReply
from ..models.cancel_batch_request import CancelBatchRequest


def cancel_batch(
    *,
    orderIds: tuple[str, ...],
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, CancelBatchReply, CancelBatchReply]:
    """Cancel 1 to 100 orders by id.

    Needs scope orders:write; never blocked by KYC. The reply is a split by id, not by position: ids that were
    cancelled, and a reason for each other one. Duplicates are removed by the venue, so counts need not add up to
    the request; an id in neither half is unknown. One database transaction decides the batch, the matcher is told
    after the reply: a late fill of a cancelled order is possible. Repeating after a 5xx is harmless, but what the
    failed request did is unknown.

    Args:
        orderIds: Order ids; the venue removes duplicates.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100
    """
    return Request(
        operation=effects.CANCEL_BATCH,
        path=effects.CANCEL_BATCH.path,
        headers=pairs(
            effects.CANCEL_BATCH,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=CancelBatchRequest(
            orderIds=orderIds,
        ),
        reply=CancelBatchReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
