"""Each rule catches the real spec of a socket in which it is broken: one of commands, and those of streams."""

from __future__ import annotations

from pathlib import Path

import pytest
from families import every
from spec_edits import MARKET_SOCKET, PRICE_FEED, SOCKET, USER_FEED, Edit, drop, put, rules_broken, small, write

from compiler.rules.linting import lint

BY_ID = "x-messages > cancelById"
NAMED = {"type": "string", "description": "Nobody refers to it."}
FREE = {"description": "Anything."}
TEXT = {"type": "string", "description": "Whatever."}
ANSWERS: dict[str, object] = {"data": "not_acted", "errors": {}, "default": "not_acted"}
SUBSCRIBE = "x-messages > subscribe"
SUBSCRIBE_FRAME = "$defs > SubscribeFrame > properties"
SUBSCRIBE_ALL = "x-messages > subscribeAll"
ORDER_UPDATE = "x-messages > orderUpdate"
EVENT = {"summary": "Another.", "docs": "https://a.example", "direction": "receive", "status": "typed"}

SOCKET_CASES: dict[str, tuple[Edit, str]] = {
    "a type that does not exist": (put("$defs > CancelEntry > type", "objekt"), "metaschema"),
    "a file of another dialect": (put("$schema", "http://json-schema.org/draft-07/schema#"), "metaschema"),
    "a definition that no message reaches": (put("$defs > Nobody", NAMED), "unused"),
    "const outside a frame": (put("$defs > HeartbeatAck > properties > type", {"const": "heartbeatAck"}), "keyword"),
    "a tuple in a field": (put("$defs > CancelEntry > properties > side", {"type": "array", "prefixItems": []}), "keyword"),
    "a closed enum": (put("$defs > PlaceEntry > properties > type", {"$ref": "#/$defs/MarketType"}), "open-enum"),
    "text where an example has text and x-also is gone": (drop("$defs > PlaceEntry > properties > offered > x-also"), "example"),
    "a socket without encryption": (put("x-socket > url", "ws://orders-api.4casters.io/orders/ws"), "socket"),
    "another framing": (put("x-socket > framing", "object"), "socket"),
    "an envelope that does not exist": (put("x-socket > error", "Error"), "socket"),
    "an envelope without the correlation id": (drop("$defs > Envelope > properties > requestID"), "correlation"),
    "a request without the correlation id": (put("$defs > CancelByIdRequest > required", ["orderId"]), "correlation"),
    "a reply without the correlation id": (put("$defs > CancelReply > required", ["data"]), "correlation"),
    "a message without a summary": (drop(f"{BY_ID} > summary"), "words"),
    "a message without its page": (drop(f"{BY_ID} > docs"), "docs"),
    "a message of no direction": (drop(f"{BY_ID} > direction"), "message"),
    "a reply that does not exist": (put(f"{BY_ID} > reply", "CancelByIdReply"), "message"),
    "a frame of another message": (put(f"{BY_ID} > frame", "CancelAllFrame"), "frame"),
    "a frame that is open": (drop("$defs > CancelByIdFrame > items"), "frame"),
    "a frame with a third element": (put("$defs > CancelByIdFrame > maxItems", 3), "frame"),
    "positions in a field that is not there": (put("x-messages > placeV3 > x-positional > reply", "entries"), "pointer"),
    "a message without an effect": (put(f"{BY_ID} > x-effect > kind", "cancels"), "effect"),
    "a bucket that does not exist": (put(f"{BY_ID} > x-effect > buckets", ["orders"]), "bucket"),
    "no default": (drop(f"{BY_ID} > x-effect > replies > default"), "status"),
    "no table of errors": (drop(f"{BY_ID} > x-effect > replies > errors"), "status"),
    "a misspelt verdict": (put(f"{BY_ID} > x-effect > replies > data", "done"), "verdict"),
    "a misspelt verdict on an error": (put(f"{BY_ID} > x-effect > replies > errors > order not found", "no"), "verdict"),
}

PRICE_FEED_CASES: dict[str, tuple[Edit, str]] = {
    # the socket
    "a misspelt word": (put("x-socket > send_tel", {"field": "type"}), "socket"),
    "frames of an unknown form": (put("x-socket > send_framing", "text"), "socket"),
    "a name further back in a tuple": (put("x-socket > tell", {"position": 1}), "socket"),
    "a name in a field of a tuple": (put("x-socket > tell", {"field": "type"}), "socket"),
    "a name in a position of an object": (put("x-socket > send_tell", {"position": 0}), "socket"),
    "a name in two places": (put("x-socket > send_tell", {"field": "type", "position": 0}), "socket"),
    "objects to send that say no name": (drop("x-socket > send_tell"), "socket"),
    "objects to send that are said to have no name": (put("x-socket > send_tell", None), "socket"),
    "nothing about names received": (drop("x-socket > tell"), "socket"),
    "tuples received without a name": (put("x-socket > tell", None), "socket"),
    "a field of a tuple as the payload": (put("x-socket > payload", "data"), "socket"),
    "a payload in a field without a name": (put("x-socket > send_payload", None), "socket"),
    "nothing about correlation": (drop("x-socket > correlation"), "correlation"),
    "an empty correlation": (put("x-socket > correlation", ""), "correlation"),
    "an envelope where no reply is matched": (put("x-socket > envelope", "OrderUpdate"), "correlation"),
    "an error where no reply is matched": (put("x-socket > error", "OrderUpdate"), "correlation"),
    # what is sent
    "a sent message with a member too many": (put(f"{SUBSCRIBE} > payload", "SubscribeRequest"), "message"),
    "a sent message of an unknown status": (put(f"{SUBSCRIBE} > status", "done"), "documentation"),
    "silence about the request": (drop(f"{SUBSCRIBE_ALL} > request"), "message"),
    "silence about the reply": (drop(f"{SUBSCRIBE_ALL} > reply"), "message"),
    "a reply that nothing could match": (put(f"{SUBSCRIBE} > reply", "OrderUpdate"), "correlation"),
    "verdicts on replies that never come": (put(f"{SUBSCRIBE} > x-effect > replies", ANSWERS), "effect"),
    "a command that is never answered": (put(f"{SUBSCRIBE} > x-effect > kind", "session"), "effect"),
    "a tuple without a payload": (put("x-socket > send_framing", "tuple"), "message"),
    "a frame of another name": (put(f"{SUBSCRIBE_FRAME} > type", {"const": "unsubscribe"}), "frame"),
    "a frame of any name": (put(f"{SUBSCRIBE_FRAME} > type", TEXT), "frame"),
    "a frame that need not say its name": (
        put("$defs > SubscribeFrame > required", ["gameIDs", "leagueIDs", "sportIDs", "replace"]),
        "frame",
    ),
    "a frame that requires less than its payload": (put("$defs > SubscribeFrame > required", ["type"]), "frame"),
    "a frame that lacks a field of its payload": (drop(f"{SUBSCRIBE_FRAME} > sportIDs"), "frame"),
    "a frame with a field too many": (put(f"{SUBSCRIBE_FRAME} > marketIDs", TEXT), "frame"),
    "a frame with a field of another type": (put(f"{SUBSCRIBE_FRAME} > replace > type", "string"), "frame"),
    "a frame without a request that has fields": (put("$defs > SubscribeAllFrame > properties > gameIDs", TEXT), "frame"),
    "a frame that is no object": (put("$defs > SubscribeAllFrame > type", "array"), "frame"),
    # const, which may stand in no other place
    "const in a payload, in the field of the name": (
        put("$defs > SubscribeRequest > properties > type", {"const": "subscribe"}),
        "keyword",
    ),
    "const in another field of a frame": (put(f"{SUBSCRIBE_FRAME} > replace", {"const": True}), "keyword"),
    "const in what is received": (put("$defs > OrderUpdate > properties > type", {"const": "total"}), "keyword"),
    "const in the second position": (put("$defs > OrderUpdateFrame > prefixItems", [{"const": "orderUpdate"}] * 2), "keyword"),
    # what is received
    "a message of no direction": (drop(f"{ORDER_UPDATE} > direction"), "message"),
    "a message of an unknown direction": (put(f"{ORDER_UPDATE} > direction", "both"), "message"),
    "a received message with a request": (put(f"{ORDER_UPDATE} > request", None), "message"),
    "a received message with an effect": (put(f"{ORDER_UPDATE} > x-effect", {"kind": "read", "buckets": ["price-feed"]}), "message"),
    "a received message without a frame": (drop(f"{ORDER_UPDATE} > frame"), "message"),
    "a received message without a payload": (drop(f"{ORDER_UPDATE} > payload"), "message"),
    "a received message without a status": (drop(f"{ORDER_UPDATE} > status"), "documentation"),
    "a received message of an unknown status": (put(f"{ORDER_UPDATE} > status", "known"), "documentation"),
    "a received message without a summary": (drop(f"{ORDER_UPDATE} > summary"), "words"),
    "a received message without its page": (drop(f"{ORDER_UPDATE} > docs"), "docs"),
    "a tuple of another message": (put(f"{ORDER_UPDATE} > frame", "GameUpdateFrame"), "frame"),
    "a tuple with another payload": (put(f"{ORDER_UPDATE} > payload", "GameUpdate"), "frame"),
    "a tuple that is open": (drop("$defs > OrderUpdateFrame > maxItems"), "frame"),
    "a raw payload that is described": (put(f"{ORDER_UPDATE} > status", "raw"), "documentation"),
    "a free payload that is said to be known": (put("$defs > MatchedVolumeUpdate", FREE), "documentation"),
    "a frame that no message names": (put("$defs > NobodysFrame", FREE), "unused"),
    "a field with an underscore in front": (put("$defs > GameUpdate > properties > _id", TEXT), "property-name"),
}

USER_FEED_CASES: dict[str, tuple[Edit, str]] = {
    "a second message where none has a name": (
        put("x-messages > other", {**EVENT, "frame": "UserEvent", "payload": "UserEvent"}),
        "socket",
    ),
    "tuples without a name": (put("x-socket > framing", "tuple"), "socket"),
    "a payload in objects without a name": (put("x-socket > payload", "matched"), "socket"),
    "a part of the frame as the payload": (put("x-messages > event > payload", "MatchedBlock"), "frame"),
    "a frame that is no object": (put("$defs > UserEvent > type", "array"), "frame"),
}

MARKET_CASES: dict[str, tuple[Edit, str]] = {
    "a test host without encryption": (put("x-socket > testnet_url", "ws://test.example"), "socket"),
    "no envelope": (put("x-socket > envelope", None), "socket"),
    "silence about errors": (drop("x-socket > error"), "socket"),
    "errors that do not exist": (put("x-socket > error", "ErrorReply"), "socket"),
    "errors without the correlation id": (put("x-socket > error", "Greeting"), "correlation"),
    "a frame that need not have the correlation id": (put("$defs > SubscribeFrame > required", ["cmd", "params"]), "correlation"),
    "a reply that need not have the correlation id": (put("$defs > PongReply > required", ["type", "ts"]), "correlation"),
    "a free reply of a message that is known": (put(f"{SUBSCRIBE} > reply", "UndocumentedReply"), "correlation"),
    "a message that is never answered": (put("x-messages > ping > reply", None), "message"),
    "a frame that need not have its payload": (put("$defs > SubscribeFrame > required", ["id", "cmd"]), "frame"),
    "a frame with another payload": (put(f"{SUBSCRIBE_FRAME} > params", {"$ref": "#/$defs/UnsubscribeParams"}), "frame"),
    "a payload that the message does not name": (put(f"{SUBSCRIBE} > request", None), "frame"),
    "a payload beside the name": (drop("x-socket > send_payload"), "frame"),
    "a push without a name": (drop("$defs > PushFrame > properties > type"), "frame"),
    "a push that need not say its name": (put("$defs > PushFrame > required", ["sid", "channel", "data"]), "frame"),
    "a push whose name is a number": (put("$defs > PushFrame > properties > type > type", "integer"), "frame"),
    "a push of many names that has but one": (put("$defs > PushFrame > properties > type", {"const": "trade_matched"}), "frame"),
    "a push without a payload": (drop("$defs > PushFrame > properties > data"), "frame"),
    "a push with another payload": (put("$defs > ConnectedFrame > properties > data", {"$ref": "#/$defs/BookLevel"}), "frame"),
    "a push that reads the payload of one of its messages": (put("$defs > PushFrame > properties > data", TEXT), "frame"),
    "a push that is no object": (put("$defs > PushFrame > type", "array"), "frame"),
    "a payload that only its own definition reaches": (put("x-messages > ohlc_update > payload", "PlatformStatus"), "unused"),
    "a raw payload of which something is said": (put("$defs > OhlcUpdate > type", "string"), "documentation"),
}

STARTS = {SOCKET: SOCKET_CASES, PRICE_FEED: PRICE_FEED_CASES, USER_FEED: USER_FEED_CASES, MARKET_SOCKET: MARKET_CASES}
CASES = [(name, words, edit, rule) for name, table in STARTS.items() for words, (edit, rule) in table.items()]


@pytest.mark.parametrize("name", STARTS)
def test_what_the_cases_start_from_is_clean(tmp_path: Path, name: str) -> None:
    assert lint(write(tmp_path, name, small(name))) == []


def test_a_broken_rule_is_reported_under_its_name(tmp_path: Path) -> None:
    def check(case: tuple[str, str, Edit, str]) -> None:
        name, _, edit, rule = case
        content = small(name)
        edit(content)
        assert rule in rules_broken(tmp_path, name, content, rule)

    every(CASES, check)
