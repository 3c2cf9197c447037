# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.platform_fee_config import PlatformFeeConfig


def get_platform_fee_config() -> Request[Venue, PlatformFeeConfig, PlatformFeeConfig]:
    """Read the fee period in force.

    Works without a key. The reply is not documented. What an order must sign is the market's own feeTakerBps.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/trading/fees
    """
    return Request(
        operation=effects.GET_PLATFORM_FEE_CONFIG,
        path=effects.GET_PLATFORM_FEE_CONFIG.path,
        reply=PlatformFeeConfig,
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
