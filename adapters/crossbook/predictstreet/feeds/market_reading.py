"""Reads an event of the market gateway that is not about a book. Pure.

"Public events carry tokenId, conditionId, outcomeIndex" and tsMs, says https://docs.adipredictstreet.com/concepts/websocket/messages;
whether each has all of them was not seen, nor what else is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias, cast

import msgspec

from crossbook.core.times import moment_of_milliseconds
from crossbook.predictstreet.feeds.dialects import Frame
from crossbook.predictstreet.feeds.events import AnyPush, UnlistedEvent
from crossbook.predictstreet.feeds.market_events import (
    CandleChanged,
    MarketStateChanged,
    PlatformChanged,
    TradeMatched,
    TradeSettled,
)
from crossbook.predictstreet.feeds.wanted import PLATFORM
from crossbook_bindings.predictstreet.market_socket import models
from crossbook_bindings.runtime import UnknownFrame, decoder

AnyMarketEvent: TypeAlias = TradeMatched | TradeSettled | CandleChanged | MarketStateChanged | PlatformChanged
_KINDS: Final[Mapping[str, type[AnyMarketEvent]]] = {
    "trade_matched": TradeMatched,
    "trade_settled": TradeSettled,
    "ohlc_update": CandleChanged,
    "market_paused": MarketStateChanged,
    "market_unpaused": MarketStateChanged,
    "market_resolved": MarketStateChanged,
    "market_status": MarketStateChanged,
    "platform_status": PlatformChanged,
}
_OF_TOKENS: Final = (TradeMatched, TradeSettled, CandleChanged)


_CHANNELS: Final[Mapping[type[AnyMarketEvent], str]] = {
    TradeMatched: "token_trade_matches",
    TradeSettled: "token_trade_settlements",
    CandleChanged: "token_ohlc",
    MarketStateChanged: "condition_lifecycle",
}


class _About(msgspec.Struct):
    """What an event is about, as far as a page names its members. Nothing else of it is read."""

    tokenId: object = None  # noqa: N815 - the venue's own names, here and below
    conditionId: object = None  # noqa: N815
    outcomeIndex: object = None  # noqa: N815
    tsMs: object = None  # noqa: N815


def read_market_event(frame: Frame, *, source: str) -> AnyMarketEvent | UnlistedEvent:
    """Say what an event tells."""
    if isinstance(frame, UnknownFrame):
        return UnlistedEvent(source=source, venue_event=frame.text)
    kind = _KINDS.get(frame.name)
    if kind is None:
        return UnlistedEvent(source=source, venue_event=cast("AnyPush", frame.frame))
    event = cast("models.PushFrame", frame.frame)
    about = _about(event.data)
    return kind(
        token_id=event.id if kind in _OF_TOKENS and event.id is not None else _text(about.tokenId),
        condition_id=event.id if kind is MarketStateChanged and event.id is not None else _text(about.conditionId),
        outcome=_whole(about.outcomeIndex),
        happened_at=moment_of_milliseconds(_whole(about.tsMs)),
        venue_event=event,
    )


def topic_of(event: AnyMarketEvent | UnlistedEvent) -> tuple[str, str | None] | None:
    """Say on which channel an event comes, and which of its ids it is about; None for one that no page describes."""
    match event:
        case UnlistedEvent():
            return None
        case PlatformChanged():
            return PLATFORM
        case MarketStateChanged():
            return _CHANNELS[type(event)], event.condition_id
        case _:
            return _CHANNELS[type(event)], event.token_id


def _about(data: msgspec.Raw) -> _About:
    try:
        return decoder(_About).decode(data)
    except (msgspec.DecodeError, RecursionError):
        return _About()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
