# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.redeem_authorization import RedeemAuthorization
from ..models.redeem_position_reply import RedeemPositionReply
from ..models.redeem_position_request import RedeemPositionRequest


def redeem_position(
    *,
    marketId: str,
    outcomeIndex: int,
    auth: RedeemAuthorization | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, RedeemPositionReply, RedeemPositionReply]:
    """Have the payout of a settled position claimed.

    Needs scope vault:write and deposit tier 1. Queues a job: poll getRedeemJob until it is confirmed. Repeating while
    the job is in flight gives the same job. 400 not_redeemable, neg_risk_not_ready, no_quantity or no_condition_id;
    403 no_vault; 404 position_not_found. A partner must send `auth`, signed by the owner. No amounts travel here.

    Args:
        marketId: Market symbol.
        outcomeIndex: Outcome index; on neg-risk markets both sides are burnt whichever is named.
        auth: The owner's signed consent, needed with every API key; its members are undocumented.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/portfolio/claim-a-settled-position-without-paying-gas
    """
    return Request(
        operation=effects.REDEEM_POSITION,
        path=effects.REDEEM_POSITION.path,
        headers=pairs(
            effects.REDEEM_POSITION,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=RedeemPositionRequest(
            marketId=marketId,
            outcomeIndex=outcomeIndex,
            auth=auth,
        ),
        reply=RedeemPositionReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            404: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
