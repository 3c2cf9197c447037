"""What becomes of a cancel, and how each interface of 4casters words it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import frozen

from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder, OrderState, is_object_id
from crossbook.sandbox.fourcasters.writing.orders import cancelled_on_the_socket, cancelled_over_rest
from crossbook.sandbox.wire import Json, JsonObject


class Denial(Enum):
    """Why an order is not cancelled; the value is the text of pages/websocket/cancel-orders.mdx."""

    MALFORMED = "invalid order ID format"
    UNKNOWN = "order not found"
    FOREIGN = "unauthorized: order does not belong to user"
    CANCELLED = "order already cancelled"
    EXPIRED = "order is expired"
    GRADED = "order already graded"
    FILLED = "order already filled"
    """Our own words: no text is documented for an order that is fully matched."""

    @property
    def is_about_the_id(self) -> bool:
        """The three failures whose REST entries carry no `sessionID`."""
        return self in (Denial.MALFORMED, Denial.UNKNOWN, Denial.FOREIGN)


_TERMINAL: Final[dict[OrderState, Denial]] = {
    "cancelled": Denial.CANCELLED,
    "expired": Denial.EXPIRED,
    "graded": Denial.GRADED,
    "filled": Denial.FILLED,
}


@frozen
class Denied:
    """An order that was not cancelled. `order_id` as it was asked for."""

    order_id: str
    denial: Denial


def attempt(exchange: Exchange, owner: str, order_id: str) -> FourcastersOrder | Denied:
    """Cancel one order if it is the owner's and open. An order named twice is already cancelled the second time."""
    order = cancellable(exchange, owner, order_id)
    return order if isinstance(order, Denied) else exchange.end(order.id, "cancelled")


def cancellable(exchange: Exchange, owner: str, order_id: str) -> FourcastersOrder | Denied:
    """Return an order that the owner could cancel, or why not."""
    if not is_object_id(order_id):
        return Denied(order_id, Denial.MALFORMED)
    order = exchange.find(order_id)
    if order is None:
        return Denied(order_id, Denial.UNKNOWN)
    if order.owner != owner:
        return Denied(order_id, Denial.FOREIGN)
    denial = _TERMINAL.get(order.state)
    return order if denial is None else Denied(order_id, denial)


def rest_entry(outcome: FourcastersOrder | Denied) -> Json:
    """Write a CancelResult of the REST interface."""
    if not isinstance(outcome, Denied):
        return cancelled_over_rest(outcome)
    # pages/rest/orders/cancel-multiple.mdx shows this one text; for the rest the socket's texts have to serve.
    reason = "Not your order" if outcome.denial is Denial.FOREIGN else outcome.denial.value
    entry: JsonObject = {"success": False, "reason": reason}
    return entry if outcome.denial.is_about_the_id else {**entry, "sessionID": outcome.order_id}


def socket_entry(outcome: FourcastersOrder | Denied) -> Json:
    """Write a cancel payload of the orders websocket: an id on failures too."""
    if not isinstance(outcome, Denied):
        return cancelled_on_the_socket(outcome)
    return {"success": False, "orderID": outcome.order_id, "description": outcome.denial.value}
