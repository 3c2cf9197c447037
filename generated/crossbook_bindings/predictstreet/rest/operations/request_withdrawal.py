# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.request_withdrawal_reply import RequestWithdrawalReply
from ..models.request_withdrawal_request import RequestWithdrawalRequest


def request_withdrawal(
    *,
    amount: Decimal | int,
    destination: str,
    salt: str,
    expiry: int,
    userSig: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, RequestWithdrawalReply, RequestWithdrawalReply]:
    """Ask for a withdrawal of USDC from the vault.

    Amount in USDC, human decimals, never base units, although the signed struct has base units. A 200 is not an
    acceptance: the status may be rejected, with code and reason. The destination must be a cleared source of
    deposits (listDepositSources), or the amount 5000 USDC or more, which is reviewed by people. Locks the amount.

    Args:
        amount: USDC, human decimals, never base units.
        destination: Address that receives it.
        salt: The signed struct's salt, a uint256 in decimal digits, used once.
        expiry: The signed struct's deadline in unix seconds.
        userSig: EIP-712 signature of the owner, 0x and hex digits.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/withdrawals/initiate-a-withdrawal
    """
    return Request(
        operation=effects.REQUEST_WITHDRAWAL,
        path=effects.REQUEST_WITHDRAWAL.path,
        headers=pairs(
            effects.REQUEST_WITHDRAWAL,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=RequestWithdrawalRequest(
            amount=amount,
            destination=destination,
            salt=salt,
            expiry=expiry,
            userSig=userSig,
        ),
        reply=RequestWithdrawalReply,
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
