"""What a price feed has to tell, until it is read: of what waits about one thing only the newest, and how many there were. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import attrs

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
_About: TypeAlias = tuple[Literal["book", "game", "volume"], str]

SOURCE: Final = "fourcasters price feed"


@attrs.define
class _Book:
    """What waits to be told of one book: that it cannot be believed, then that it can, then what it is."""

    kept: KeptBook
    problem: str | None = None
    is_rebuilt: bool = False
    changed: dict[MarketSide, None] = attrs.field(factory=dict)
    states: int = 0
    """How many there were since one was read."""
    has_state: bool = False
    """Whether the newest may be told."""
    event: price_feed.models.OrderUpdate | rest.GameOrderbookFlat | None = None

    @property
    def is_empty(self) -> bool:
        return self.problem is None and not self.is_rebuilt and not self.has_state


class Newest:
    """Holds what is to be told, in the order in which each thing came up first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._numbered = 0
        self._waiting = 0
        """How many of those that are all told."""
        self._queue: OrderedDict[int | _About, Kept | GameChanged | VolumeChanged | None] = OrderedDict()
        self._books: dict[str, _Book] = {}

    @property
    def is_full(self) -> bool:
        """Whether there is no room for what is always told. What is newer than what waits needs none."""
        return self._waiting >= self._most

    def __len__(self) -> int:
        return len(self._queue)

    def put(self, event: Kept) -> None:
        """Add something. Of the news that there is no connection, only the latest waits."""
        if isinstance(event, Disconnected) and self._queue:
            last = next(reversed(self._queue))
            if isinstance(self._queue[last], Disconnected):
                self._queue[last] = event
                return
        self._numbered += 1
        self._waiting += 1
        self._queue[self._numbered] = event

    def spoil(self, key: str, kept: KeptBook, problem: str) -> None:
        """Tell that a book cannot be believed. What waited to be told of it is not told any more."""
        book = self._books.setdefault(key, _Book(kept))
        book.problem, book.is_rebuilt, book.has_state = problem, False, False
        self._queue[("book", key)] = None
        self._queue.move_to_end(("book", key))

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
        book = self._books.setdefault(key, _Book(kept))
        book.kept = kept
        book.is_rebuilt = book.is_rebuilt or is_rebuilt
        book.changed.update(dict.fromkeys(changed))
        book.states += 1
        book.has_state, book.event = True, event
        self._queue.setdefault(("book", key), None)

    def put_game(self, key: str, update: price_feed.models.GameUpdate) -> None:
        """Tell what a game is now."""
        before = self._queue.get(("game", key))
        conflated = before.conflated + 1 if isinstance(before, GameChanged) else 0
        self._queue[("game", key)] = GameChanged(conflated=conflated, venue_event=update)

    def put_volume(self, key: str, update: price_feed.models.MatchedVolumeUpdate) -> None:
        """Tell what is matched on a game now."""
        before = self._queue.get(("volume", key))
        conflated = before.conflated + 1 if isinstance(before, VolumeChanged) else 0
        self._queue[("volume", key)] = VolumeChanged(conflated=conflated, venue_event=update)

    def close(self, lost: Lost) -> None:
        """Add the last one, for which there is always room."""
        self.put(lost)

    def take(self) -> PriceFeedEvent | None:
        """Take what is to be told next; None where there is nothing now."""
        if not self._queue:
            return None
        about = next(iter(self._queue))
        match about:
            case ("book", key):
                return self._of_book(key)
            case int():
                self._waiting -= 1
            case _:
                pass
        return self._queue.pop(about)

    def _of_book(self, key: str) -> PriceFeedEvent:
        book = self._books[key]
        event = _next_of(book)
        if book.is_empty:
            del self._queue[("book", key)]
            if book.kept.is_gone or not book.states:
                del self._books[key]
        return event


def _next_of(book: _Book) -> PriceFeedEvent:
    kept = book.kept
    if book.problem is not None:
        problem, book.problem = book.problem, None
        return BookInvalid(source=SOURCE, market=kept.game_id, problem=problem)
    if book.is_rebuilt or book.event is None:
        book.is_rebuilt = False
        return BookRebuilt(source=SOURCE, market=kept.game_id)
    told = BookChanged(
        game_id=kept.game_id,
        book=PriceBook(game_id=kept.game_id, sides=tuple(kept.sides.values())),
        changed=tuple(book.changed),
        conflated=book.states - 1,
        venue_event=book.event,
    )
    book.changed, book.states, book.has_state, book.event = {}, 0, False, None
    return told
