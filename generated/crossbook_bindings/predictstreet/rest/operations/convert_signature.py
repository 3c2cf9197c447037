# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.convert_signature import ConvertSignature
from ..models.convert_signature_request import ConvertSignatureRequest


def convert_signature(
    *,
    marketId: str,
    indexSet: str,
    amount: Decimal | int,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, ConvertSignature, ConvertSignature]:
    """Have the venue co-sign the conversion of NO tokens of a neg-risk market into USDC.

    Needs scope vault:write. Amount in BASE UNITS (6 decimals), unlike split and merge, burnt per outcome of indexSet. A
    binary market is market_not_found. The owner signs the digest and calls convertPositions of the vault on chain.

    Args:
        marketId: Market symbol.
        indexSet: Bitmap of the outcomes whose NO is burnt, a uint256 in decimal digits; neither none nor all of them.
        amount: Base units (6 decimals), whole, burnt per outcome.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/vault/co-sign-a-negrisk-position-convert-no-basket-%E2%86%92-usdc
    """
    return Request(
        operation=effects.CONVERT_SIGNATURE,
        path=effects.CONVERT_SIGNATURE.path,
        headers=pairs(
            effects.CONVERT_SIGNATURE,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=ConvertSignatureRequest(
            marketId=marketId,
            indexSet=indexSet,
            amount=amount,
        ),
        reply=ConvertSignature,
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
