"""Names for clocks: seconds are compared with seconds of the same one only."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

THIS_PROCESS: Final = f"monotonic-{uuid4().hex}"
"""The clock that never goes back, as this process reads it. Its forks read the same; a process that is begun anew has another name."""


def own_name() -> str:
    """Name a clock that nobody else has: one that was handed in."""
    return f"own-{uuid4().hex}"
