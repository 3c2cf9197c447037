"""Placing on PredictStreet. Signatures are not checked: any body of the right form is taken for a signed order."""

from __future__ import annotations

import re
from decimal import Decimal

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.book import Book, NewOrder
from crossbook.sandbox.predictstreet.orders import OrderState
from crossbook.sandbox.wire import Json, number, text

_DECIMAL = re.compile(r"\d+(\.\d{1,6})?")
_TICK = Decimal("0.01")


def place(book: Book, wallet: str, body: Json) -> Answer:
    """Place one order that has passed the spec. It rests; ioc and fok end at once, as there is nobody to match with."""
    name = text(body, "clientOrderId")
    replayed = book.replay(wallet, name)
    if replayed is not None:
        return Answer(200, replayed)
    order_type = text(body, "type") or "limit"
    new = NewOrder(
        wallet=wallet,
        vault=(text(body, "maker") or "").lower(),
        market_id=text(body, "marketId") or "",
        side=text(body, "side") or "",
        outcome=text(body, "outcome") or "",
        price=Decimal(text(body, "price") or 0),
        quantity=Decimal(text(body, "quantity") or 0),
        client_order_id=name,
        order_type=order_type,
        time_in_force=_time_in_force(body, order_type),
        expiry=int(number(body, "expiry") or 0),
    )
    state: OrderState = "open" if new.time_in_force == "gtc" else "cancelled"
    return Answer(200, book.add(new, state=state).as_placed())


def refuse(clock: Clock, body: Json) -> None:
    """Raise Refusal for what errors/codes lists about a form. Not here: signature, fee and balance, which need a chain."""
    price, quantity = _decimal(body, "price"), _decimal(body, "quantity")
    if price is None or quantity is None or quantity <= 0 or not 0 < price < 1:
        raise _invalid("invalid_amounts", "price must be in (0, 1) and quantity > 0, with at most 6 decimals")
    if price % _TICK:
        raise _invalid("invalid_amounts", "price tick size is 0.01")
    if text(body, "outcome") not in ("0", "1"):
        raise _invalid("invalid_outcome", "outcome index out of range")
    order_type = text(body, "type") or "limit"
    if order_type == "market" and _time_in_force(body, order_type) == "gtc":
        raise _invalid("invalid_tif", "market orders cannot be gtc")
    expiry = number(body, "expiry")
    if expiry is not None and 0 < expiry <= Decimal(int(clock.wall().timestamp())):
        raise _invalid("expired", "expiration is in the past")
    for name, allowed in (("side", ("buy", "sell")), ("type", ("limit", "market")), ("timeInForce", ("gtc", "ioc", "fok"))):
        value = text(body, name)
        if value is not None and value not in allowed:  # the spec's enums are open; the venue's are not
            raise _invalid("validation_failed", f"{name} must be one of {', '.join(allowed)}")


def _time_in_force(body: Json, order_type: str) -> str:
    """Default for market orders: ioc. Two pages disagree; the other one's default would always be refused."""
    return text(body, "timeInForce") or ("ioc" if order_type == "market" else "gtc")


def _decimal(body: Json, name: str) -> Decimal | None:
    value = text(body, name)
    return Decimal(value) if value is not None and _DECIMAL.fullmatch(value) else None


def _invalid(code: str, message: str) -> Refusal:
    return Refusal(400, {"code": code, "message": message})
