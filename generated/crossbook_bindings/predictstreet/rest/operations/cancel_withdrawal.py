# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.withdrawal import Withdrawal


def cancel_withdrawal(
    *,
    id: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, Withdrawal, Withdrawal]:
    """Cancel a withdrawal that was not sent to the chain yet.

    Possible while PENDING, MLRO_REVIEW or CO_SIGNED. Amount in USDC, human decimals.

    Args:
        id: Withdrawal id (UUID).
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/withdrawals/cancel-a-pending-withdrawal
    """
    return Request(
        operation=effects.CANCEL_WITHDRAWAL,
        path=f"/api/me/withdrawals/{segment(effects.CANCEL_WITHDRAWAL, 'id', id)}/cancel",
        headers=pairs(
            effects.CANCEL_WITHDRAWAL,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=Withdrawal,
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
