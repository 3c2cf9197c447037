# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.merge_signature import MergeSignature
from ..models.merge_signature_request import MergeSignatureRequest


def merge_signature(
    *,
    marketId: str,
    amount: Decimal | int,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, MergeSignature, MergeSignature]:
    """Have the venue co-sign a merge of outcome tokens into USDC.

    Needs scope vault:write. Amount in USDC, human decimals; as many tokens of every outcome are burnt. Locks these
    tokens until the deadline; the owner signs the same struct and calls mergePositions of the vault on chain. If
    that never happens the lock stays: see releaseExpired.

    Args:
        marketId: Market symbol.
        amount: USDC, human decimals; as many tokens of every outcome are burnt.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/vault/get-backend-co-signature-for-vaultmergepositions
    """
    return Request(
        operation=effects.MERGE_SIGNATURE,
        path=effects.MERGE_SIGNATURE.path,
        headers=pairs(
            effects.MERGE_SIGNATURE,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=MergeSignatureRequest(
            marketId=marketId,
            amount=amount,
        ),
        reply=MergeSignature,
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
