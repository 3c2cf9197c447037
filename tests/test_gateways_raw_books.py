"""PredictStreet's books against a gateway written from its pages alone, and whatever comes from one that keeps to none of them."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from gateway_frames import CONDITION, TOKEN, VAULT, WALLET, answered, change, greeting, snapshot, subscribed
from hypothesis import given, settings
from hypothesis import strategies as st
from quick_gateways import books_of, heard_of
from raw_gateway import Visit, market_feed
from samples import sample

from crossbook.feeds import BookInvalid, BookRebuilt, Disconnected, Live
from crossbook.predictstreet import BookChanged
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol

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


@settings(max_examples=sample(60, long=150), deadline=None)
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
