"""What the price feed tells of books, games and volumes, in our words; the venue's are beside them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec

from crossbook.core.times import moment
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.fourcasters.amounts import money
from crossbook.fourcasters.books import Offer
from crossbook.fourcasters.feeds.market_sides import MarketSide
from crossbook_bindings.fourcasters import price_feed, rest
from crossbook_bindings.runtime import Unlisted


class BookSide(msgspec.Struct, frozen=True):
    """The offers on one side of one market, on one line."""

    side: MarketSide
    """Which side it is."""
    offers: tuple[Offer, ...]
    """What a taker finds there, the best odds first."""

    @property
    def best(self) -> Offer | None:
        """The offer with the best odds for a taker; None where there is none."""
        return self.offers[0] if self.offers else None


class PriceBook(msgspec.Struct, frozen=True, kw_only=True):
    """What rests in one game, as this account may see it: one moment of it, which never changes."""

    game_id: str
    """The game: 24 hexadecimal digits."""
    sides: tuple[BookSide, ...]
    """Every side that has offers."""

    def offers(self, side: MarketSide) -> tuple[Offer, ...]:
        """Give the offers on one `side`, the best odds first; none where nothing rests there."""
        return next((each.offers for each in self.sides if each.side == side), ())

    def of_type(self, market_type: str) -> tuple[BookSide, ...]:
        """Give the sides of one `market_type`: moneyline, spread, total or moneyline1x2."""
        return tuple(each for each in self.sides if each.side.market_type == market_type)


class BookChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The book of a game is another one now. A reader that is slow gets the newest, and how many it was not told of."""

    game_id: str
    """The game: 24 hexadecimal digits."""
    book: PriceBook
    """The whole book."""
    changed: tuple[MarketSide, ...]
    """Which sides may not be as they were when the book of this game was told last; some may have no offers any more."""
    conflated: int
    """How many states of this book there were since the last one that was read, and are not told."""
    venue_event: price_feed.models.OrderUpdate | rest.GameOrderbookFlat
    """What made it so, in the venue's words: the newest message, or the book as it was read over REST."""


class GameChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A game was made known, or its state has changed: its markets opened or closed, its start moved."""

    conflated: int
    """How many messages there were about this game since the last one that was read, and are not told."""
    venue_event: price_feed.models.GameUpdate
    """The message in the venue's words. It shows a book; no page says whether that is all of it, so the feed reads it over REST."""

    @property
    def game_id(self) -> str:
        """The game: 24 hexadecimal digits."""
        return self.venue_event.id

    @property
    def parent_game_id(self) -> str | None:
        """The game that it is a period or a prop of."""
        return self.venue_event.parentGameID

    @property
    def league(self) -> str | None:
        """Its league, as this feed abbreviates it; REST may use another code."""
        return self.venue_event.league

    @property
    def starts_at(self) -> datetime | None:
        """When it starts."""
        return moment(self.venue_event.start)

    @property
    def has_ended(self) -> bool | None:
        """Whether it is over."""
        return self.venue_event.ended

    @property
    def why(self) -> price_feed.models.GameMessageType | Unlisted | None:
        """What made the venue send it: marketOpen or marketClosed, or a word that no document lists."""
        return self.venue_event.messageType


class VolumeChanged(msgspec.Struct, frozen=True, kw_only=True):
    """More is matched on a game than before."""

    conflated: int
    """How many messages there were about this game's volume since the last one that was read, and are not told."""
    venue_event: price_feed.models.MatchedVolumeUpdate
    """The message in the venue's words."""

    @property
    def game_id(self) -> str:
        """The game: 24 hexadecimal digits."""
        return self.venue_event.gameID

    @property
    def matched_volume(self) -> Decimal | None:
        """USD matched on the game in all. None where the venue tells no amount."""
        return money(self.venue_event.matchedVolume)


class SubscriptionSent(msgspec.Struct, frozen=True, kw_only=True):
    """The venue was told what this connection is to hear of. It confirms nothing, and no page shows how it would refuse something."""

    source: str
    """Which feed says so."""
    games: tuple[str, ...]
    """Games that were asked for, now and before; their periods and props come with them."""
    leagues: tuple[str, ...]
    """Leagues, by the codes of this feed."""
    sports: tuple[str, ...]
    """Sports, such as basketball: every game of each."""


class UnlistedUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A message that no page describes, or that cannot be read as it is described. Where it names a game, the book of that is read anew."""

    game_id: str | None
    """The game that it seems to be about."""
    problem: str
    """Why it could not be used, in words."""
    venue_event: str
    """The message as it came."""


PriceFeedEvent: TypeAlias = (
    BookChanged
    | GameChanged
    | VolumeChanged
    | UnlistedUpdate
    | SubscriptionSent
    | BookInvalid
    | BookRebuilt
    | Connected
    | Disconnected
    | Gap
    | Live
    | Lost
)
"""Everything that the price feed tells. A `match` over it can end in `assert_never`."""
