"""4casters as far as the sandbox imitates it."""

from __future__ import annotations

from crossbook.sandbox.fourcasters.control import FourcastersSandbox
from crossbook.sandbox.fourcasters.engine import FourcastersEngine
from crossbook.sandbox.fourcasters.orders import FourcastersOrder

__all__ = ["FourcastersEngine", "FourcastersOrder", "FourcastersSandbox"]
