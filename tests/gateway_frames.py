"""Frames of both gateways of PredictStreet, written from its pages alone."""

from __future__ import annotations

import json
from typing import Any, Final

WALLET: Final = "0x1111111111111111111111111111111111111111"
CONDITION: Final = "0x2222222222222222222222222222222222222222222222222222222222222222"
VAULT: Final = "0x3333333333333333333333333333333333333333"
TOKEN: Final = "60550363974013526"
OTHER_TOKEN: Final = "60550363974013527"
START: Final = 1778783112000
"""Milliseconds, when worlds begin."""


def greeting(gateway: str = "user", **data: Any) -> str:
    """Write the first frame of a connection."""
    own = {"walletAddress": WALLET} if gateway == "user" else {"protocolVersion": 2}
    return json.dumps({"type": "connected", "data": {"gateway": gateway, **own, "authMethod": "api_key"} | data})


def subscribed(frame: str, *, sid: int = 1) -> str:
    """Accept all that a command asks for."""
    asked = json.loads(frame)
    accepted = [{"sid": sid + number, **each} for number, each in enumerate(asked["params"]["subscriptions"])]
    return json.dumps({"id": asked["id"], "type": "subscribed", "accepted": accepted, "rejected": []})


def rejected(frame: str, code: str | None, **members: Any) -> str:
    """Reject all that a command asks for."""
    asked = json.loads(frame)
    why = {} if code is None else {"code": code, "message": f"{code}: no"}
    refused = [{**each, **why, **members} for each in asked["params"]["subscriptions"]]
    return json.dumps({"id": asked["id"], "type": "subscribed", "accepted": [], "rejected": refused})


def pong(frame: str, milliseconds: int = START) -> str:
    """Answer a ping."""
    return json.dumps({"id": json.loads(frame)["id"], "type": "pong", "ts": milliseconds})


def answered(frame: str, milliseconds: int = START, *, sid: int = 1) -> str | None:
    """Answer any command as its page says; None for one that no page shows an answer to."""
    match json.loads(frame)["cmd"]:
        case "subscribe":
            return subscribed(frame, sid=sid)
        case "ping":
            return pong(frame, milliseconds)
        case _:
            return None


def push(event: str, channel: str, data: Any, *, id_: str | None = None, sid: int = 1, milliseconds: int = START, **members: Any) -> str:
    """Write an event."""
    named = {} if id_ is None else {"id": id_}
    return json.dumps({"type": event, "sid": sid, "channel": channel, **named, "serverTs": milliseconds, **members, "data": data})


def fill(trade: str, order: str = "order-1", milliseconds: int = START, **changed: Any) -> str:
    """Write a fill of the wallet, with the members that the page lists."""
    data = {
        "walletAddress": WALLET,
        "side": "buy",
        "tradeId": trade,
        "orderId": order,
        "tokenId": TOKEN,
        "conditionId": CONDITION,
        "outcomeIndex": 0,
        "price": "0.52",
        "quantity": "240",
        "source": "matcher",
        "tsMs": milliseconds,
    }
    return push("user_fill", "user_fills", data | changed, sid=2, milliseconds=milliseconds)


def snapshot(seq: int | None, token: str = TOKEN, milliseconds: int = START, *, hash_: str = "", sid: int = 1, **changed: Any) -> str:
    """Write the whole book of a token."""
    data = {
        "tokenId": token,
        "conditionId": CONDITION,
        "outcomeIndex": 0,
        "bids": [{"price": "0.51", "quantity": "180", "count": 1}, {"price": "0.52", "quantity": "240", "count": 3}],
        "asks": [{"price": "0.55", "quantity": "210", "count": 2}],
        "tsMs": milliseconds,
    }
    numbered = {} if seq is None else {"seq": seq}
    members = {**numbered, "hash": hash_ or f"{seq or 0:016x}"}
    return push("book_snapshot", "token_book", data | changed, id_=token, sid=sid, milliseconds=milliseconds, **members)


def change(
    seq: int,
    previous: int | None,
    token: str = TOKEN,
    milliseconds: int = START,
    *,
    event: str = "book_update",
    hash_: str | None = None,
    **changed: Any,
) -> str:
    """Write a change of a book: its levels are in no page."""
    data = {"tokenId": token, "conditionId": CONDITION, "outcomeIndex": 0, "tsMs": milliseconds} | changed
    members: dict[str, Any] = {"seq": seq} | ({} if previous is None else {"prevSeq": previous})
    if event == "book_update":
        members["hash"] = hash_ or f"{seq:016x}"
    return push(event, "token_book", data, id_=token, milliseconds=milliseconds, **members)
