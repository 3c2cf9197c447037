"""ADI PredictStreet, a prediction market: REST clients. Each name is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.async_rest import AsyncPredictStreet as AsyncPredictStreet
    from crossbook.predictstreet.greetings import protocol_generation as protocol_generation
    from crossbook.predictstreet.orders.order import OrderState as OrderState
    from crossbook.predictstreet.rest import PredictStreet as PredictStreet

_HOMES = {
    "AsyncPredictStreet": "async_rest",
    "OrderState": "orders.order",
    "PredictStreet": "rest",
    "protocol_generation": "greetings",
}

__all__ = ["AsyncPredictStreet", "OrderState", "PredictStreet", "protocol_generation"]


__getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
