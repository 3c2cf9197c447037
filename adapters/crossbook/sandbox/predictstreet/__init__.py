"""PredictStreet as far as the sandbox imitates it."""

from __future__ import annotations

from crossbook.sandbox.predictstreet.control import PredictStreetSandbox
from crossbook.sandbox.predictstreet.engine import PredictStreetEngine
from crossbook.sandbox.predictstreet.orders import PredictStreetOrder

__all__ = ["PredictStreetEngine", "PredictStreetOrder", "PredictStreetSandbox"]
