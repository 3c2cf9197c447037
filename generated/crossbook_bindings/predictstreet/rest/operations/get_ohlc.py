# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError


def get_ohlc(
    *,
    symbol: str,
    interval: str | UnsetType = UNSET,
    from_: str | UnsetType = UNSET,
    to: str | UnsetType = UNSET,
    before: str | UnsetType = UNSET,
) -> Request[Venue, Raw, Raw]:
    """Read candles of a market; deprecated, use getPriceHistory.

    Works without a key. At most 2000 candles. The reply was not documented where it could be read; it is handed over as
    it came.

    Args:
        symbol: The market's symbol, not its slug.
        interval: Length of a candle; `s5` is the only value seen.
        from_: Earliest time; format not documented.
        to: Latest time; format not documented.
        before: Only older candles; format not documented.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/markets/ohlc-candles
    """
    return Request(
        operation=effects.GET_OHLC,
        path=f"/api/markets/{segment(effects.GET_OHLC, 'symbol', symbol)}/ohlc",
        query=pairs(
            effects.GET_OHLC,
            ("interval", interval, str, UNSET),
            ("from", from_, str, UNSET),
            ("to", to, str, UNSET),
            ("before", before, str, UNSET),
        ),
        reply=Raw,
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
