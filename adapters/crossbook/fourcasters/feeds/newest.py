"""What a price feed has to tell, until it is read: what two states of a book, a game or a volume come to, and how one is told. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from crossbook.core.conflating import ConflatingOutbox
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.fourcasters.feeds.kept_book import KeptBook
from crossbook.fourcasters.feeds.market_sides import MarketSide
from crossbook.fourcasters.feeds.price_events import (
    BookChanged,
    GameChanged,
    PriceBook,
    PriceFeedEvent,
    SubscriptionSent,
    UnlistedUpdate,
    VolumeChanged,
)
from crossbook_bindings.fourcasters import price_feed, rest

Kept: TypeAlias = Connected | Disconnected | Gap | Live | Lost | SubscriptionSent | UnlistedUpdate
"""What is not newer than anything: each of it is told."""

SOURCE: Final = "fourcasters price feed"


@attrs.define
class _Book:
    """A book as it is to be told: written out when it is read, for most are not."""

    kept: KeptBook
    changed: dict[MarketSide, None]
    event: price_feed.models.OrderUpdate | rest.GameOrderbookFlat
    conflated: int = 0


_State: TypeAlias = _Book | GameChanged | VolumeChanged


class Newest:
    """Holds what is to be told."""

    def __init__(self, most: int) -> None:
        self._outbox = ConflatingOutbox[PriceFeedEvent, _State](most, merged=_merged, told=_told)

    @property
    def is_full(self) -> bool:
        """Whether there is no room for what is always told. What is newer than what waits needs none."""
        return self._outbox.is_full

    def __len__(self) -> int:
        return len(self._outbox)

    def put(self, event: Kept) -> None:
        """Add something that is told in any case."""
        self._outbox.put(event)

    def spoil(self, key: str, kept: KeptBook, problem: str) -> None:
        """Tell that a book cannot be believed. What waited to be told of it is not told any more."""
        self._outbox.put_invalid(("book", key), BookInvalid(source=SOURCE, market=kept.game_id, problem=problem), is_last=kept.is_gone)

    def change(
        self,
        key: str,
        kept: KeptBook,
        changed: Iterable[MarketSide],
        event: price_feed.models.OrderUpdate | rest.GameOrderbookFlat,
        *,
        is_rebuilt: bool = False,
    ) -> None:
        """Tell what a book is now, and before it where it may be believed again."""
        rebuilt = BookRebuilt(source=SOURCE, market=kept.game_id) if is_rebuilt else None
        self._outbox.put_state(("book", key), _Book(kept, dict.fromkeys(changed), event), rebuilt=rebuilt)

    def put_game(self, key: str, update: price_feed.models.GameUpdate) -> None:
        """Tell what a game is now."""
        self._outbox.put_state(("game", key), GameChanged(conflated=0, venue_event=update))

    def put_volume(self, key: str, update: price_feed.models.MatchedVolumeUpdate) -> None:
        """Tell what is matched on a game now."""
        self._outbox.put_state(("volume", key), VolumeChanged(conflated=0, venue_event=update))

    def close(self, lost: Lost) -> None:
        """Add the last one, for which there is always room."""
        self._outbox.close(lost)

    def take(self) -> PriceFeedEvent | None:
        """Take what is to be told next; None where there is nothing now."""
        return self._outbox.take()


def _merged(before: _State, now: _State) -> _State:
    match before, now:
        case _Book(), _Book():
            now.changed = before.changed | now.changed
            now.conflated = before.conflated + 1
            return now
        case GameChanged(), GameChanged():
            return GameChanged(conflated=before.conflated + 1, venue_event=now.venue_event)
        case VolumeChanged(), VolumeChanged():
            return VolumeChanged(conflated=before.conflated + 1, venue_event=now.venue_event)
        case _:
            return now


def _told(state: _State) -> PriceFeedEvent:
    if not isinstance(state, _Book):
        return state
    kept = state.kept
    return BookChanged(
        game_id=kept.game_id,
        book=PriceBook(game_id=kept.game_id, sides=tuple(kept.sides.values())),
        changed=tuple(state.changed),
        conflated=state.conflated,
        venue_event=state.event,
    )
