# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import cast

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.position import Position
from ..models.wrapped_positions import WrappedPositions


def list_positions(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, tuple[Position, ...] | WrappedPositions, tuple[Position, ...] | WrappedPositions]:
    """List open positions, one row per market and outcome.

    Needs scope portfolio:read. One page shows a bare list of rows; what a newer one wraps them in was not seen.
    Quantities in outcome tokens, prices and costs in USDC per outcome token, profits in USDC. What can be sold is
    availableQuantity. Cost and profit are null where accountingStatus is `unavailable`.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/open-positions
    """
    return Request(
        operation=effects.LIST_POSITIONS,
        path=effects.LIST_POSITIONS.path,
        headers=pairs(
            effects.LIST_POSITIONS,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=cast("type[tuple[Position, ...] | WrappedPositions]", tuple[Position, ...] | WrappedPositions),
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
