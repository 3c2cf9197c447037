"""A ledger in a few lines, from the feed of the account's own orders: no event of it is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never, assert_type

from crossbook.cursors import FileCursor
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, CursorStore, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import (
    AsyncFourcasters,
    BetTaken,
    BookChanged,
    Fourcasters,
    GameChanged,
    MarketSide,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    PriceBook,
    PriceFeed,
    PriceFeedEvent,
    RestingOrders,
    SubscriptionSent,
    SyncPriceFeed,
    SyncUserFeed,
    UnlistedEvent,
    UnlistedUpdate,
    UserFeed,
    UserFeedEvent,
    VolumeChanged,
)
from crossbook.observing import (
    Attempted,
    CallBegan,
    CallEnded,
    CallInterrupted,
    Event,
    FeedFrame,
    FeedLost,
    FeedOpened,
    FeedTold,
    Intent,
    Pausing,
    Repeating,
    UnclaimedFrame,
)
from crossbook.prices import Odds


def applied(event: UserFeedEvent, resting: dict[str, Decimal]) -> bool:
    """Take in an event, and say whether what is known can be relied on now."""
    match event:
        case OrderPlaced(order_id=order_id, remaining=remaining) | OrderFilled(order_id=order_id, remaining=remaining):
            resting[order_id] = remaining
        case OrderCancelled(order_id=order_id):
            resting.pop(order_id, None)
        case RestingOrders(orders=orders):
            resting.clear()
            resting.update({order.order_id: order.remaining or Decimal(0) for order in orders})
        case BetTaken(stake=stake):
            assert_type(stake, Decimal)
        case UnlistedEvent() | Connected() | Replayed():
            pass
        case Live():
            return True
        case Gap(since=since) | Lost(cursor=since):
            assert_type(since, str | None)
            return False
        case Disconnected():
            return False
        case _:
            assert_never(event)
    return True


async def listen(client: AsyncFourcasters, path: str) -> None:
    """Follow the account."""
    resting: dict[str, Decimal] = {}
    store: CursorStore = FileCursor(path)
    async with client.user_feed(cursor=store) as feed:
        assert_type(feed, UserFeed)
        async for event in feed:
            applied(event, resting)


def listen_without_asyncio(client: Fourcasters) -> str | None:
    """Follow the account in a loop."""
    resting: dict[str, Decimal] = {}
    with client.user_feed(cursor="1755800000000-0", most_waiting=100) as feed:
        assert_type(feed, SyncUserFeed)
        for event in feed:
            applied(event, resting)
        return feed.cursor


def believed(event: PriceFeedEvent, books: dict[str, PriceBook]) -> None:
    """Take in what the price feed tells: the books that can be believed now."""
    match event:
        case BookChanged(game_id=game, book=book, changed=changed, conflated=conflated):
            assert_type(changed, tuple[MarketSide, ...])
            assert_type(conflated, int)
            books[game] = book
        case BookInvalid(market=game):
            books.pop(game, None)
        case GameChanged():
            assert_type(event.has_ended, bool | None)
        case VolumeChanged():
            assert_type(event.matched_volume, Decimal | None)
        case UnlistedUpdate() | SubscriptionSent() | BookRebuilt() | Connected() | Disconnected() | Gap() | Live() | Lost():
            pass
        case _:
            assert_never(event)


def best(book: PriceBook, side: MarketSide) -> Odds | None:
    """Give the best odds for a taker of one side."""
    offers = book.offers(side)
    return offers[0].odds if offers else None


async def watch(client: AsyncFourcasters, games: list[str]) -> None:
    """Follow prices."""
    books: dict[str, PriceBook] = {}
    async with client.price_feed(games=games, leagues={"NBA"}) as feed:
        assert_type(feed, PriceFeed)
        feed.subscribe(sports=("soccer",))
        async for event in feed:
            believed(event, books)


def watch_without_asyncio(client: Fourcasters) -> None:
    """Follow prices in a loop."""
    books: dict[str, PriceBook] = {}
    with client.price_feed(leagues=["NBA"], check_every=60) as feed:
        assert_type(feed, SyncPriceFeed)
        for event in feed:
            believed(event, books)


def troubled(event: Event, troubles: list[str]) -> None:
    """Keep what goes wrong on feeds, as an observer of a client: of everything that an observer may be told nothing is left out."""
    match event:
        case FeedLost(problem=problem):
            troubles.append(problem)
        case FeedTold(word="Gap", problem=why):
            troubles.append(why or "a gap")
        case FeedTold() | FeedOpened() | FeedFrame():
            assert_type(event.is_own, bool)
        case CallBegan() | Intent() | Attempted() | Pausing() | Repeating() | CallEnded() | CallInterrupted() | UnclaimedFrame():
            pass
        case _:
            assert_never(event)
