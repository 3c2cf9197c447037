"""What a socket takes from the world: its network, its clock, and chance. A test may hand in its own."""

from __future__ import annotations

import asyncio
import random
import secrets
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, Protocol, TypeAlias

import attrs

from crossbook.sockets.tunnelling import Proxy, dial_through

Trust: TypeAlias = Callable[[], ssl.SSLContext]
"""The way to get TLS settings, which always verify: nothing is read before they are needed."""


@attrs.frozen
class Address:
    """Where to connect to."""

    host: str
    """A name or an IP address."""
    port: int
    """The TCP port."""
    tls: Trust | None
    """None where the address asks for no TLS."""
    proxy: Proxy | None = attrs.field(default=None, repr=False)
    """What to go through; None to connect to the address itself."""


Dial: TypeAlias = Callable[[Address, Callable[[], asyncio.Protocol]], Awaitable[object]]
"""Connects to an address and has what it is given, called once, told of all that happens there from `connection_made` on."""


class Timer(Protocol):
    """A call that is due later."""

    def cancel(self) -> None:
        """Do without it."""


class Clock(Protocol):
    """What a socket needs of an event loop's clock."""

    def time(self) -> float:
        """Give the time in seconds, from anywhere on; it never goes back."""
        ...

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        """Have `callback` called at `when`, in seconds as `time` gives them."""
        ...


async def dial(address: Address, made: Callable[[], asyncio.Protocol]) -> None:
    """Connect to `address` over TCP, with TLS and through a proxy where it asks for them; `made` gives the protocol to tell."""
    tls = None if address.tls is None else address.tls()
    if address.proxy is None:
        await asyncio.get_running_loop().create_connection(made, address.host, address.port, ssl=tls)
    else:
        await dial_through(address.proxy, address.host, address.port, tls, made)


def today() -> datetime:
    """Give the date and the time of day."""
    return datetime.now(tz=UTC)


def _unguessable() -> str:
    return secrets.token_hex(8)


@attrs.frozen(kw_only=True)
class World:
    """What a socket takes from the world."""

    dial: Dial = dial
    """How a connection is made."""
    clock: Callable[[], Clock] = asyncio.get_running_loop
    """Asked once, when the socket is opened."""
    luck: Callable[[], float] = random.random
    """A number from 0 to 1, to spread attempts over time."""
    name: Callable[[], str] = _unguessable
    """A text that nobody can guess, for what is said on one connection."""


REAL: Final = World()
"""The world as it is."""
