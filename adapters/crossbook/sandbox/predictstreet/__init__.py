"""PredictStreet as far as the sandbox imitates it."""

from __future__ import annotations

from crossbook.sandbox.predictstreet.control import PredictStreetSandbox
from crossbook.sandbox.predictstreet.engine import PredictStreetEngine
from crossbook.sandbox.predictstreet.market_control import PredictStreetBook
from crossbook.sandbox.predictstreet.markets import PredictStreetMarket
from crossbook.sandbox.predictstreet.orders import PredictStreetOrder
from crossbook.sandbox.predictstreet.traders import PredictStreetHolding, PredictStreetTrader
from crossbook.sandbox.predictstreet.trades import PredictStreetTrade

__all__ = [
    "PredictStreetBook",
    "PredictStreetEngine",
    "PredictStreetHolding",
    "PredictStreetMarket",
    "PredictStreetOrder",
    "PredictStreetSandbox",
    "PredictStreetTrade",
    "PredictStreetTrader",
]
