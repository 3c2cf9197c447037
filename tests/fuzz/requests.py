"""What each call must send, by the documents, and nothing else: never wider than it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from crossbook.fourcasters import NewOrder
from fuzz.happened import Happened
from fuzz.http_server import Seen
from fuzz.proofs import Problem

_PATHS: Final = {
    "fourcasters": {
        "cancel_order": "POST /session/cancel",
        "cancel_orders": "POST /session/cancelMultiple",
        "cancel_by_reference": "POST /session/cancelByReference",
        "cancel_game_orders": "POST /session/cancelAllOrdersForGame",
        "cancel_league_orders": "POST /session/cancelAllForLeague",
        "cancel_all_orders": "POST /session/cancelAllOrders",
        "place_orders": "POST /session/v3/place",
        "open_orders": "GET /user/getUnmatched",
        "get_order": "GET /session/lookupOrder",
        "heartbeat": "POST /user/ordersHeartbeat",
        "login": "POST /user/login",
    },
    "predictstreet": {
        "cancel_order": "POST /api/orders/cancel",
        "cancel_orders": "POST /api/orders/cancel-batch",
        "cancel_market_orders": "POST /api/orders/cancel-all",
        "cancel_all_orders": "POST /api/orders/cancel-all",
        "open_orders": "GET /api/orders/open",
    },
}
_LARGEST_CHUNK: Final = 100


def _body(text: bytes) -> object:
    return cast("object", json.loads(text, parse_float=Decimal)) if text else {}


def order_ids_in(body: bytes) -> list[str]:
    found = _body(body)
    ids = cast("dict[str, object]", found).get("orderIds") if isinstance(found, dict) else None
    return [str(order_id) for order_id in cast("list[object]", ids)] if isinstance(ids, list) else []


def check_requests(happened: Happened) -> Iterable[Problem]:
    """Judge what the server saw: the right requests, once each, with the right credentials."""
    if any(not seen.asked for seen in happened.seen) and happened.call != "open_orders":
        yield Problem("nothing is sent twice", f"{len(happened.seen)} requests where {len(happened.step.answers)} were due")
    ids: list[str] = []
    for seen in happened.seen:
        if not seen.method:
            continue
        where, _, query = seen.target.partition("?")
        path = f"{seen.method} {where}"
        wanted = _PATHS[happened.venue].get(happened.call)
        if wanted is None:
            wanted = f"GET /api/orders/{happened.given[0]}"
            path = unquote(path)
        if path != wanted:
            yield Problem("the documented request", f"{path} where {wanted} is documented")
        if happened.venue == "fourcasters" and happened.call != "login" and seen.header("Authorization") != happened.token_before:
            yield Problem("the token in use is sent", f"Authorization: {seen.header('Authorization')!r}")
        if happened.call == "cancel_orders" and happened.venue == "predictstreet":
            chunk = order_ids_in(seen.body)
            ids += chunk
            if not 1 <= len(chunk) <= _LARGEST_CHUNK:
                yield Problem("1 to 100 ids in a request", str(len(chunk)))
        elif seen.method == "POST" and (body := _body(seen.body)) != (due := _due(happened)):
            yield Problem("what was asked is what is sent", f"{body!r} where {due!r} was due")
        yield from _query(happened, seen, query)
    if happened.call == "cancel_orders" and happened.venue == "predictstreet":
        due_ids = [order_id.lower() for order_id in happened.sent]
        # A request that the server closed upon without reading it, or that came behind an answer that ended, may have had the others.
        again = any(seen.answer.status == 400 or not seen.method or seen.answer.ending != "keep" for seen in happened.seen)
        if (not again and [order_id.lower() for order_id in ids] != due_ids[: len(ids)]) or {order_id.lower() for order_id in ids} - set(
            due_ids
        ):
            yield Problem("each order is sent once, in the order asked", f"{ids} where {due_ids} were due")


def _query(happened: Happened, seen: Seen, query: str) -> Iterable[Problem]:
    found = dict(parse_qsl(query, keep_blank_values=True))
    if happened.call == "get_order" and happened.venue == "fourcasters" and found != {"orderID": happened.given[0]}:
        yield Problem("what was asked is what is sent", f"{found}")
    if urlsplit(seen.target).netloc:
        yield Problem("requests go to their own host", seen.target)


def _due(happened: Happened) -> object:
    args = list(happened.step.args)
    match happened.venue, happened.call:
        case "fourcasters", "cancel_order":
            return {"sessionID": args[0]}
        case "fourcasters", "cancel_orders":
            return {"sessionIDs": happened.sent}
        case "fourcasters", "cancel_by_reference":
            return {"gameID": args[0], "userReferences": args[1]}
        case "fourcasters", "cancel_game_orders":
            return {"gameID": args[0], "type": args[1]} if len(args) > 1 else {"gameID": args[0]}
        case "fourcasters", "cancel_league_orders":
            return {"league": args[0]}
        case "fourcasters", "place_orders":
            return {"orders": [_order(order) for order in cast("Sequence[NewOrder]", args[0])]}
        case "fourcasters", "heartbeat":
            return {"timeout": args[0]}
        case "fourcasters", "login":
            return {"username": args[0], "password": args[1]}
        case "predictstreet", "cancel_order":
            return {"orderId": args[0]}
        case "predictstreet", "cancel_market_orders":
            return dict(zip(("marketId", "side", "outcome"), args, strict=False))
        case _:
            return {}


def _order(order: NewOrder) -> dict[str, object]:
    due = {
        "gameID": order.game_id, "type": order.market_type, "side": order.side, "odds": order.odds, "bet": order.risk, "number": order.line,
        "market": order.market, "orderType": order.order_type, "expirationMinutes": order.expires_in_minutes,
        "userReference": order.user_reference,
    }  # fmt: skip
    return {key: value for key, value in due.items() if value is not None}
