# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.platform_contracts import PlatformContracts


def get_platform_contracts() -> Request[Venue, PlatformContracts, PlatformContracts]:
    """Read the addresses of the venue's contracts.

    Contracts get redeployed and differ by environment, so take the addresses of signing domains from here. The reply is
    not documented but for multicallExecutor, the spender of a gasless deposit's permit.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/deposits/submit-a-signed-permit-for-gasless-deposit-relay
    """
    return Request(
        operation=effects.GET_PLATFORM_CONTRACTS,
        path=effects.GET_PLATFORM_CONTRACTS.path,
        reply=PlatformContracts,
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
