"""What a caller wants placed at PredictStreet, in our words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.prices import InvalidPrice, Price, Quantity

OrderSide: TypeAlias = Literal["buy", "sell"]
"""What you do with outcome tokens."""
OutcomeIndex: TypeAlias = Literal[0, 1]
"""0 is yes, 1 is no."""
OrderType: TypeAlias = Literal["limit", "market"]
"""limit rests or takes at its price or better; market only takes, and its price is the worst that it accepts."""
TimeInForce: TypeAlias = Literal["gtc", "ioc", "fok"]
"""gtc rests until it is cancelled; ioc takes what is there and never rests; fok takes all or nothing."""

SIDES: Final[tuple[OrderSide, ...]] = ("buy", "sell")
ORDER_TYPES: Final[tuple[OrderType, ...]] = ("limit", "market")
TIMES_IN_FORCE: Final[tuple[TimeInForce, ...]] = ("gtc", "ioc", "fok")

QUANTITY_STEP: Final = Decimal("0.000001")
"""The smallest quantity: outcome tokens have six decimals."""


@attrs.frozen(kw_only=True)
class NewOrder:
    """One order to place. Amounts are exact: Price, Quantity, Decimal or int, never float. Checked when it is prepared."""

    market_id: str
    """The market's symbol. Clients take its slug, id, conditionId or the id of one of its tokens as well; `prepare` does not."""
    outcome: OutcomeIndex
    """Which outcome's tokens: 0 is yes, 1 is no."""
    side: OrderSide
    """buy or sell."""
    price: Price | Decimal | int
    """USDC per outcome token, on the market's tick, strictly between 0 and 1. The worst acceptable one of a market order."""
    quantity: Quantity | Decimal | int
    """Outcome tokens, above 0, at most six decimals."""
    order_type: OrderType = "limit"
    """limit or market."""
    time_in_force: TimeInForce | None = None
    """None for gtc of a limit order and ioc of a market order. It is always sent, because pages disagree on what is meant otherwise."""
    post_only: bool = False
    """The venue's `postOnly`, which no page explains: by its name, to be refused rather than to take. Only the newest deployments know
    it, so it is sent only where it is True."""
    expires_at: datetime | None = None
    """When it is void, with its offset, cut to whole seconds; None for never. The venue recommends never: orders settle minutes after
    they match, and one that expires between fails then. Cancel instead."""
    user_reference: str | None = None
    """The caller's name for it (`clientOrderId`), unique for ever in the wallet; None to have one drawn."""


def checked_words(call: Call, order: NewOrder) -> TimeInForce:
    """Check what is neither money nor time; give the time in force that is meant. Raises InvalidRequest."""
    if not is_a(order, NewOrder):
        raise call.invalid(expected="a crossbook.predictstreet.NewOrder", found=order)
    call.name(order.market_id, "a market (its symbol)")
    call.choice(order.side, SIDES, "a side")
    call.choice(order.order_type, ORDER_TYPES, "an order type")
    if not is_a(order.outcome, int) or order.outcome not in (0, 1):
        raise call.invalid(expected="an outcome, 0 (yes) or 1 (no)", found=order.outcome)
    if not is_a(order.post_only, bool):
        raise call.invalid(expected="post_only as True or False", found=order.post_only)
    if order.user_reference is not None:
        call.name(order.user_reference, "a user reference")
    meant: TimeInForce = order.time_in_force or ("gtc" if order.order_type == "limit" else "ioc")
    call.choice(meant, TIMES_IN_FORCE, "a time in force")
    if order.order_type == "market" and meant == "gtc":
        raise call.invalid(expected="ioc or fok, because a market order never rests", found=meant)
    return meant


def checked_price(call: Call, price: Price | Decimal | int, tick: Decimal) -> Decimal:
    """Give a price with the decimals of the market's tick. Raises InvalidRequest, naming both neighbours, where it is on none."""
    if not is_a(price, Price, Decimal, int):
        raise call.invalid(expected="a price as a crossbook.Price, a Decimal or an int", found=price)
    try:
        return Price(price.value if isinstance(price, Price) else price, tick=tick).value
    except InvalidPrice as error:
        raise call.invalid(expected=error.expected, found=price) from error


def checked_quantity(call: Call, quantity: Quantity | Decimal | int) -> Decimal:
    """Give a quantity with no more decimals than it needs. Raises InvalidRequest, naming both neighbours, where it has more than six."""
    if not is_a(quantity, Quantity, Decimal, int):
        raise call.invalid(expected="a quantity as a crossbook.Quantity, a Decimal or an int", found=quantity)
    try:
        return Quantity(quantity.value if isinstance(quantity, Quantity) else quantity, step=QUANTITY_STEP).value
    except InvalidPrice as error:
        raise call.invalid(expected=error.expected, found=quantity) from error


def checked_expiry(call: Call, expires_at: datetime | None, now: datetime) -> int:
    """Give the second after which an order is void, 0 for none. Raises InvalidRequest for a time that is past or has no offset."""
    if expires_at is None:
        return 0
    if not is_a(expires_at, datetime) or expires_at.tzinfo is None:
        raise call.invalid(expected="expires_at as a datetime with its offset", found=expires_at)
    second = int(expires_at.timestamp())
    if second <= now.timestamp():
        raise call.invalid(expected=f"expires_at after now, {now.isoformat()}", found=expires_at.isoformat())
    return second
