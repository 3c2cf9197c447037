# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_deposit_sources_reply import ListDepositSourcesReply


def list_deposit_sources(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, ListDepositSourcesReply, ListDepositSourcesReply]:
    """List the addresses that deposits came from and withdrawals may go to.

    A withdrawal to any other address is rejected below 5000 USDC and reviewed from there on. No amounts travel here.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/withdrawals/deposit-sources
    """
    return Request(
        operation=effects.LIST_DEPOSIT_SOURCES,
        path=effects.LIST_DEPOSIT_SOURCES.path,
        headers=pairs(
            effects.LIST_DEPOSIT_SOURCES,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListDepositSourcesReply,
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
