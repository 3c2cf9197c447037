"""What a ledger may be told of orders at either venue, as it is read from the venue's own frames and rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from gateway_frames import START, WALLET, push
from gateway_frames import fill as fill_frame

from crossbook import Evidence
from crossbook.fourcasters import BetTaken, NewOrder, OrderCancelled, OrderFilled, OrderPlaced, UserFeedEvent
from crossbook.fourcasters.feeds.reading import read_message
from crossbook.fourcasters.orders.order import Order as FourcastersOrder
from crossbook.fourcasters.orders.order import order_detail, resting_order
from crossbook.observing import Attempted, CallEnded, Came, Intent
from crossbook.predictstreet import OrderFill
from crossbook.predictstreet import UserFeedEvent as GatewayEvent
from crossbook.predictstreet.feeds.user_reading import read_user_event
from crossbook.predictstreet.orders.order import Order as PredictStreetOrder
from crossbook.predictstreet.orders.order import read_order
from crossbook.predictstreet.reads.fill import read_fill
from crossbook_bindings.fourcasters import rest as fourcasters_rest
from crossbook_bindings.fourcasters.user_feed import frames as user_feed
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.predictstreet import rest as predictstreet_rest
from crossbook_bindings.predictstreet.user_socket import frames as gateway
from crossbook_bindings.runtime import EffectKind, decoder

GAME: Final = "66a000000000000000000001"
MARKET: Final = "NC26-BIN-83479265"
FOURCASTERS: Final = "fourcasters"
PREDICTSTREET: Final = "predictstreet"
MISSING: Final = Evidence(operation="placeOrders", sent="...", received=None, problem="nothing came")


def fourcasters_id(number: int) -> str:
    """Name an order at 4casters."""
    return f"66c{number:021x}"


def wager_id(number: int) -> str:
    """Name a placement at 4casters, as the venue does."""
    return f"66e{number:021x}"


def predictstreet_id(number: int) -> str:
    """Name an order at PredictStreet."""
    return f"6f9619ff-8b86-4011-b42d-{number:012x}"


# ---- 4casters, its user feed


def user_event(number: int, *, reference: str | None = "mine", rests: Any = None, taken: Any = None, message_id: str = "7-0") -> str:
    """Write a message of the user feed about an order."""
    named = {} if reference is None else {"userReference": reference}
    order = {"orderID": fourcasters_id(number), "wagerRequestID": wager_id(number), "type": "total", "side": "over", "number": 41}
    order |= {"odds": -110, **named}
    return json.dumps(
        {
            "messageID": message_id,
            "matched": None if taken is None else order | taken,
            "unmatched": None if rests is None else order | rests,
            "origin": "offer" if rests is not None else "wager",
            "gameID": GAME,
            "league": "NBA",
            "createdAt": "2026-08-21T18:11:54.614Z",
        }
    )


def fourcasters_event(text: str) -> UserFeedEvent:
    """Read it, as a feed does."""
    event = cast("UserEvent", user_feed.read(text))
    return read_message(event, event.messageID)


def placed(
    risk: int = 100, remaining: int | None = None, number: int = 1, reference: str | None = "mine", message_id: str = "7-0"
) -> OrderPlaced:
    rests = {"filled": 0, "offered": risk, "remaining": risk if remaining is None else remaining}
    told = fourcasters_event(user_event(number, reference=reference, rests=rests, message_id=message_id))
    assert isinstance(told, OrderPlaced)
    return told


def _matched(stake: int, fill_id: str) -> dict[str, object]:
    return {"txID": fill_id, "amount": stake, "risk": stake, "win": stake}


def filled(
    stake: int, remaining: int, fill_id: str = "f1", number: int = 1, *, risk: int = 100, reference: str | None = "mine"
) -> OrderFilled:
    rests = {"filled": stake, "offered": risk, "remaining": remaining}
    told = fourcasters_event(user_event(number, reference=reference, rests=rests, taken=_matched(stake, fill_id)))
    assert isinstance(told, OrderFilled)
    return told


def taken(stake: int, fill_id: str = "t1", number: int = 1, reference: str | None = "mine") -> BetTaken:
    told = fourcasters_event(user_event(number, reference=reference, taken=_matched(stake, fill_id) | {"orderID": fourcasters_id(999)}))
    assert isinstance(told, BetTaken)
    return told


def gone(done: int, number: int = 1, reference: str | None = "mine", message_id: str = "7-0") -> OrderCancelled:
    rests = {"filled": done, "offered": 0, "remaining": 0}
    told = fourcasters_event(user_event(number, reference=reference, rests=rests, message_id=message_id))
    assert isinstance(told, OrderCancelled)
    return told


# ---- 4casters, over REST


def new_order(risk: int = 100, reference: str | None = "mine") -> NewOrder:
    return NewOrder(game_id=GAME, market_type="total", side="over", odds=-110, risk=risk, line=41, user_reference=reference)


def row(
    risk: int = 100, done: int = 0, number: int = 1, reference: str | None = "mine", amounts: Mapping[str, float | None] | None = None
) -> FourcastersOrder:
    """Give an order as the list of what rests has it; `amounts` stand there in place of those that fit together."""
    members: dict[str, object] = {
        "id": fourcasters_id(number),
        "type": "total",
        "bet": risk,
        "odds": -110,
        "total": 41,
        "filled": done,
        "offered": risk,
    }
    members |= {"userReference": reference, "wagerRequestID": wager_id(number), "game": {"id": GAME, "league": "NBA"}}
    members |= amounts or {}
    return resting_order(decoder(fourcasters_rest.UnmatchedOrder).decode(json.dumps(members)))


def look_up(done: int, left: int, number: int = 1, *, cancelled: bool = False) -> FourcastersOrder:
    """Give an order as its look-up has it."""
    members = {"id": fourcasters_id(number), "matchedRisk": done, "unmatchedRisk": left, "cancelled": cancelled, "type": "total"}
    return order_detail(fourcasters_id(number), decoder(fourcasters_rest.LookupOrderDetail).decode(json.dumps(members)))


def place_body(*orders: tuple[int, str | None]) -> str:
    """Write the body of a placement at 4casters."""
    each = [
        {"gameID": GAME, "type": "total", "side": "over", "number": 41, "odds": -110, "bet": risk, "userReference": reference}
        for risk, reference in orders
    ]
    return json.dumps({"orders": each})


# ---- PredictStreet, its user gateway


def gateway_event(text: str) -> GatewayEvent:
    """Read an event of the user gateway, as a feed does."""
    return read_user_event(gateway.read(text), source="predictstreet user feed", wallet=WALLET)


def rests_there(reference: str | None = "mine", event: str = "order_placed") -> GatewayEvent:
    """Say that an order of that name was placed, or with another `event` cancelled."""
    data: dict[str, object] = {} if reference is None else {"clientOrderId": reference}
    return gateway_event(push(event, "user_orders", data))


def cancelled_there(reference: str | None = "mine") -> GatewayEvent:
    return rests_there(reference, "order_cancelled")


def filled_there(quantity: int, trade: str = "t1", number: int = 1, reference: str | None = "mine") -> GatewayEvent:
    named: dict[str, object] = {} if reference is None else {"clientOrderId": reference}
    return gateway_event(fill_frame(trade, predictstreet_id(number), START, quantity=str(quantity), price="0.5", **named))


# ---- PredictStreet, over REST


def order_there(
    quantity: int = 100, done: int = 0, number: int = 1, reference: str | None = "mine", status: str = "OPEN"
) -> PredictStreetOrder:
    """Give an order as lists and look-ups have it."""
    order_id = predictstreet_id(number)
    members = {"id": order_id, "marketId": MARKET, "side": "BUY", "outcome": "YES", "price": "0.5", "quantity": str(quantity)}
    members |= {"filledQty": str(done), "remainingQty": str(quantity - done), "status": status}
    members |= {} if reference is None else {"clientOrderId": reference}
    return read_order(order_id, decoder(predictstreet_rest.Order).decode(json.dumps(members)))


def fill_there(quantity: int, trade: str = "t1", number: int = 1, status: str = "matched") -> OrderFill:
    """Give a match as the list of fills has it."""
    members = {"id": trade, "orderId": predictstreet_id(number), "marketId": MARKET, "side": "BUY", "price": "0.5"}
    members |= {"quantity": str(quantity), "status": status}
    return read_fill(decoder(predictstreet_rest.AccountTrade).decode(json.dumps(members)))


def sent_body(*orders: tuple[int, str | None], side: str = "BUY") -> str:
    """Write what of a placement's body at PredictStreet says how large its orders are."""
    each = [
        {"marketId": MARKET, "side": side, "outcome": "YES", "price": "0.5", "quantity": str(quantity), "clientOrderId": reference}
        for quantity, reference in orders
    ]
    return json.dumps({"orders": each})


# ---- what observers hear


def intent(
    venue: str,
    effect: EffectKind,
    *,
    call: int = 1,
    at: float = 0.0,
    order_ids: tuple[str, ...] = (),
    references: tuple[str | None, ...] = (),
    body: str | None = None,
    account: str | None = None,
    operation: str = "",
) -> Intent:
    asked = operation or f"{effect}Orders"
    return Intent(
        call=call,
        at=at,
        request=1,
        venue=venue,
        operation=asked,
        effect=effect,
        account=account,
        order_ids=order_ids,
        user_references=references,
        sent=f"POST /{asked}",
        body=body,
    )


def attempted(venue: str, *, call: int = 1, at: float = 0.0, operation: str = "placeOrders", body: bytes | None = b"{}") -> Attempted:
    came: Came = "lost" if body is None else "answered"
    return Attempted(
        call=call,
        at=at,
        request=1,
        attempt=1,
        venue=venue,
        transport="rest",
        operation=operation,
        came=came,
        status=None if body is None else 200,
        body=body,
    )


def ended(*outcomes: Any, call: int = 1, at: float = 0.0) -> CallEnded:
    return CallEnded(call=call, at=at, outcomes=outcomes, unnamed=0, returned="tuple", error=None)


def place_call(venue: str, *orders: tuple[int, str | None], call: int = 1, at: float = 0.0, account: str | None = None) -> Intent:
    """Say that orders, of a size and a name each, are about to be placed."""
    body = place_body(*orders) if venue == FOURCASTERS else sent_body(*orders)
    names = tuple(name for _, name in orders)
    return intent(venue, EffectKind.PLACE, call=call, at=at, references=names, body=body, account=account)


def cancel_call(venue: str, *order_ids: str, call: int = 1, at: float = 0.0, account: str | None = None) -> Intent:
    return intent(venue, EffectKind.CANCEL, call=call, at=at, order_ids=order_ids, account=account)
