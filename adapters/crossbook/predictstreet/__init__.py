"""ADI PredictStreet, a prediction market: REST clients. Each name is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.async_rest import AsyncPredictStreet as AsyncPredictStreet
    from crossbook.predictstreet.greetings import protocol_generation as protocol_generation
    from crossbook.predictstreet.orders.cancelling import Side as Side
    from crossbook.predictstreet.orders.order import Order as Order
    from crossbook.predictstreet.rest import PredictStreet as PredictStreet

_HOMES = {
    "AsyncPredictStreet": "async_rest",
    "Order": "orders.order",
    "PredictStreet": "rest",
    "Side": "orders.cancelling",
    "protocol_generation": "greetings",
}

_MOVED = {"OrderState": "crossbook.predictstreet.Order"}

__all__ = ["AsyncPredictStreet", "Order", "PredictStreet", "Side", "protocol_generation"]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES, moved=_MOVED)


def __dir__() -> list[str]:
    return sorted(__all__)
