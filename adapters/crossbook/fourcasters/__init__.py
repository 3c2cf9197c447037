"""4casters, a peer-to-peer sports betting exchange: REST clients and the orders socket.

Each name is imported on first use, so a REST client does not pay for websockets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.fourcasters.account import HeartbeatAck as HeartbeatAck
    from crossbook.fourcasters.async_rest import AsyncFourcasters as AsyncFourcasters
    from crossbook.fourcasters.orders.cancelling import GameCancelType as GameCancelType
    from crossbook.fourcasters.orders.cancelling import LeagueCancelAcknowledged as LeagueCancelAcknowledged
    from crossbook.fourcasters.orders.order import NewOrder as NewOrder
    from crossbook.fourcasters.orders.order import OpenOrder as OpenOrder
    from crossbook.fourcasters.orders.order import OrderDetail as OrderDetail
    from crossbook.fourcasters.orders.placing import Fill as Fill
    from crossbook.fourcasters.orders.placing import NotPlaced as NotPlaced
    from crossbook.fourcasters.orders.placing import NotPlacedReason as NotPlacedReason
    from crossbook.fourcasters.orders.placing import Placed as Placed
    from crossbook.fourcasters.orders.placing import PlaceOutcome as PlaceOutcome
    from crossbook.fourcasters.orders.placing import PlaceUnknown as PlaceUnknown
    from crossbook.fourcasters.orders_socket import OrdersSocket as OrdersSocket
    from crossbook.fourcasters.rest import Fourcasters as Fourcasters
    from crossbook.fourcasters.socket.commands import SocketMarketType as SocketMarketType

_HOMES = {
    "AsyncFourcasters": "async_rest",
    "Fill": "orders.placing",
    "Fourcasters": "rest",
    "GameCancelType": "orders.cancelling",
    "HeartbeatAck": "account",
    "LeagueCancelAcknowledged": "orders.cancelling",
    "NewOrder": "orders.order",
    "NotPlaced": "orders.placing",
    "NotPlacedReason": "orders.placing",
    "OpenOrder": "orders.order",
    "OrderDetail": "orders.order",
    "OrdersSocket": "orders_socket",
    "PlaceOutcome": "orders.placing",
    "PlaceUnknown": "orders.placing",
    "Placed": "orders.placing",
    "SocketMarketType": "socket.commands",
}

__all__ = [
    "AsyncFourcasters",
    "Fill",
    "Fourcasters",
    "GameCancelType",
    "HeartbeatAck",
    "LeagueCancelAcknowledged",
    "NewOrder",
    "NotPlaced",
    "NotPlacedReason",
    "OpenOrder",
    "OrderDetail",
    "OrdersSocket",
    "PlaceOutcome",
    "PlaceUnknown",
    "Placed",
    "SocketMarketType",
]


__getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
