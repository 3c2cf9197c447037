"""A fill that PredictStreet delivers several times, over the socket and over REST, is told once; two that are two are both told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import attrs
import msgspec
import pytest
from gateway_frames import START, answered, greeting
from gateway_frames import fill as frame
from quick_gateways import QUICK, link_to
from raw_gateway import Visit, gateway

from crossbook.predictstreet import Order, OrderFill, OrderFilled, RestingOrders
from crossbook.predictstreet.feed_link import Asks
from crossbook.predictstreet.reads.fill import read_fill
from crossbook.predictstreet.user_feed import OwnUserFeed
from crossbook_bindings.predictstreet import rest

LOOKS: Final = 4
"""How often REST is asked in a test: at the opening, and now and then."""
LAST: Final = "t-last"
"""The trade of the frame behind all others."""
SECONDS: Final = 30.0


def row(trade: str | None, order: str | None = "order-1", **changed: Any) -> OrderFill:
    """Give a row of the wallet's matches, of the same match as a frame of that trade."""
    known = {"id": trade, "orderId": order, "marketId": "M", "side": "buy", "price": "0.5200", "quantity": "240.0", "status": "matched"}
    return read_fill(msgspec.convert(known | {"createdAt": "2026-06-01T12:00:00Z"} | changed, rest.AccountTrade))


@attrs.define
class Lists:
    """REST, whose answers change from look to look; the last one stays."""

    answers: list[Sequence[OrderFill]]
    asked: int = 0
    has_heard: asyncio.Event = attrs.field(factory=asyncio.Event)
    """Whether the feed has told of all frames: before that only the first list is given."""

    async def orders(self, _: str | None) -> tuple[Order, ...]:
        return ()

    async def fills(self, _: datetime, __: str | None) -> tuple[OrderFill, ...]:
        self.asked += 1
        if self.asked > 1:
            await self.has_heard.wait()
        return tuple(self.answers[min(self.asked, len(self.answers)) - 1])

    async def nothing(self) -> None:
        pass


async def told(frames: Sequence[str], *answers: Sequence[OrderFill]) -> list[tuple[str, str, str]]:
    """Give what is told of fills: their trades, orders and quantities, until REST was asked several times."""

    async def script(visit: Visit) -> None:
        await visit.say(greeting())
        text = await visit.asked("ping")
        await visit.say(answered(text))
        for each in (*frames, frame(LAST)):
            await visit.say(each)
        await visit.behave()

    lists, found = Lists([*answers]), list[OrderFilled | OrderFill]()
    asks = Asks(open_orders=lists.orders, fills=lists.fills, anything=lists.nothing, renewed=lists.nothing)
    looks = 0
    since = datetime.fromisoformat("2026-06-01T11:59:30+00:00")
    async with (
        gateway(script) as url,
        OwnUserFeed(link_to(url, asks), since=since, check_every=0.5, world=QUICK) as feed,
        asyncio.timeout(SECONDS),
    ):
        while looks < LOOKS:
            event = await anext(feed)
            if isinstance(event, OrderFilled) and event.trade_id == LAST:
                lists.has_heard.set()
            elif isinstance(event, OrderFilled):
                found.append(event)
            elif isinstance(event, RestingOrders):
                looks += 1
                found += event.fills
    return sorted((f"{each.trade_id}", f"{each.order_id}", f"{each.quantity}") for each in found)


ONCE: Final[dict[str, tuple[list[str], list[OrderFill]]]] = {
    "twice over the socket": ([frame("t-1"), frame("t-1")], []),
    "later once more over the socket": ([frame("t-1"), frame("t-1", milliseconds=START + 60_000)], []),
    "over the socket and over REST": ([frame("t-1")], [row("t-1")]),
    "twice over REST": ([], [row("t-1"), row("t-1")]),
    "over REST, settled in the second row": ([], [row("t-1"), row("t-1", status="settled", txHash="0xab")]),
    "over REST without its price": ([frame("t-1")], [row("t-1", price=None)]),
    "over REST without its amounts": ([frame("t-1"), frame("t-1")], [row("t-1", price="NaN", quantity=None)]),
    "over REST without its trade": ([], [row(None)]),
    "over REST without its order": ([], [row("t-1", order=None)]),
    "over REST with an empty name": ([], [row("")]),
}


@pytest.mark.parametrize(("frames", "rows"), ONCE.values(), ids=ONCE)
async def test_what_comes_several_times_is_told_once(frames: list[str], rows: list[OrderFill]) -> None:
    assert len(await told(frames, [], rows)) == 1


async def test_what_rest_told_before_the_socket_does_is_told_once() -> None:
    assert len(await told([frame("t-1"), frame("t-1")], [row("t-1")])) == 1


async def test_what_is_new_in_a_later_list_is_told() -> None:
    rows = [row("t-1"), row(None)]
    later = await told([], rows, rows, [row("t-2"), row(None, createdAt="2026-06-01T12:00:01Z"), *rows])
    assert len(later) == 4


SEVERAL: Final[dict[str, tuple[list[str], list[OrderFill]]]] = {
    "both orders of a wallet that trades with itself": ([frame("t-1"), frame("t-1", order="order-2")], [row("t-1"), row("t-1", "order-2")]),
    "two trades that are alike": ([frame("t-1"), frame("t-2")], [row("t-1"), row("t-2")]),
    "one trade with two quantities": ([frame("t-1"), frame("t-1", quantity="5")], [row("t-1")]),
    "one trade with two prices": ([frame("t-1")], [row("t-1", price="0.53"), row("t-1")]),
    "two that are alike and have no name": ([], [row(None), row(None)]),
    "two of two moments without a name": ([], [row(None), row(None, createdAt="2026-06-01T12:00:01Z")]),
    "two of two orders without a name": ([], [row(None), row(None, "order-2")]),
}


@pytest.mark.parametrize(("frames", "rows"), SEVERAL.values(), ids=SEVERAL)
async def test_what_may_be_two_is_told_twice_and_no_oftener(frames: list[str], rows: list[OrderFill]) -> None:
    assert len(await told(frames, rows)) == 2


async def test_without_name_and_moment_nothing_tells_one_from_another() -> None:
    assert len(await told([], [row(None, createdAt=None)])) == LOOKS


async def test_amounts_that_come_later_than_the_name_are_told() -> None:
    found = await told([], [row("t-1", price=None, quantity=None)], [row("t-1")])
    assert [quantity for _, _, quantity in found] == ["240.0", "None"]
