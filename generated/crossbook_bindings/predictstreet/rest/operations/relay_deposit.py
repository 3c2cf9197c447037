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
