# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.split_signature import SplitSignature
from ..models.split_signature_request import SplitSignatureRequest


def split_signature(
    *,
    marketId: str,
    amount: Decimal | int,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, SplitSignature, SplitSignature]:
    """Have the venue co-sign a split of USDC into outcome tokens.

    Needs scope vault:write. Amount in USDC, human decimals. Locks the amount until the deadline; the owner signs the
    same struct and calls splitPosition of the vault on chain. If that never happens the lock stays: see
    releaseExpired. The reply is not documented where it could be read; (T) says of it that it holds the signature,
    a salt and a deadline.

    Args:
        marketId: Market symbol.
        amount: USDC, human decimals.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/vault/get-backend-co-signature-for-vaultsplitposition
    """
    return Request(
        operation=effects.SPLIT_SIGNATURE,
        path=effects.SPLIT_SIGNATURE.path,
        headers=pairs(
            effects.SPLIT_SIGNATURE,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=SplitSignatureRequest(
            marketId=marketId,
            amount=amount,
        ),
        reply=SplitSignature,
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
