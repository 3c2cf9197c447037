"""4casters as far as the sandbox imitates it."""

from __future__ import annotations

from crossbook.sandbox.fourcasters.control import FourcastersSandbox
from crossbook.sandbox.fourcasters.engine import FourcastersEngine
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.trader import FourcastersFill, FourcastersPlacement, FourcastersTrader

__all__ = [
    "FourcastersEngine",
    "FourcastersFill",
    "FourcastersGame",
    "FourcastersOrder",
    "FourcastersPlacement",
    "FourcastersSandbox",
    "FourcastersTrader",
]
