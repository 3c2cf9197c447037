"""Looks addresses up in a thread of its own: the system's resolver can stall, and nothing can interrupt it.

Not in an executor: a program must not wait at its end for a look-up that hangs. A thread that was given up ends by itself.
"""

from __future__ import annotations

import _thread
import asyncio
import socket
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Final, TypeAlias

from crossbook.http.protocol.steps import Fault, OutOfTime

Address: TypeAlias = tuple[int, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
"""A family, and what `connect` takes for it."""

Found: TypeAlias = Sequence[Address] | OSError | UnicodeError

_MOST_AT_ONCE: Final = 64
"""Look-ups under way in this process. So many means that the resolver has stalled."""
_UNDER_WAY: Final[set[object]] = set()


def look_up(host: str, port: int, seconds: float) -> Sequence[Address]:
    """Find the addresses of a host. Raises OutOfTime or Fault."""
    numeric = _numeric(host, port)
    if numeric:
        return numeric
    answers: SimpleQueue[Found] = SimpleQueue()
    _begin(host, port, answers.put)
    try:
        found = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        raise OutOfTime("the look-up took too long") from None
    return _checked(host, found)


async def look_up_async(host: str, port: int) -> Sequence[Address]:
    """Find the addresses of a host, as `look_up` does; the caller sets the time."""
    numeric = _numeric(host, port)
    if numeric:
        return numeric
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()

    def settle(found: Found) -> None:
        if not answer.done():
            answer.set_result(found)

    def deliver(found: Found) -> None:
        try:
            loop.call_soon_threadsafe(settle, found)
        except RuntimeError:
            return  # The loop was closed in the meantime: nobody waits any more.

    _begin(host, port, deliver)
    return _checked(host, await answer)


def _begin(host: str, port: int, deliver: Callable[[Found], object]) -> None:
    if len(_UNDER_WAY) >= _MOST_AT_ONCE:
        raise Fault(f"could not look {host} up: {_MOST_AT_ONCE} earlier look-ups have had no answer yet")
    ticket = object()
    _UNDER_WAY.add(ticket)

    def run() -> None:
        try:
            found: Found = _addresses(host, port)
        except (OSError, UnicodeError) as error:
            found = error
        _UNDER_WAY.discard(ticket)
        deliver(found)

    try:
        _thread.start_new_thread(run, ())
    except RuntimeError as error:
        _UNDER_WAY.discard(ticket)
        raise Fault(f"could not look {host} up: {error}") from None


def _addresses(host: str, port: int, flags: int = 0) -> Sequence[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=flags)
    return [(family, address) for family, _, _, _, address in found]


def _numeric(host: str, port: int) -> Sequence[Address]:
    """Read a host that is an address already. Empty where it is a name."""
    try:
        return _addresses(host, port, socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return ()


def _checked(host: str, found: Found) -> Sequence[Address]:
    if isinstance(found, OSError | UnicodeError):
        raise Fault(f"could not look {host} up: {found}")
    if not found:
        raise Fault(f"could not look {host} up: it has no address")
    return found
