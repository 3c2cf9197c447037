# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.redeem_job import RedeemJob


def get_redeem_job(
    *,
    jobId: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, RedeemJob, RedeemJob]:
    """Read how far a redeem has come.

    404 for an id that is unknown, of another kind of job, or of another wallet. No amounts travel here.

    Args:
        jobId: jobId of the redeem.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/portfolio/poll-the-status-of-a-gasless-redeem
    """
    return Request(
        operation=effects.GET_REDEEM_JOB,
        path=f"/api/me/positions/redeem/{segment(effects.GET_REDEEM_JOB, 'jobId', jobId)}",
        headers=pairs(
            effects.GET_REDEEM_JOB,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=RedeemJob,
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
