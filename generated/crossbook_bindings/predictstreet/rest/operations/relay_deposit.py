# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.relay_deposit_reply import RelayDepositReply
from ..models.relay_deposit_request import RelayDepositRequest


def relay_deposit(
    *,
    amount: Decimal | int,
    permitNonce: str,
    permitDeadline: int,
    v: int,
    r: str,
    s: str,
    permitOwner: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, RelayDepositReply, RelayDepositReply]:
    """Have a deposit that the owner permitted sent to the chain.

    Amount in BASE UNITS (6 decimals of USDC, "1000000" is 1 USDC), the value that the permit was signed over. Queues a
    job: poll getRelayDeposit. An auditId is given even on failure, for questions to the venue. The permit's spender
    is multicallExecutor of getPlatformContracts.

    Args:
        amount: Base units (6 decimals of USDC), whole, the value in the permit.
        permitNonce: The owner's nonce in the USDC contract, read just before signing, in decimal digits.
        permitDeadline: Unix seconds.
        v: Part v of the signature; r and s are the others.
        r: 0x and hex digits.
        s: 0x and hex digits.
        permitOwner: Wallet that signed, 0x and 40 hex digits.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/deposits/submit-a-signed-permit-for-gasless-deposit-relay
    """
    return Request(
        operation=effects.RELAY_DEPOSIT,
        path=effects.RELAY_DEPOSIT.path,
        headers=pairs(
            effects.RELAY_DEPOSIT,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=RelayDepositRequest(
            amount=amount,
            permitNonce=permitNonce,
            permitDeadline=permitDeadline,
            v=v,
            r=r,
            s=s,
            permitOwner=permitOwner,
        ),
        reply=RelayDepositReply,
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
