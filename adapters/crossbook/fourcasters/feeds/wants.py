"""Where a feed without a socket stands, and what it wants of whoever drives it."""

from __future__ import annotations

import enum
from typing import Final, TypeAlias

import msgspec

from crossbook.core.catching_up import Distrust

__all__ = ["LIVE", "OVER", "UNHEARD", "Ask", "AskReplay", "AskResting", "Distrust", "Phase"]


class AskReplay(msgspec.Struct, frozen=True):
    """Have the messages after one listed, and hand the answer back with this number."""

    number: int
    after: str


class AskResting(msgspec.Struct, frozen=True):
    """Have the resting orders listed, and hand the answer back with this number."""

    number: int


Ask: TypeAlias = AskReplay | AskResting


class Phase(enum.Enum):
    """Where a feed stands with what it has to tell."""

    CLOSED = "no connection that is relied on"
    REPLAYING = "what was missed is asked for"
    RECONCILING = "the venue does not have what was missed: the resting orders are asked for"
    LIVE = "what comes is told"
    OVER = "over"


UNHEARD: Final = (Phase.CLOSED, Phase.OVER)
LIVE: Final = Phase.LIVE
OVER: Final = Phase.OVER
"""Python looks a member up in its enumeration each time, and these are asked for with every frame."""
