"""Whatever is added to PredictStreet's feeds and taken off them, they tell of just what is wanted. Without sockets."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from gateway_frames import OTHER_TOKEN, TOKEN, VAULT, answered, change, greeting, push, rejected, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbook.feeds import Connected, Gap
from crossbook.predictstreet import BookChanged, MarketFeedEvent, SubscriptionRejected, TradeMatched
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol
from crossbook.predictstreet.feeds.wanted import Wanted, markets


def of_kind(events: list[Any], *kinds: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


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
