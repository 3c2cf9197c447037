"""PredictStreet's feeds, told to hear of more and of less while they are open."""

from __future__ import annotations

import json
from collections.abc import Generator
from decimal import Decimal
from typing import Any, Final

import pytest
from gateway_frames import OTHER_TOKEN, TOKEN, VAULT, answered, change, greeting, push, rejected, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st
from quick_gateways import client_of, heard, heard_of, is_live, quick_market_feed

from crossbook import InvalidRequest
from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import (
    BookChanged,
    MarketFeedEvent,
    PredictStreet,
    Subscribed,
    SubscriptionRejected,
    TradeMatched,
    VaultBalanceChanged,
)
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol
from crossbook.predictstreet.feeds.wanted import Wanted, markets
from crossbook.sandbox import Clock, Fault, PredictStreetSandbox, Sandbox

MARKET: Final = "TEST-MARKET"
OTHER: Final = "OTHER-MARKET"


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        running.predictstreet.add_market(OTHER)
        yield running
    assert running.violations == ()


@pytest.fixture
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


@pytest.fixture
def token(venue: PredictStreetSandbox) -> str:
    return venue.market(MARKET).token_ids[0]


@pytest.fixture
def other(venue: PredictStreetSandbox) -> str:
    return venue.market(OTHER).token_ids[0]


def of_kind(events: list[Any], *kinds: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


def asked(venue: PredictStreetSandbox) -> list[Any]:
    """Give every subscription that was asked for, in order."""
    return [
        each for record in venue.requests if record.operation == "subscribe" for each in json.loads(record.body)["params"]["subscriptions"]
    ]


async def test_a_book_is_added_to_an_open_feed_and_taken_off_it(venue: PredictStreetSandbox, token: str, other: str) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        feed.subscribe(books=[other, token], trades=[other])
        events = await heard_of(feed, lambda events: len(of_kind(events, Subscribed)) == 2 and bool(of_kind(events, BookChanged)))
        assert [(event.channel, event.ids) for event in of_kind(events, Subscribed)] == [
            ("token_book", (other,)),
            ("token_trade_matches", (other,)),
        ]
        assert [event.token_id for event in of_kind(events, BookChanged)] == [other]
        assert feed.is_live
        venue.fill(venue.seed_order(market_id=OTHER), Decimal(5))
        events = await heard_of(feed, lambda events: bool(of_kind(events, TradeMatched)))
        feed.unsubscribe(books=[other], trades=[other])
        venue.fill(venue.seed_order(market_id=OTHER), Decimal(5))
        venue.seed_order(market_id=MARKET)
        events = await heard_of(feed, lambda events: any(event.token_id == token for event in of_kind(events, BookChanged)))
    # What nothing asks for is not to be believed any more, and is told no more, though the venue goes on sending it.
    assert [event.market for event in of_kind(events, BookInvalid)] == [other]
    after = events[events.index(of_kind(events, BookInvalid)[0]) + 1 :]
    assert [event.token_id for event in of_kind(after, BookChanged, TradeMatched)] == [token]


async def test_what_was_added_is_asked_for_again_after_a_reopening_and_what_was_taken_off_is_not(
    venue: PredictStreetSandbox, token: str, other: str
) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token) as feed:
        await heard_of(feed, is_live)
        feed.subscribe(books=[other])
        await heard_of(feed, lambda events: bool(of_kind(events, BookChanged)))
        feed.unsubscribe(books=[token])
        before = len(asked(venue))
        venue.drop_sockets()
        events = await heard_of(feed, is_live)
    assert asked(venue)[before:] == [{"channel": "token_book", "ids": [other]}]
    assert of_kind(events, BookRebuilt, BookChanged)
    assert {event.token_id for event in of_kind(events, BookChanged)} == {other}


async def test_a_book_that_comes_back_on_the_same_connection_begins_with_a_snapshot(
    venue: PredictStreetSandbox, token: str, other: str
) -> None:
    async with client_of(venue) as client, quick_market_feed(venue, client, token, other) as feed:
        await heard_of(feed, is_live)
        feed.unsubscribe(books=[token])
        venue.seed_order(market_id=MARKET)
        feed.subscribe(books=[token])
        events = await heard_of(feed, lambda events: bool(of_kind(events, BookChanged)))
        (state,) = of_kind(events, BookChanged)
        book = await client.order_book(MARKET, 0)
    assert [type(event) for event in events] == [BookInvalid, Subscribed, BookChanged]
    assert (state.token_id, state.sequence, state.hash) == (token, book.sequence, book.hash)
    assert state.bids is not None


async def test_a_subscription_that_the_venue_rejects_while_the_feed_is_open_is_told(venue: PredictStreetSandbox) -> None:
    mine, foreign = venue.trader().vault, venue.trader("second").vault
    async with client_of(venue) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        feed.subscribe(vaults=[mine])
        feed.subscribe(vaults=[foreign])
        events = await heard(feed, lambda events: bool(of_kind(events, SubscriptionRejected)))
    assert [(event.channel, event.ids) for event in of_kind(events, Subscribed)] == [("vault_positions", (mine,))]
    assert [(event.ids, event.code) for event in of_kind(events, SubscriptionRejected)] == [((foreign,), "forbidden")]


async def test_a_vault_is_added_to_an_open_feed_and_taken_off_it(venue: PredictStreetSandbox) -> None:
    vault = venue.trader().vault
    async with client_of(venue) as client, client.user_feed() as feed:
        await heard(feed, is_live)
        feed.subscribe(vaults=[vault])
        await heard(feed, lambda events: bool(of_kind(events, Subscribed)))
        venue.fill(venue.seed_order(market_id=MARKET), Decimal(5))
        events = await heard(feed, lambda events: bool(of_kind(events, VaultBalanceChanged)))
        assert of_kind(events, VaultBalanceChanged)[0].vault == vault
        feed.unsubscribe(vaults=[vault])
        venue.fill(venue.seed_order(market_id=MARKET), Decimal(5))
        venue.seed_order(market_id=MARKET, client_order_id="the last one")
        events = await heard(feed, lambda events: getattr(events[-1] if events else None, "user_reference", None) == "the last one")
    assert of_kind(events, VaultBalanceChanged) == []


async def test_where_no_connection_has_room_another_one_is_opened(venue: PredictStreetSandbox, token: str) -> None:
    many = [str(10**20 + number) for number in range(100 * 239)]
    async with client_of(venue) as client, client.market_feed(trades=many, books=[token]) as feed:
        await heard_of(feed, is_live)
        assert len(venue.sockets) == 1
        feed.subscribe(candles=[token])
        assert not feed.is_live
        events = await heard_of(feed, is_live)
        assert len(venue.sockets) == 2
        # One that has room takes what comes next.
        feed.subscribe(settlements=[token])
        events += await heard_of(feed, lambda events: bool(of_kind(events, Subscribed)))
        assert len(venue.sockets) == 2
    assert [event.channel for event in of_kind(events, Subscribed)] == ["token_ohlc", "token_trade_settlements"]
    assert of_kind(events, Gap, BookInvalid, Disconnected) == []


@pytest.mark.parametrize("code", [1011, 4401])
async def test_another_connection_that_cannot_be_had_is_tried_again_unless_the_key_is_refused(
    venue: PredictStreetSandbox, token: str, code: int
) -> None:
    many = [str(10**20 + number) for number in range(100 * 240)]
    async with client_of(venue) as client, client.market_feed(trades=many) as feed:
        await heard_of(feed, is_live)
        venue.fail_next(Fault.SOCKET_CLOSED, "connected", path="/ws/market", code=code, reason="api_key_expired")
        feed.subscribe(candles=[token])
        events = await heard_of(feed, lambda events: isinstance(events[-1] if events else None, Live | Lost))
    if code == 1011:
        assert [event.attempt for event in of_kind(events, Disconnected)] == [1]
        assert [event.channel for event in of_kind(events, Subscribed)] == ["token_ohlc"]
    else:
        assert isinstance(events[-1], Lost)
        assert "api_key_expired" in events[-1].problem


async def test_what_cannot_be_heard_of_is_refused_and_nothing_changes(venue: PredictStreetSandbox, token: str) -> None:
    async with client_of(venue) as client, client.market_feed(books=[token]) as feed, client.user_feed() as own:
        await heard_of(feed, is_live)
        await heard(own, is_live)
        before = len(venue.requests)
        wrongs: list[dict[str, Any]] = [{"books": ["-1"]}, {"trades": "12"}, {"conditions": [token]}, {"platform": 1}]
        for wrong in wrongs:
            with pytest.raises(InvalidRequest):
                feed.subscribe(**wrong)
            with pytest.raises(InvalidRequest):
                feed.unsubscribe(**wrong)
        with pytest.raises(InvalidRequest, match="vaults"):
            own.subscribe(vaults=["0x12"])
        feed.subscribe()
        feed.unsubscribe(trades=[token])
        assert [record.operation for record in venue.requests[before:] if record.operation == "subscribe"] == []


def test_a_program_without_asyncio_changes_what_it_hears_of_from_any_thread(venue: PredictStreetSandbox, token: str, other: str) -> None:
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url) as client:
        vault = venue.trader().vault
        with client.market_feed(books=[token]) as feed, client.user_feed() as own:
            while not isinstance(next(feed), Live):
                pass
            feed.subscribe(books=[other])
            while not (isinstance(event := next(feed), BookChanged) and event.token_id == other):
                pass
            feed.unsubscribe(books=[other])
            assert isinstance(gone := next(feed), BookInvalid)
            assert gone.market == other
            own.subscribe(vaults=[vault])
            while not (isinstance(told := next(own), Subscribed) and told.channel == "vault_positions"):
                pass
            own.unsubscribe(vaults=[vault])
        feed.subscribe(books=[other])  # Over, and no error: nobody is told anything.


# ---- without sockets


class Gateway:
    """A gateway that answers at once, and sends each subscriber what he has asked for since he came."""

    def __init__(self, protocol: MarketFeedProtocol) -> None:
        self.protocol = protocol
        self.now = 0.0
        self.seq = 100
        self.told: list[MarketFeedEvent] = []
        self.carried: dict[int, set[tuple[str, str]]] = {}
        self.commands = 0
        self.opened: set[int] = set()

    def settle(self) -> None:
        for number, connection in enumerate(self.protocol.connections):
            if number not in self.opened:
                self.open(number)
            for _ in range(3):
                connection.receive_time(self.now)
                for text in connection.data_to_send():
                    self._answer(number, connection, text)
                for want in connection.wanted():
                    assert want.connection == connection.connection
                    self.drop(number)
        while (event := self.protocol.next_event()) is not None:
            self.told.append(event)

    def open(self, number: int) -> None:
        self.opened.add(number)
        self.carried[number] = set()
        self.protocol.connections[number].receive_open(self.now)
        self.protocol.connections[number].receive_text(greeting("market"))

    def drop(self, number: int) -> None:
        self.protocol.connections[number].receive_eof("it broke")
        self.open(number)

    def publish(self, seq: int) -> None:
        """Let something happen about everything that anybody has asked for."""
        for number, carried in self.carried.items():
            for channel, id_ in sorted(carried):
                text = change(seq, seq - 1, id_) if channel == "token_book" else push("trade_matched", channel, {"tokenId": id_}, id_=id_)
                self.protocol.connections[number].receive_text(text)
        self.settle()

    def _answer(self, number: int, connection: MarketConnection, text: str) -> None:
        self.commands += 1
        answer = answered(text, sid=self.commands)
        assert answer is not None
        connection.receive_text(answer)
        for each in json.loads(text).get("params", {}).get("subscriptions", ()):
            self.carried[number].update((each["channel"], id_) for id_ in each["ids"])
            if each["channel"] == "token_book":
                for id_ in each["ids"]:
                    connection.receive_text(snapshot(self.seq, id_))


def books(*tokens: str) -> tuple[Wanted, ...]:
    return markets(books=tokens, trades=(), settlements=(), candles=(), conditions=(), platform=False)


def trades(*tokens: str) -> tuple[Wanted, ...]:
    return markets(books=(), trades=tokens, settlements=(), candles=(), conditions=(), platform=False)


IDS: Final = tuple(str(number) for number in range(1, 7))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["subscribe", "unsubscribe", "drop"]), st.sampled_from([books, trades]), st.lists(st.sampled_from(IDS))),
        max_size=12,
    )
)
def test_whatever_is_added_and_taken_off_a_feed_tells_of_just_what_is_wanted(changes: list[tuple[str, Any, list[str]]]) -> None:
    wanted = {("token_book", "1")}
    gateway = Gateway(MarketFeedProtocol(books("1"), changes_are_whole=False, most_waiting=1000))
    gateway.settle()
    for what, kind, ids in changes:
        topics = {(each.channel, id_) for each in kind(*ids) for id_ in each.ids}
        match what:
            case "subscribe":
                gateway.protocol.subscribe(kind(*ids))
                wanted |= topics
            case "unsubscribe":
                gateway.protocol.unsubscribe(kind(*ids))
                wanted -= topics
            case _:
                gateway.drop(0)
        gateway.settle()
        gateway.told.clear()
        gateway.seq += 1
        gateway.publish(gateway.seq)
        told = {("token_book", event.token_id) for event in gateway.told if isinstance(event, BookChanged)}
        told |= {("token_trade_matches", event.token_id or "") for event in gateway.told if isinstance(event, TradeMatched)}
        assert told == wanted
        assert gateway.protocol.is_live


def test_a_connection_on_which_nothing_is_wanted_any_more_is_used_again_rather_than_left_behind() -> None:
    gateway = Gateway(MarketFeedProtocol(trades("0"), changes_are_whole=False, most_waiting=100_000))
    gateway.settle()
    for number in range(500):
        gateway.protocol.unsubscribe(trades(str(number)))
        gateway.protocol.subscribe(trades(str(number + 1)))
        gateway.settle()
    assert len(gateway.protocol.connections) == 1
    # All that was wanted on it had been taken off, so nothing is missing when it is another one.
    assert of_kind(gateway.told, Gap) == []
    assert len(of_kind(gateway.told, Connected)) == 3
    gateway.told.clear()
    gateway.publish(1)
    assert [event.token_id for event in of_kind(gateway.told, TradeMatched)] == ["500"]


def test_what_is_asked_for_one_by_one_is_asked_for_in_few_subscriptions_after_a_reopening() -> None:
    protocol = MarketFeedProtocol(trades("0"), changes_are_whole=False, most_waiting=10_000)
    gateway = Gateway(protocol)
    gateway.settle()
    for number in range(1, 150):
        protocol.subscribe(trades(str(number)))
    gateway.settle()
    protocol.connections[0].receive_eof("it broke")
    protocol.connections[0].receive_open(1.0)
    protocol.connections[0].receive_text(greeting("market"))
    sent = [json.loads(text) for text in protocol.connections[0].data_to_send()]
    assert [len(each["params"]["subscriptions"][0]["ids"]) for each in sent] == [100, 50]


def test_a_user_feed_that_has_used_up_its_connection_goes_on_with_another_one() -> None:
    protocol = UserFeedProtocol(wallet=None, vaults=(), since=None, most_waiting=10_000, check_every=60.0)
    protocol.receive_open(0.0)
    protocol.receive_text(greeting())
    for number in range(254):
        protocol.subscribe([f"0x{number:040x}"])
        protocol.unsubscribe([f"0x{number:040x}"])
    assert [each for each in protocol.wanted() if hasattr(each, "connection")] == []
    protocol.subscribe([VAULT])
    assert [type(each).__name__ for each in protocol.wanted()] == ["Distrust"]
    protocol.receive_eof("as asked for")
    protocol.data_to_send()
    protocol.receive_open(1.0)
    protocol.receive_text(greeting())
    sent = [json.loads(text)["params"]["subscriptions"][0] for text in protocol.data_to_send()]
    assert sent == [{"channel": "user_orders"}, {"channel": "user_fills"}, {"channel": "vault_positions", "ids": [VAULT]}]


@pytest.mark.parametrize(("code", "is_asked_again"), [("forbidden", False), ("invalid_params", False), (None, True)])
def test_what_is_rejected_for_good_is_not_asked_for_again(code: str | None, *, is_asked_again: bool) -> None:
    protocol = MarketFeedProtocol(books(TOKEN), changes_are_whole=False, most_waiting=100)
    gateway = Gateway(protocol)
    gateway.settle()
    protocol.subscribe(books(OTHER_TOKEN))
    connection = protocol.connections[0]
    (command,) = connection.data_to_send()
    connection.receive_text(rejected(command, code))
    gateway.settle()
    (refusal,) = of_kind(gateway.told, SubscriptionRejected)
    assert (refusal.ids, refusal.code) == ((OTHER_TOKEN,), code)
    connection.receive_eof("it broke")
    connection.receive_open(1.0)
    connection.receive_text(greeting("market"))
    sent = [json.loads(text)["params"]["subscriptions"][0]["ids"] for text in connection.data_to_send()]
    assert sent == [[TOKEN, OTHER_TOKEN] if is_asked_again else [TOKEN]]
