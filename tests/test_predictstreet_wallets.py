"""What PredictStreet says of another wallet is never told as the caller's own, nor believed by a ledger, whatever in a reply says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from accounts import API_KEY, WALLET, Clients, uuids
from gateway_frames import greeting
from quick_gateways import is_live
from raw_gateway import Visit, gateway
from replies import Answer, Received, Replies, said

from crossbook import Ledger, ReadFailed
from crossbook.feeds import Disconnected
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet, RestingOrders, UserFeedEvent

ID: Final = uuids(1)[0]
OTHER: Final = "0x" + "9" * 40
SINCE: Final = datetime(2026, 6, 1, tzinfo=UTC)
SOON: Final = 30.0
MIXED: Final = WALLET.upper().replace("0X", "0x")


def order(**changed: Any) -> dict[str, Any]:
    known = {"id": ID, "marketId": "M", "side": "buy", "outcome": "0", "price": "0.42", "quantity": "10", "remainingQty": "10"}
    return known | {"filledQty": "0", "status": "OPEN", "userWallet": MIXED} | changed


def trade(**changed: Any) -> dict[str, Any]:
    known = {"id": "t-1", "orderId": ID, "marketId": "M", "side": "buy", "price": "0.42", "quantity": "3", "fee": "0", "status": "matched"}
    return known | {"createdAt": "2026-06-01T12:00:00Z", "userWallet": MIXED} | changed


def listed(name: str, *rows: Any, wallet: str | None = MIXED, following: str | None = None) -> Answer:
    return said({"walletAddress": wallet, name: [*rows], "nextCursor": following})


def rest(venue: Replies, orders: Answer, trades: Answer) -> None:
    def answer(received: Received) -> Answer:
        return trades if received.target.startswith("/api/me/trades") else orders

    venue.otherwise = answer


OWN: Final = (listed("orders", order()), listed("trades", trade()))
ANOTHERS: Final = {
    "a list of orders": (listed("orders", order(userWallet=None), wallet=OTHER), OWN[1]),
    "an order": (listed("orders", order(), order(userWallet=OTHER), wallet=None), OWN[1]),
    "a list of matches": (OWN[0], listed("trades", trade(userWallet=None), wallet=OTHER)),
    "a match": (OWN[0], listed("trades", trade(), trade(id="t-2", userWallet=OTHER))),
}


async def told(venue: Replies, url: str, enough: Callable[[list[UserFeedEvent]], bool], ledger: Ledger) -> list[UserFeedEvent]:
    """Listen with a client that was told no wallet: the greeting names it."""
    events: list[UserFeedEvent] = []
    here = url.removesuffix("/ws/user")
    async with (
        AsyncPredictStreet(api_key=API_KEY, base_url=venue.url, websocket_url=here, retry=None, observers=[ledger]) as client,
        client.user_feed(since=SINCE) as feed,
        asyncio.timeout(SOON),
    ):
        while not enough(events):
            events.append(await anext(feed))
    return events


async def greets(visit: Visit) -> None:
    await visit.say(greeting(walletAddress=WALLET))
    await visit.behave()


@pytest.mark.parametrize(("orders", "trades"), ANOTHERS.values(), ids=ANOTHERS)
async def test_a_feed_tells_nothing_of_another_wallet_than_its_greeting_names(venue: Replies, orders: Answer, trades: Answer) -> None:
    rest(venue, orders, trades)
    ledger = Ledger()
    async with gateway(greets) as url:
        events = await told(venue, url, lambda events: bool(events) and isinstance(events[-1], Disconnected), ledger)
    lost = events[-1]
    assert isinstance(lost, Disconnected)
    assert "another wallet" in lost.problem
    assert OTHER in lost.problem
    assert not [event for event in events if isinstance(event, RestingOrders)]
    # What the other list said may be right.
    assert {known.order_id for known in ledger.may_be_open()} <= ({ID} if orders is OWN[0] else set())
    assert sum((each.matched for each in ledger.exposure()), Decimal(0)) == 0


async def test_a_feed_tells_what_is_of_the_wallet_that_its_greeting_names(venue: Replies) -> None:
    rest(venue, *OWN)
    ledger = Ledger()
    async with gateway(greets) as url:
        events = await told(venue, url, is_live, ledger)
    (resting,) = [event for event in events if isinstance(event, RestingOrders)]
    assert ([each.order_id for each in resting.orders], [each.trade_id for each in resting.fills]) == ([ID], ["t-1"])
    assert [known.order_id for known in ledger.may_be_open()] == [ID]


READS: Final[dict[str, tuple[Callable[[PredictStreet], object], Answer]]] = {
    "open orders": (lambda client: client.open_orders(), listed("orders", order(), order(userWallet=OTHER))),
    "open orders of nobody": (lambda client: client.open_orders(), listed("orders", order(), order(userWallet=OTHER), wallet=None)),
    "the history": (lambda client: client.order_history(), listed("orders", wallet=OTHER)),
    "a row of the history": (lambda client: client.order_history(), listed("orders", order(userWallet=OTHER))),
    "matches": (lambda client: client.fills(), listed("trades", wallet=OTHER)),
    "a match": (lambda client: client.fills(), listed("trades", trade(userWallet=OTHER))),
    "matches of an order": (lambda client: client.order_fills(ID), said({"orderId": ID, "trades": [trade(userWallet=OTHER)]})),
    "an order": (lambda client: client.get_order(ID), said(order(userWallet=OTHER))),
}


@pytest.mark.parametrize(("read", "reply"), READS.values(), ids=READS)
def test_a_read_that_brings_another_wallet_s_has_failed(
    venue: Replies, clients: Clients, read: Callable[[PredictStreet], object], reply: Answer
) -> None:
    venue.will(reply)
    ledger = Ledger()
    with pytest.raises(ReadFailed, match="another wallet, 0x9999"):
        read(clients.predictstreet(observers=[ledger]))
    assert (ledger.may_be_open(), ledger.exposure()) == ((), ())


def test_rows_of_two_wallets_in_one_reply_prove_nothing_to_whoever_named_none(venue: Replies, clients: Clients) -> None:
    ledger = Ledger()
    client = clients.predictstreet(user_wallet=None, observers=[ledger])
    for reply, read in (
        (listed("trades", trade(), trade(id="t-2", userWallet=OTHER), wallet=None), client.fills),
        (listed("orders", order(), order(userWallet=OTHER), wallet=None), client.open_orders),
    ):
        venue.will(reply)
        with pytest.raises(ReadFailed, match="another wallet"):
            read()
    assert (ledger.may_be_open(), ledger.exposure()) == ((), ())


@pytest.mark.parametrize("shown", ["0x251e6986…", "0x...", "", None, "0x" + "9" * 41])
def test_what_is_no_address_names_no_wallet(venue: Replies, clients: Clients, shown: str | None) -> None:
    venue.will(listed("trades", trade(userWallet=shown), wallet=shown), listed("orders", order(userWallet=shown), wallet=shown))
    ledger = Ledger()
    client = clients.predictstreet(observers=[ledger])
    assert [fill.trade_id for fill in client.fills()] == ["t-1"]
    assert [each.order_id for each in client.open_orders()] == [ID]
    assert [(known.order_id, known.filled) for known in ledger.may_be_open()] == [(ID, Decimal(3))]


def test_a_later_page_of_another_wallet_proves_no_absence(venue: Replies, clients: Clients) -> None:
    ledger = Ledger()
    client = clients.predictstreet(user_wallet=None, observers=[ledger])
    venue.will(listed("orders", order()), listed("orders", following="2"), listed("orders", wallet=OTHER))
    client.open_orders()
    with pytest.raises(ReadFailed, match="another wallet"):
        client.open_orders()
    assert [known.order_id for known in ledger.may_be_open()] == [ID]
