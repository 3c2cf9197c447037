"""Looks addresses up in a thread of its own: the system's resolver can stall, and nothing can interrupt it.

Not in an executor: a program must not wait at its end for a look-up that hangs. A thread that was given up ends by itself.
"""

from __future__ import annotations

import _thread
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
    known = numeric(host, port)
    if known:
        return known
    answers: SimpleQueue[Found] = SimpleQueue()
    begin(host, port, answers.put)
    try:
        found = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        raise OutOfTime("the look-up took too long") from None
    return checked(host, found)


def begin(host: str, port: int, deliver: Callable[[Found], object]) -> None:
    """Begin a look-up, whose end is delivered from another thread. Raises Fault."""
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


def numeric(host: str, port: int) -> Sequence[Address]:
    """Read a host that is an address already. Empty where it is a name."""
    try:
        return _addresses(host, port, socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return ()


def checked(host: str, found: Found) -> Sequence[Address]:
    """Take the addresses that were found. Raises Fault where there are none."""
    if isinstance(found, OSError | UnicodeError):
        raise Fault(f"could not look {host} up: {found}")
    if not found:
        raise Fault(f"could not look {host} up: it has no address")
    return found
