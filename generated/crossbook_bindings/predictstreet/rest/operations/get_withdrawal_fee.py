# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.withdrawal_fee import WithdrawalFee


def get_withdrawal_fee(
    *,
    amount: Decimal | int,
    token: str,
    destination: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, WithdrawalFee, WithdrawalFee]:
    """Estimate what a withdrawal costs.

    Amounts in USDC, human decimals; the fee comes on top of the amount. Submits nothing.

    Args:
        amount: Amount to withdraw in USDC.
        token: Token; USDC is the only one.
        destination: Address that would receive it, 0x and 40 hex digits.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/withdrawals/estimate-the-fee-for-a-prospective-withdrawal
    """
    return Request(
        operation=effects.GET_WITHDRAWAL_FEE,
        path=effects.GET_WITHDRAWAL_FEE.path,
        query=pairs(
            effects.GET_WITHDRAWAL_FEE,
            ("amount", amount, Decimal),
            ("token", token, str),
            ("destination", destination, str),
        ),
        headers=pairs(
            effects.GET_WITHDRAWAL_FEE,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=WithdrawalFee,
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
