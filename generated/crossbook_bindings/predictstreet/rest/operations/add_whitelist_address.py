# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.add_whitelist_address_request import AddWhitelistAddressRequest
from ..models.api_error import ApiError
from ..models.whitelist_address import WhitelistAddress


def add_whitelist_address(
    *,
    address: str,
    label: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, WhitelistAddress, WhitelistAddress]:
    """Add an address to those that withdrawals may go to.

    The address is stored in lower case. No amounts travel here.

    Args:
        address: 0x and 40 hex digits, in any case.
        label: The caller's words for it.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/withdrawal-security/add-a-whitelisted-withdrawal-address
    """
    return Request(
        operation=effects.ADD_WHITELIST_ADDRESS,
        path=effects.ADD_WHITELIST_ADDRESS.path,
        headers=pairs(
            effects.ADD_WHITELIST_ADDRESS,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=AddWhitelistAddressRequest(
            address=address,
            label=label,
        ),
        reply=WhitelistAddress,
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
