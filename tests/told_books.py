"""What PredictStreet's market feed told of books, and whether that is what the venue has."""

from __future__ import annotations

from typing import Any

from sandboxes import MARKET

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live
from crossbook.predictstreet import AsyncPredictStreet, BookChanged, MarketFeedEvent


def states(events: list[MarketFeedEvent]) -> list[BookChanged]:
    return [event for event in events if isinstance(event, BookChanged)]


def said(events: list[MarketFeedEvent]) -> list[type[Any]]:
    """Give what a feed said of books and connections, in order."""
    return [type(event) for event in events if isinstance(event, BookInvalid | BookRebuilt | Disconnected | Connected | Gap | Live)]


async def up_to_date(client: AsyncPredictStreet, events: list[MarketFeedEvent]) -> bool:
    """Say whether the newest state that was told is that of the venue."""
    book = await client.order_book(MARKET, 0)
    return bool(states(events)) and (states(events)[-1].sequence, states(events)[-1].hash) == (book.sequence, book.hash)
