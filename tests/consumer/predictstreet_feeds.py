"""What a quoter at PredictStreet listens to: its own fills, and the books of its markets. No event of either feed is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never, assert_type

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import (
    AsyncPredictStreet,
    BookChanged,
    BookLevel,
    CandleChanged,
    Greeted,
    MarketFeed,
    MarketFeedEvent,
    MarketStateChanged,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    PlatformChanged,
    PredictStreet,
    RestingOrders,
    Subscribed,
    SubscriptionRejected,
    SyncMarketFeed,
    SyncUserFeed,
    TradeMatched,
    TradeSettled,
    UnlistedEvent,
    UserFeed,
    UserFeedEvent,
    VaultBalanceChanged,
)


def applied(event: UserFeedEvent, filled: dict[str, Decimal]) -> bool:
    """Take in an event, and say whether what is known can be relied on now."""
    match event:
        case OrderFilled(trade_id=trade_id, quantity=quantity):
            filled[trade_id] = quantity
        case RestingOrders(orders=orders, fills=fills):
            filled.update({fill.trade_id or "": fill.quantity or Decimal(0) for fill in fills})
            assert_type([order.order_id for order in orders], list[str])
        case OrderPlaced(user_reference=reference) | OrderCancelled(user_reference=reference):
            assert_type(reference, str | None)
        case VaultBalanceChanged(balance_after=balance):
            assert_type(balance, Decimal)
        case UnlistedEvent() | Greeted() | Subscribed() | SubscriptionRejected() | Connected():
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


def best(event: MarketFeedEvent, bids: dict[str, BookLevel | None]) -> None:
    """Keep the best bids of books that can be believed."""
    match event:
        case BookChanged(token_id=token_id, best_bid=level):
            bids[token_id] = level
        case BookInvalid(market=token_id):
            bids[token_id] = None
        case BookRebuilt() | Live():
            pass
        case TradeMatched() | TradeSettled() | CandleChanged() | MarketStateChanged() | PlatformChanged():
            assert_type(event.token_id, str | None)
        case UnlistedEvent() | Greeted() | Subscribed() | SubscriptionRejected() | Connected() | Disconnected() | Gap() | Lost():
            pass
        case _:
            assert_never(event)


async def listen(client: AsyncPredictStreet, token_id: str) -> None:
    """Follow the wallet, and then a book."""
    async with client.user_feed(vaults=["0x3333333333333333333333333333333333333333"]) as feed:
        assert_type(feed, UserFeed)
        feed.unsubscribe(vaults=("0x3333333333333333333333333333333333333333",))
        async for event in feed:
            applied(event, {})
    async with client.market_feed(books=[token_id], trades=[token_id]) as markets:
        assert_type(markets, MarketFeed)
        markets.subscribe(books={token_id}, candles=(token_id,), platform=True)
        markets.unsubscribe(trades=[token_id])
        async for change in markets:
            best(change, {})


def listen_without_asyncio(client: PredictStreet, token_id: str) -> bool:
    """Follow the wallet and a book in loops."""
    with client.user_feed(most_waiting=100) as feed, client.market_feed(books=[token_id]) as markets:
        assert_type(feed, SyncUserFeed)
        assert_type(markets, SyncMarketFeed)
        markets.subscribe(settlements=[token_id])
        feed.subscribe(vaults=["0x3333333333333333333333333333333333333333"])
        for change in markets:
            best(change, {})
        for event in feed:
            applied(event, {})
        return feed.is_live and markets.is_live
