"""PredictStreet's feeds against a gateway written from its pages alone, and against one that keeps to none of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs
import pytest
from gateway_frames import CONDITION, TOKEN, VAULT, WALLET, answered, change, fill, greeting, push, rejected, snapshot, subscribed
from hypothesis import given, settings
from hypothesis import strategies as st
from quick_gateways import KEY, QUICK, books_of, heard, heard_of, is_live, link_to
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from crossbook import CouldNotConnect, Unauthorized
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Live, Lost
from crossbook.predictstreet import (
    BookChanged,
    Greeted,
    MarketFeed,
    Order,
    OrderFill,
    OrderFilled,
    Subscribed,
    SubscriptionRejected,
    UnlistedEvent,
    UserFeed,
)
from crossbook.predictstreet.feed_link import Asks
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol
from crossbook.predictstreet.market_feed import OwnMarketFeed
from crossbook.predictstreet.user_feed import OwnUserFeed


@attrs.define
class Visit:
    """One connection, seen from the venue's side."""

    connection: ServerConnection
    number: int

    async def heard(self) -> str:
        """Wait for the next command."""
        text = await self.connection.recv()
        assert isinstance(text, str)
        return text

    async def asked(self, command: str) -> str:
        """Answer everything as the pages say, until there is a command of that name; give it."""
        while json.loads(text := await self.heard())["cmd"] != command:
            await self.say(answered(text))
        return text

    async def say(self, text: str | None) -> None:
        if text is not None:
            await self.connection.send(text)

    async def behave(self) -> None:
        """Answer everything as the pages say, for as long as it lasts; books begin with a snapshot."""
        while True:
            text = await self.heard()
            await self.say(answered(text))
            for each in json.loads(text).get("params", {}).get("subscriptions", ()):
                for token in each.get("ids", ()) if each["channel"] == "token_book" else ():
                    await self.say(snapshot(100, token))


Script: TypeAlias = Callable[[Visit], Awaitable[None]]


@asynccontextmanager
async def gateway(script: Script) -> AsyncGenerator[str]:
    """Listen on loopback, and run the script for each connection."""
    visits: list[Visit] = []

    async def visit(connection: ServerConnection) -> None:
        visits.append(Visit(connection, len(visits) + 1))
        with suppress(ConnectionClosed):
            await script(visits[-1])

    async with serve(visit, "127.0.0.1", 0, close_timeout=0.1) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws/user"


async def _no_orders() -> tuple[Order, ...]:
    return ()


async def _no_fills(_: datetime) -> tuple[OrderFill, ...]:
    return ()


ASKS: Final = Asks(open_orders=_no_orders, fills=_no_fills, anything=_no_orders, renewed=_no_orders)


@asynccontextmanager
async def user_feed(script: Script, *, wallet: str | None = None, **given: Any) -> AsyncGenerator[UserFeed]:
    async with gateway(script) as url, OwnUserFeed(link_to(url, ASKS, wallet=wallet), world=QUICK, **given) as feed:
        yield feed


@asynccontextmanager
async def market_feed(script: Script, *tokens: str) -> AsyncGenerator[MarketFeed]:
    async with gateway(script) as url, OwnMarketFeed(link_to(url, ASKS), books_of(*tokens), world=QUICK) as feed:
        yield feed


# ---- the opening


@pytest.mark.parametrize("said", [None, '{"type": "hello"}', greeting("market").replace("connected", "welcome")])
async def test_a_gateway_that_does_not_greet_is_no_connection(said: str | None) -> None:
    async def mute(visit: Visit) -> None:
        await visit.say(said)
        await visit.connection.wait_closed()

    with pytest.raises(CouldNotConnect, match="did not greet within 10 s"):
        async with user_feed(mute):
            pass


@pytest.mark.parametrize("reason", ["api_key_unknown_key", "api_key_word_of_tomorrow", ""])
async def test_a_gateway_that_turns_away_behind_its_greeting_ends_the_feed(reason: str) -> None:
    async def fickle(visit: Visit) -> None:
        await visit.say(greeting())
        await visit.connection.close(4401, reason)

    async with user_feed(fickle) as feed, asyncio.timeout(30):
        events = [event async for event in feed]
    assert isinstance(events[-1], Lost)
    assert "4401" in events[-1].problem


async def test_a_gateway_that_turns_away_at_once_is_an_error() -> None:
    async def rude(visit: Visit) -> None:
        await visit.connection.close(4401, "api_key_bad_secret")

    with pytest.raises(Unauthorized, match="api_key_bad_secret") as refused:
        async with user_feed(rude):
            pass
    assert KEY not in str(refused.value)


async def test_a_connection_about_another_wallet_is_not_believed() -> None:
    async def strange(visit: Visit) -> None:
        await visit.say(greeting(walletAddress="0x" + "9" * 40))
        await visit.behave()

    async with user_feed(strange, wallet=WALLET) as feed, asyncio.timeout(30):
        events = [event async for event in feed]
    assert [type(event) for event in events] == [Lost]


async def test_a_greeting_of_the_first_generation_is_told_as_such() -> None:
    async def old(visit: Visit) -> None:
        await visit.say('{"type": "connected", "data": {"gateway": "market", "authMethod": "api_key"}}')
        await visit.behave()

    async with market_feed(old, TOKEN) as feed:
        greeted = (await heard_of(feed, is_live))[1]
    assert isinstance(greeted, Greeted)
    assert greeted.generation == 1


# ---- commands and their replies


def at_first(act: Callable[[Visit, str], Awaitable[None]], command: str) -> Script:
    """Do something else with the first command of that name on the first connection, and behave from then on."""

    async def script(visit: Visit) -> None:
        await visit.say(greeting())
        if visit.number == 1:
            await act(visit, await visit.asked(command))
        await visit.behave()

    return script


async def _nothing(visit: Visit, text: str) -> None:
    pass


async def _under_another_number(visit: Visit, text: str) -> None:
    await visit.say(subscribed(text).replace(f'"id": {json.loads(text)["id"]},', '"id": 999,'))


async def _as_text(visit: Visit, text: str) -> None:
    await visit.say(json.dumps(json.loads(subscribed(text)) | {"id": str(json.loads(text)["id"])}))


async def _unreadable(visit: Visit, text: str) -> None:
    await visit.say(json.dumps({"id": json.loads(text)["id"], "type": "subscribed", "accepted": [{"sid": "one"}]}))


async def _with_neither(visit: Visit, text: str) -> None:
    await visit.say(json.dumps({"id": json.loads(text)["id"], "type": "subscribed"}))


async def _as_something_else(visit: Visit, text: str) -> None:
    await visit.say(json.dumps({"id": json.loads(text)["id"], "type": "error", "error": "try later"}))


async def _rejected_with_a_new_word(visit: Visit, text: str) -> None:
    await visit.say(rejected(text, "temporarily_unavailable"))


async def _rejected_without_a_word(visit: Visit, text: str) -> None:
    await visit.say(rejected(text, None))


@pytest.mark.parametrize(
    "act",
    [
        _nothing,
        _under_another_number,
        _as_text,
        _unreadable,
        _with_neither,
        _as_something_else,
        _rejected_with_a_new_word,
        _rejected_without_a_word,
    ],
)
async def test_a_subscription_that_is_not_certainly_accepted_is_asked_for_on_another_connection(act: Any) -> None:
    async with user_feed(at_first(act, "subscribe")) as feed:
        events = await heard(feed, is_live)
    assert [type(event) for event in events if isinstance(event, Connected | Disconnected)] == [Connected, Disconnected, Connected]


@pytest.mark.parametrize("code", ["invalid_params", "forbidden", "api_key_scope_missing", "subscription_cap_exceeded"])
async def test_a_rejection_that_the_pages_list_ends_a_feed_of_own_orders(code: str) -> None:
    async def strict(visit: Visit) -> None:
        await visit.say(greeting())
        while True:
            text = await visit.heard()
            await visit.say(rejected(text, code) if "user_fills" in text else answered(text))

    async with user_feed(strict) as feed, asyncio.timeout(30):
        events = [event async for event in feed]
    assert isinstance(events[-2], SubscriptionRejected)
    assert (events[-2].channel, events[-2].code) == ("user_fills", code)
    assert isinstance(events[-1], Lost)


async def test_ids_that_a_reply_leaves_out_are_not_accepted() -> None:
    other = "0x" + "4" * 40

    async def partial(visit: Visit) -> None:
        await visit.say(greeting())
        while True:
            text = await visit.heard()
            reply = json.loads(answered(text) or "{}")
            for each in reply.get("accepted", ()):
                each.update({"ids": [VAULT.upper().replace("0X", "0x")]} if each["channel"] == "vault_positions" else {})
            await visit.say(json.dumps(reply))

    async with user_feed(partial, vaults=[VAULT, other]) as feed:
        events = await heard(feed, is_live)
    accepted = [event.ids for event in events if isinstance(event, Subscribed) and event.channel == "vault_positions"]
    left_out = [(event.ids, event.code) for event in events if isinstance(event, SubscriptionRejected)]
    assert (accepted, left_out) == ([(VAULT,)], [((other,), None)])


async def test_a_ping_that_is_not_answered_ends_the_connection() -> None:
    async with user_feed(at_first(_nothing, "ping")) as feed:
        events = await heard(feed, is_live)
    lost = next(event for event in events if isinstance(event, Disconnected))
    assert "did not reply to ping within 5 s" in lost.problem


# ---- events


ODD: Final = (
    '{"type": "order_moved", "sid": 1, "channel": "user_orders", "data": {}}',
    '{"type": 7}',
    "{}",
    '{"id": 4711, "error": "what was that?"}',
    push("user_fill", "user_fills", {"tradeId": "t", "orderId": "o", "side": "buy", "tokenId": "1", "price": "NaN", "quantity": "1"}),
    fill("t-other", walletAddress="0x" + "9" * 40),
    fill("t-none", quantity="0"),
)


async def test_what_no_page_describes_is_told_as_it_came_and_ends_nothing() -> None:
    async def script(visit: Visit) -> None:
        await visit.say(greeting())
        while json.loads(text := await visit.heard())["cmd"] != "ping":
            await visit.say(answered(text))
        await visit.say(answered(text))
        for each in ODD:
            await visit.say(each)
        await visit.say(fill("t-1", side="BUY", clientOrderId="", fee={"new": [1]}))
        await visit.say(fill("t-1"))
        await visit.say(fill("t-1", order="another of the same trade"))
        await visit.behave()

    async with user_feed(script) as feed:
        events = await heard(feed, lambda events: len([event for event in events if isinstance(event, OrderFilled)]) == 2)
    assert len([event for event in events if isinstance(event, UnlistedEvent)]) == len(ODD)
    filled = [event for event in events if isinstance(event, OrderFilled)]
    assert [(event.trade_id, event.order_id) for event in filled] == [("t-1", "order-1"), ("t-1", "another of the same trade")]
    assert (filled[0].side, filled[0].user_reference) == ("BUY", None)
    assert not [event for event in events if isinstance(event, Disconnected)]


@pytest.mark.parametrize("text", ["not json", '{"type": "user_fill", "sid":', fill("t").replace('"price": "0.52", ', ""), "[" * 5000])
async def test_an_event_that_cannot_be_read_may_have_been_a_fill_so_rest_is_asked(text: str) -> None:
    async def script(visit: Visit) -> None:
        await visit.say(greeting())
        if visit.number == 1:
            await visit.say(answered(await visit.asked("ping")))
            await visit.say(text)
        await visit.behave()

    async with user_feed(script) as feed:
        events = await heard(feed, lambda events: is_live(events) and any(isinstance(event, Disconnected) for event in events))
    assert [type(event) for event in events].count(Connected) == 2


# ---- books


async def _told(*frames: str) -> list[Any]:
    """Let a book be at 100, then these frames come; give what is told until the book is at 200."""

    async def script(visit: Visit) -> None:
        await visit.say(greeting("market"))
        first = await visit.asked("subscribe")
        await visit.say(subscribed(first))
        await visit.say(snapshot(100))
        await visit.say(answered(await visit.asked("ping")))
        for frame in frames:
            await visit.say(frame)
        await visit.say(change(199, 198, milliseconds=10**13) if not frames else None)
        while True:
            text = await visit.heard()
            await visit.say(answered(text))
            if json.loads(text)["cmd"] == "subscribe":
                await visit.say(snapshot(200, milliseconds=10**13))

    async with market_feed(script, TOKEN) as feed:
        return await heard_of(feed, lambda events: any(isinstance(each, BookChanged) and each.sequence == 200 for each in events))


SPOILED: Final = {
    "a jump": (change(102, 101),),
    "a jump without prevSeq": (change(102, None),),
    "a change that has no place": (change(101, 99),),
    "two places": (change(101, 100, prevSeq=99),),
    "another hash at the same place": (change(101, 100), change(101, 100, hash_="f" * 16)),
    "another count": (change(101, 100, milliseconds=1778783113000), change(3, 2, milliseconds=1778783114000)),
    "no seq": (change(101, 100).replace('"seq": 101, ', ""),),
    "a seq that is text": (change(101, 100).replace('"seq": 101', '"seq": "101"'),),
    "late before its time": (change(102, 101), change(101, 100)),
}


@pytest.mark.parametrize("frames", SPOILED.values(), ids=SPOILED)
async def test_a_book_that_cannot_be_believed_is_called_invalid_and_rebuilt(frames: tuple[str, ...]) -> None:
    events = await _told(*frames)
    assert [type(event) for event in events if isinstance(event, BookInvalid | BookRebuilt)] == [BookInvalid, BookRebuilt]
    assert not [event for event in events if isinstance(event, Disconnected)]


async def test_changes_that_follow_from_each_other_are_told_each_once() -> None:
    frames = (
        change(101, 100),
        change(101, 100),
        change(102, 101, event="book_delta"),
        change(103, None, event="book_delta", prevSeq=102),
        change(107, 103),  # The rule goes by prevSeq: the counter may count more than is told.
        snapshot(90),
        change(108, None),
        change(110, 109),
    )
    events = await _told(*frames)
    told = [(event.sequence, event.conflated) for event in events if isinstance(event, BookChanged)]
    assert sum(1 + conflated for _, conflated in told) == 7
    assert [sequence for sequence, _ in told] == sorted({sequence for sequence, _ in told})


async def test_a_book_of_which_a_snapshot_has_no_sides_is_not_known() -> None:
    async def script(visit: Visit) -> None:
        await visit.say(greeting("market"))
        await visit.say(subscribed(await visit.asked("subscribe")))
        await visit.say(snapshot(100, bids=None))
        await visit.behave()

    async with market_feed(script, TOKEN) as feed:
        events = await heard_of(feed, lambda events: any(isinstance(event, BookChanged) for event in events))
    kept = [type(event) for event in events if isinstance(event, BookInvalid | BookRebuilt | BookChanged)]
    assert kept == [BookInvalid, BookRebuilt, BookChanged]


async def test_books_that_break_again_and_again_lead_to_another_connection() -> None:
    async def script(visit: Visit) -> None:
        await visit.say(greeting("market"))
        if visit.number > 1:
            await visit.behave()
        while True:
            text = await visit.heard()
            await visit.say(answered(text))
            if json.loads(text)["cmd"] == "subscribe":
                await visit.say(snapshot(100))
                await visit.say(change(105, 104))

    async with market_feed(script, TOKEN) as feed:
        events = await heard_of(feed, lambda events: [type(event) for event in events].count(Live) == 2)
    lost = next(event for event in events if isinstance(event, Disconnected))
    assert "subscribed to anew too often" in lost.problem


# ---- whatever comes

WORDS: Final = ("connected", "subscribed", "pong", "user_fill", "order_placed", "book_snapshot", "book_update", "book_snapshot_failed", "x")
VALUES: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text()
    | st.sampled_from([*WORDS, TOKEN, CONDITION, WALLET]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MEMBERS: Final = ("type", "id", "sid", "channel", "serverTs", "seq", "prevSeq", "hash", "data", "ts", "accepted", "rejected")
FRAMES: Final = st.text() | VALUES.map(json.dumps) | st.dictionaries(st.sampled_from(MEMBERS), VALUES).map(json.dumps)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAMES, max_size=6), st.booleans())
def test_nothing_that_comes_raises(frames: list[str], is_greeted: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    user = UserFeedProtocol(wallet=None, vaults=(VAULT,), since=None, most_waiting=100, check_every=60.0)
    market = MarketFeedProtocol(books_of(TOKEN), changes_are_whole=True, most_waiting=100)
    for protocol, name in ((user, "user"), (market.connections[0], "market")):
        protocol.receive_open(0.0)
        if is_greeted:
            protocol.receive_text(greeting(name))
            for command in protocol.data_to_send():
                protocol.receive_text(subscribed(command))
            protocol.receive_text(snapshot(1))
        for frame in frames:
            protocol.receive_text(frame)
            protocol.receive_time(1.0)
        protocol.receive_eof("over")
    while user.next_event() is not None or market.next_event() is not None:
        pass
