# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.orderbook import Orderbook


def get_orderbook(
    *,
    symbol: str,
    outcome: str | UnsetType = UNSET,
    depth: int | UnsetType = UNSET,
) -> Request[Venue, Orderbook, Orderbook]:
    """Read the order book of one outcome.

    Works without a key. One level per price, all resting orders at it together: price in USDC per outcome token,
    quantity in outcome tokens. hash equals that of the socket's book_snapshot and book_update for the same book.

    Args:
        symbol: The market's symbol, not its slug.
        outcome: Outcome index as a decimal string, "0" (YES) or "1" (NO).
        depth: Levels per side; bounds and default were not seen.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/markets/orderbook
    """
    return Request(
        operation=effects.GET_ORDERBOOK,
        path=f"/api/markets/{segment(effects.GET_ORDERBOOK, 'symbol', symbol)}/orderbook",
        query=pairs(
            effects.GET_ORDERBOOK,
            ("outcome", outcome, str, UNSET),
            ("depth", depth, int, UNSET),
        ),
        reply=Orderbook,
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
