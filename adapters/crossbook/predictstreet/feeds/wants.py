"""Where a feed without a socket stands, and what it wants of whoever drives it."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Final

import msgspec

from crossbook.core.catching_up import Distrust

__all__ = ["LIVE", "OVER", "SUBSCRIBING", "UNHEARD", "AskResting", "Distrust", "Phase"]


class AskResting(msgspec.Struct, frozen=True):
    """Have the open orders listed, then the fills since a time where one is known, and hand both back with this number."""

    number: int
    since: datetime | None
    wallet: str | None
    """Whose they are to be: the wallet that the connection is about, where anybody has said which."""


class Phase(enum.Enum):
    """Where a feed stands with what it has to tell."""

    CLOSED = "no connection that is relied on"
    GREETING = "the venue has not said yet whose connection it is"
    SUBSCRIBING = "not every subscription is answered"
    RECONCILING = "what rests is asked for over REST"
    LIVE = "what comes is told"
    OVER = "over"


UNHEARD: Final = (Phase.CLOSED, Phase.OVER)
SUBSCRIBING: Final = Phase.SUBSCRIBING
LIVE: Final = Phase.LIVE
OVER: Final = Phase.OVER
"""Python looks a member up in its enumeration each time, and these are asked for with every frame."""
