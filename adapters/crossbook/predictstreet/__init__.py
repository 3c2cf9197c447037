"""ADI PredictStreet, a prediction market: REST clients. Each name is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossbook.predictstreet.async_rest import AsyncPredictStreet as AsyncPredictStreet
    from crossbook.predictstreet.greetings import protocol_generation as protocol_generation
    from crossbook.predictstreet.orders import OrderState as OrderState
    from crossbook.predictstreet.rest import PredictStreet as PredictStreet

_HOMES = {"AsyncPredictStreet": "async_rest", "OrderState": "orders", "PredictStreet": "rest", "protocol_generation": "greetings"}

__all__ = ["AsyncPredictStreet", "OrderState", "PredictStreet", "protocol_generation"]


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
