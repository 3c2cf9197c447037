# Generated from specs/predictstreet/market-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""The frames that the venue sends on this socket by itself."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from crossbook_bindings.runtime import FrameReader, Push, UnknownFrame

from . import models

Frame: TypeAlias = (
    Push[models.ConnectedFrame, models.Greeting]
    | Push[models.PushFrame, models.TradeMatched]
    | Push[models.PushFrame, models.TradeSettled]
    | Push[models.PushFrame, models.BookSnapshot]
    | Push[models.PushFrame, models.BookUpdate]
    | Push[models.PushFrame, models.BookDelta]
    | Push[models.BookSnapshotFailedFrame, models.BookSnapshotFailed]
    | Push[models.PushFrame, models.OhlcUpdate]
    | Push[models.PushFrame, models.MarketPaused]
    | Push[models.PushFrame, models.MarketUnpaused]
    | Push[models.PushFrame, models.MarketResolved]
    | Push[models.PushFrame, models.MarketStatus]
    | Push[models.PushFrame, models.PlatformStatus]
    | UnknownFrame
)
"""Whatever may come.

connected (typed): Greeting, the first frame of a connection.
trade_matched (raw): The matcher made a trade.
trade_settled (raw): A trade was confirmed on chain.
book_snapshot (partial): The book of a token.
book_update (partial): A book changed.
book_delta (partial): A book changed.
book_snapshot_failed (raw): No book could be given.
ohlc_update (raw): A candle of 5 seconds.
market_paused (raw): A market was paused.
market_unpaused (raw): A market was opened again.
market_resolved (raw): A market was resolved.
market_status (raw): The status of a market changed.
platform_status (raw): The platform is frozen or under maintenance, or no longer.
"""

READER: Final = FrameReader(
    tell="type",
    payload="data",
    types={
        "connected": (models.ConnectedFrame, models.Greeting),
        "trade_matched": (models.PushFrame, models.TradeMatched),
        "trade_settled": (models.PushFrame, models.TradeSettled),
        "book_snapshot": (models.PushFrame, models.BookSnapshot),
        "book_update": (models.PushFrame, models.BookUpdate),
        "book_delta": (models.PushFrame, models.BookDelta),
        "book_snapshot_failed": (models.BookSnapshotFailedFrame, models.BookSnapshotFailed),
        "ohlc_update": (models.PushFrame, models.OhlcUpdate),
        "market_paused": (models.PushFrame, models.MarketPaused),
        "market_unpaused": (models.PushFrame, models.MarketUnpaused),
        "market_resolved": (models.PushFrame, models.MarketResolved),
        "market_status": (models.PushFrame, models.MarketStatus),
        "platform_status": (models.PushFrame, models.PlatformStatus),
    },
)


def read(text: str) -> Frame:
    """Decode a frame; kinds that no document lists are kept as they came.

    Raises msgspec.DecodeError, with the path of the fault, for a frame that is not what its spec describes.
    """
    return cast("Frame", READER.read(text))
