"""PredictStreet's feeds against a gateway written from its pages alone, and against one that keeps to none of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest
from gateway_frames import TOKEN, VAULT, WALLET, answered, fill, greeting, push, rejected, subscribed
from quick_gateways import KEY, QUICK, heard, heard_of, is_live, link_to
from raw_gateway import ASKS, Script, Visit, gateway, market_feed

from crossbook import CouldNotConnect, Unauthorized
from crossbook.feeds import Connected, Disconnected, Lost
from crossbook.predictstreet import Greeted, OrderFilled, Subscribed, SubscriptionRejected, UnlistedEvent, UserFeed
from crossbook.predictstreet.user_feed import OwnUserFeed


@asynccontextmanager
async def user_feed(script: Script, *, wallet: str | None = None, **given: Any) -> AsyncGenerator[UserFeed]:
    async with gateway(script) as url, OwnUserFeed(link_to(url, ASKS, wallet=wallet), world=QUICK, **given) as feed:
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
