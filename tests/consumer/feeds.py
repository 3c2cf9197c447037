"""A ledger in a few lines, from the feed of the account's own orders: no event of it is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never, assert_type

from crossbook.cursors import FileCursor
from crossbook.feeds import Connected, CursorStore, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import (
    AsyncFourcasters,
    BetTaken,
    Fourcasters,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    RestingOrders,
    SyncUserFeed,
    UnlistedEvent,
    UserFeed,
    UserFeedEvent,
)


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
