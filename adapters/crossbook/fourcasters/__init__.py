"""4casters, a peer-to-peer sports betting exchange: REST clients and the orders socket.

Each name is imported on first use, so a REST client does not pay for websockets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossbook.fourcasters.async_rest import AsyncFourcasters as AsyncFourcasters
    from crossbook.fourcasters.cancels import GameCancelType as GameCancelType
    from crossbook.fourcasters.cancels import LeagueCancelAcknowledged as LeagueCancelAcknowledged
    from crossbook.fourcasters.orders import NewOrder as NewOrder
    from crossbook.fourcasters.orders import OpenOrder as OpenOrder
    from crossbook.fourcasters.orders import OrderDetail as OrderDetail
    from crossbook.fourcasters.orders_socket import OrdersSocket as OrdersSocket
    from crossbook.fourcasters.places import Fill as Fill
    from crossbook.fourcasters.places import NotPlaced as NotPlaced
    from crossbook.fourcasters.places import NotPlacedReason as NotPlacedReason
    from crossbook.fourcasters.places import Placed as Placed
    from crossbook.fourcasters.places import PlaceOutcome as PlaceOutcome
    from crossbook.fourcasters.places import PlaceUnknown as PlaceUnknown
    from crossbook.fourcasters.plans import HeartbeatAck as HeartbeatAck
    from crossbook.fourcasters.rest import Fourcasters as Fourcasters
    from crossbook.fourcasters.socket_commands import SocketMarketType as SocketMarketType

_HOMES = {
    "AsyncFourcasters": "async_rest",
    "Fill": "places",
    "Fourcasters": "rest",
    "GameCancelType": "cancels",
    "HeartbeatAck": "plans",
    "LeagueCancelAcknowledged": "cancels",
    "NewOrder": "orders",
    "NotPlaced": "places",
    "NotPlacedReason": "places",
    "OpenOrder": "orders",
    "OrderDetail": "orders",
    "OrdersSocket": "orders_socket",
    "PlaceOutcome": "places",
    "PlaceUnknown": "places",
    "Placed": "places",
    "SocketMarketType": "socket_commands",
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


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
