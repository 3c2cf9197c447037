"""How long one request may take, and what has become of it: what a client and its transport tell each other beside it."""

from __future__ import annotations

import math

import msgspec

from crossbook.http.protocol.routes import Route
from crossbook.http.protocol.steps import OutOfTime
from crossbook.http.protocol.unshown import unshown
from crossbook.timeouts import Timeouts


class Terms(msgspec.Struct):
    """How long a request may take, on which kind of connection, and whether any of it has left."""

    __repr__ = unshown

    timeouts: Timeouts
    until: float = math.inf
    """When the call is over, whatever the timeouts say."""
    fresh: bool = False
    """Whether it needs a connection on which nothing was asked before."""
    handed_over: bool = False
    """Whether a byte of it may have left. Set before the first one does, so that it holds whenever the attempt is stopped."""
    is_written: bool = False
    """Whether all of it has left."""

    within: str = ""
    """How long the wait that was begun last may be, in words."""

    def wait(self, now: float, seconds: float) -> float:
        """Say until when to wait for something that may take so long, within the time of the call."""
        self.within = f"within {seconds:g} s" if now + seconds <= self.until else "before the call's deadline"
        return min(now + seconds, self.until)

    def not_connected(self, route: Route, stage: str) -> OutOfTime:
        """Say that no connection was had in time, and what was being done when it ran out."""
        return OutOfTime(f"not connected to {route.venue} {self.within}: time ran out {stage}")

    def no_reply(self) -> OutOfTime:
        """Say that there was no reply in time, or not even the whole request could be written."""
        if self.is_written:
            return OutOfTime(f"no complete reply {self.within}")
        return OutOfTime(f"no complete reply {self.within}: time ran out while writing the request")
