# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.vault_info import VaultInfo


def get_vault(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, VaultInfo, VaultInfo]:
    """Read the address of the wallet's vault, and whether it is deployed.

    Needs scope portfolio:read. Trading needs a deployed vault; its address is the maker of every order.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/vault-address-+-deployment-status
    """
    return Request(
        operation=effects.GET_VAULT,
        path=effects.GET_VAULT.path,
        headers=pairs(
            effects.GET_VAULT,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=VaultInfo,
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
