"""Placing on PredictStreet: what a request must be, whether it was seen before, and what becomes of it."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from typing import Final, cast

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.ledger import OverdraftError
from crossbook.sandbox.predictstreet.markets import PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import Side, TimeInForce
from crossbook.sandbox.predictstreet.orders import Order
from crossbook.sandbox.predictstreet.refusals import Rejection, invalid, refusal
from crossbook.sandbox.predictstreet.signatures import verify
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.trading import NewOrder, PostOnlyError
from crossbook.sandbox.predictstreet.units import plain, units
from crossbook.sandbox.wire import Json, JsonObject, member, number, text

_DECIMAL = re.compile(r"[0-9]+(\.[0-9]{1,6})?")
_WORDS: Final = (("side", ("buy", "sell")), ("type", ("limit", "market")), ("timeInForce", ("gtc", "ioc", "fok")))
_UINT256: Final = 1 << 256
_DIGITS: Final = 78
"""Of the longest uint256. Longer text is not even read as a number."""


def place(state: State, wallet: str, body: JsonObject) -> Answer:
    """Place one order that has passed the spec."""
    try:
        return Answer(200, _placed(state, wallet, body))
    except Rejection as rejection:
        return Answer(200, _rejected(rejection.code, rejection.message))


def place_batch(state: State, wallet: str, body: Json) -> Answer:
    """Place orders one after the other, in the order sent; what is refused alone is an entry here."""
    listed = member(body, "orders")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return Answer(200, [_entry(state, wallet, entry) for entry in entries])


def refuse(clock: Clock, body: Json) -> None:
    """Raise Refusal for what errors/codes lists about the form of an order, before the spec file is asked."""
    price, quantity = _decimal(body, "price"), _decimal(body, "quantity")
    if price is None or quantity is None or quantity <= 0 or not 0 < price < 1:
        raise refusal(400, "invalid_amounts", "price must be in (0, 1) and quantity > 0, with at most 6 decimals")
    if text(body, "outcome") not in ("0", "1"):
        raise refusal(400, "invalid_outcome", "outcome index out of range")
    order_type = text(body, "type") or "limit"
    if order_type == "market" and _time_in_force(body, order_type) == "gtc":
        raise refusal(400, "invalid_tif", "market orders cannot be gtc")
    expiry = number(body, "expiry")
    if expiry is not None and expiry == expiry.to_integral_value() and 0 < expiry <= Decimal(int(clock.wall().timestamp())):
        raise refusal(400, "expired", "expiration is in the past")
    for name, allowed in _WORDS:
        value = text(body, name)
        if value is not None and value not in allowed:  # the spec's enums are open; the venue's are not
            raise invalid(f"{name} must be one of {', '.join(allowed)}")
    for name, value in (("nonce", text(body, "nonce") or "0"), ("expiry", str(expiry or 0))):
        if len(value) > _DIGITS or (value.isdecimal() and int(value) >= _UINT256):
            raise invalid(f"{name} must be a uint256")


def submit(state: State, new: NewOrder) -> Order:
    """Let an order into the market. Raises Refusal and Rejection."""
    if new.market.status != "OPEN":
        raise refusal(409, "market_not_open", f"market is {new.market.status}")
    if new.price % units(new.market.tick):
        raise refusal(400, "invalid_amounts", f"price tick size is {new.market.tick}")
    try:
        return state.trading.place(new)
    except OverdraftError as overdraft:
        asset, wanted = overdraft.asset, plain(overdraft.wanted)
        # The code of the pages' sample; that a seller without tokens gets the same is an inference.
        message = f"overdraft on {overdraft.wallet}/{asset} (lock): Δavail=-{wanted}, Δlock={wanted}"
        raise Rejection("insufficient_funds", message) from None
    except PostOnlyError:
        # What postOnly does is explained nowhere; that it refuses to match is what the word says. The code is this sandbox's.
        raise Rejection("post_only_would_match", "a post-only order would have matched") from None


def _placed(state: State, wallet: str, body: JsonObject) -> JsonObject:
    refuse(state.clock, body)
    name = text(body, "clientOrderId")
    stored = None if name is None else state.placed.get((wallet, name))
    if stored is not None:
        if stored[0] not in (None, body) and state.reuse == "refused":
            # That a name is used again for another order is in no page that could be read; status and code are this sandbox's.
            raise refusal(409, "client_order_id_reused", "clientOrderId was used for another order")
        return stored[1]
    new = _new_order(state, wallet, body)
    if wallet in state.undeployed:  # the code is that of redeeming; what a place is told was not seen
        raise refusal(403, "no_vault", "vault is not deployed")
    if state.signatures == "verify":
        verify(new, int(text(body, "nonce") or 0), text(body, "signature") or "", state.vault_of(wallet), state.contracts)
    order = submit(state, new)
    reply = placed_json(state, order)
    if name is not None:
        state.placed[wallet, name] = (body, reply)
    return reply


def _new_order(state: State, wallet: str, body: Json) -> NewOrder:
    order_type = text(body, "type") or "limit"
    return NewOrder(
        wallet=wallet,
        vault=(text(body, "maker") or "").lower(),
        market=_market(state, text(body, "marketId") or ""),
        side=cast("Side", text(body, "side")),
        outcome=text(body, "outcome") or "",
        price=units(Decimal(text(body, "price") or 0)),
        quantity=units(Decimal(text(body, "quantity") or 0)),
        client_order_id=text(body, "clientOrderId"),
        order_type=order_type,
        time_in_force=cast("TimeInForce", _time_in_force(body, order_type)),
        post_only=member(body, "postOnly") is True,
        expiry=int(number(body, "expiry") or 0),
    )


def _market(state: State, symbol: str) -> PredictStreetMarket:
    market = state.catalogue.find(symbol)
    if market is None:
        # The word exists (404, of market detail); no page connects it with placing, so it is a reject here, as for money.
        raise Rejection("market_not_found", f"no market {symbol}")
    return market


def placed_json(state: State, order: Order) -> JsonObject:
    """Write the reply to a place. Its list of states is cut in the source, but lacks PARTIAL where the history's has it."""
    return {
        "orderId": order.id,
        "status": order.state.upper(),
        "filledQty": plain(order.filled),
        "remainingQty": plain(order.remaining),
        "trades": [trade.as_placed(trade.taker) for trade in state.trading.fills(order.id) if trade.taker.order_id == order.id],
    }


def _entry(state: State, wallet: str, body: JsonObject) -> Json:
    # The venue makes up the names that are missing; their form was not seen.
    named = body if text(body, "clientOrderId") is not None else {**body, "clientOrderId": str(uuid.uuid4())}
    try:
        reply: JsonObject = {**_placed(state, wallet, named), "success": True}
    except Rejection as rejection:
        reply = {**_rejected(rejection.code, rejection.message), "success": False}
    except Refusal as refused:
        code, message = text(refused.answer.body, "code") or "", text(refused.answer.body, "message") or ""
        reply = {**_rejected(code, message), "success": False}
    return {**reply, "clientOrderId": named["clientOrderId"]}


def _rejected(code: str, message: str) -> JsonObject:
    return {"orderId": "", "status": "REJECTED", "filledQty": "0", "remainingQty": "0", "trades": [], "code": code, "message": message}


def _time_in_force(body: Json, order_type: str) -> str:
    """Default for market orders: ioc. Two pages disagree; the other one's default would always be refused."""
    return text(body, "timeInForce") or ("ioc" if order_type == "market" else "gtc")


def _decimal(body: Json, name: str) -> Decimal | None:
    value = text(body, name)
    return Decimal(value) if value is not None and len(value) <= _DIGITS and _DECIMAL.fullmatch(value) else None
