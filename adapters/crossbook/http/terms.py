"""What a client and its transport tell each other about one request, beside the request itself."""

from __future__ import annotations

import math
from typing import Final

import httpx
import msgspec

from crossbook.http.protocol.messages import Incoming, Outgoing
from crossbook.http.protocol.routes import Route
from crossbook.http.protocol.steps import OutOfTime
from crossbook.http.protocol.unshown import unshown
from crossbook.timeouts import Timeouts

EXTENSION: Final = "crossbook"
"""Where httpx carries them, in a request's extensions."""

# They describe how the body came; it is handed on unpacked and whole.
_OF_THE_WIRE: Final = (b"content-encoding", b"content-length", b"transfer-encoding")


class Terms(msgspec.Struct):
    """How long a request may take, on which kind of connection, and whether any of it has left."""

    __repr__ = unshown

    timeouts: Timeouts
    until: float = math.inf
    """When the call is over, whatever the timeouts say."""
    fresh: bool = False
    """Whether it needs a connection on which nothing was asked before."""
    leave_until: float = math.inf
    """Until when it may leave; who has a connection later needs another leave."""
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


def terms_of(request: httpx.Request) -> Terms:
    """Find the terms of a request; those of somebody else's request are the usual ones."""
    found = request.extensions.get(EXTENSION)
    return found if isinstance(found, Terms) else Terms(Timeouts())


def outgoing(request: httpx.Request, route: Route) -> Outgoing:
    """Write an httpx request as it goes on the wire: to a proxy that passes it on, with the whole address."""
    url, headers = request.url, request.headers.raw
    proxy = route.passed_on
    target = url.raw_path if proxy is None else f"{route.origin[0]}://{route.venue}".encode("ascii") + url.raw_path
    if proxy is not None:
        headers = [*headers, *proxy.headers()]
    return Outgoing(method=request.method.encode("ascii"), target=target, headers=headers, body=request.read())


def response(incoming: Incoming) -> httpx.Response:
    """Hand a complete reply on as httpx writes it."""
    headers = [pair for pair in incoming.headers if pair[0] not in _OF_THE_WIRE]
    return httpx.Response(incoming.status, headers=headers, stream=httpx.ByteStream(incoming.body))
