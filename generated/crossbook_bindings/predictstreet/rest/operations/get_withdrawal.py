# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError


def get_withdrawal(
    *,
    id: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, Raw, Raw]:
    """Read one withdrawal.

    The reply is not documented, so it is handed on as it came. Amount in USDC, human decimals.

    Args:
        id: Withdrawal id (UUID).
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/withdrawals/overview
    """
    return Request(
        operation=effects.GET_WITHDRAWAL,
        path=f"/api/me/withdrawals/{segment(effects.GET_WITHDRAWAL, 'id', id)}",
        headers=pairs(
            effects.GET_WITHDRAWAL,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=Raw,
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
