"""What the REST clients do with orders: plans, and what they take and give. Each is loaded on first use. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.fourcasters.account import HeartbeatAck as HeartbeatAck
    from crossbook.fourcasters.account import heartbeat as heartbeat
    from crossbook.fourcasters.account import log_in as log_in
    from crossbook.fourcasters.account import login_request as login_request
    from crossbook.fourcasters.account import look_up as look_up
    from crossbook.fourcasters.account import me as me
    from crossbook.fourcasters.account import open_orders as open_orders
    from crossbook.fourcasters.account import place as place
    from crossbook.fourcasters.catalogue import CATALOGUE as CATALOGUE
    from crossbook.fourcasters.orders.cancelling import GameCancelType as GameCancelType
    from crossbook.fourcasters.orders.cancelling import LeagueCancelAcknowledged as LeagueCancelAcknowledged
    from crossbook.fourcasters.orders.cancelling import cancel_by_references as cancel_by_references
    from crossbook.fourcasters.orders.cancelling import cancel_everything as cancel_everything
    from crossbook.fourcasters.orders.cancelling import cancel_game as cancel_game
    from crossbook.fourcasters.orders.cancelling import cancel_league as cancel_league
    from crossbook.fourcasters.orders.cancelling import cancel_order as cancel_order
    from crossbook.fourcasters.orders.cancelling import cancel_orders as cancel_orders
    from crossbook.fourcasters.orders.editing import edit as edit
    from crossbook.fourcasters.orders.new_order import NewOrder as NewOrder
    from crossbook.fourcasters.orders.order import Order as Order
    from crossbook.fourcasters.orders.resolving import resolve as resolve
    from crossbook.fourcasters.orders.resolving import resolve_scope as resolve_scope

_HOMES = {
    "CATALOGUE": "catalogue",
    "GameCancelType": "orders.cancelling",
    "HeartbeatAck": "account",
    "LeagueCancelAcknowledged": "orders.cancelling",
    "NewOrder": "orders.new_order",
    "Order": "orders.order",
    "cancel_by_references": "orders.cancelling",
    "cancel_everything": "orders.cancelling",
    "cancel_game": "orders.cancelling",
    "cancel_league": "orders.cancelling",
    "cancel_order": "orders.cancelling",
    "cancel_orders": "orders.cancelling",
    "edit": "orders.editing",
    "heartbeat": "account",
    "log_in": "account",
    "login_request": "account",
    "look_up": "account",
    "me": "account",
    "open_orders": "account",
    "place": "account",
    "resolve": "orders.resolving",
    "resolve_scope": "orders.resolving",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this module.
    __getattr__ = on_first_use("crossbook.fourcasters", _HOMES, door=__name__)
