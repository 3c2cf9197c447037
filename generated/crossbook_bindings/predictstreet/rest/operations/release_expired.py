# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.release_expired_reply import ReleaseExpiredReply


def release_expired(
    *,
    opId: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, ReleaseExpiredReply, ReleaseExpiredReply]:
    """Release the lock of a split or merge that never reached the chain.

    For splits and merges only, else 400 op_kind_unsupported. 425 op_too_recent until 90 seconds after the deadline. 503
    chain_watcher_lagging, chain_watcher_unreachable or chain_watcher_url_unset: later. 409 op_confirmed_on_chain:
    it DID happen, do not send it again. What is already settled is 200 with refundAppliedNow false, so repeating is
    harmless. No amounts travel here.

    Args:
        opId: Id (UUID) of the operation, from the reply that co-signed it.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/vault/release-an-expired-split-merge-lock-after-verifying-on-chain-absence
    """
    return Request(
        operation=effects.RELEASE_EXPIRED,
        path=f"/api/dual-signed-ops/{segment(effects.RELEASE_EXPIRED, 'opId', opId)}/release-expired",
        headers=pairs(
            effects.RELEASE_EXPIRED,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ReleaseExpiredReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            409: ApiError,
            425: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
