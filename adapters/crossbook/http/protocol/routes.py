"""Which way a request goes: to the venue itself, through a proxy's tunnel, or by way of a proxy that passes it on."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import msgspec

from crossbook.core.redaction import Secret
from crossbook.http.protocol.layers import Plain, Tls
from crossbook.http.protocol.messages import Headers
from crossbook.http.protocol.steps import Steps
from crossbook.http.protocol.unshown import unshown

if TYPE_CHECKING:
    from crossbook.http.protocol.connection import Connection

AddressT = TypeVar("AddressT")

Origin: TypeAlias = tuple[str, str, int]
"""Scheme, host and port."""

_BASIC: Final = "Basic "
_HEAD_START: Final = 0.25
"""Seconds that an address has before the next one is tried beside it (RFC 8305)."""


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """An HTTP proxy, and what it wants to be told."""

    __repr__ = unshown

    host: str
    port: int
    authorization: Secret | None = None

    def headers(self) -> Headers:
        """Give the headers that are meant for the proxy alone."""
        return () if self.authorization is None else ((b"Proxy-Authorization", self.authorization.reveal().encode("ascii")),)

    def tunnel_to(self, host: str, port: int) -> Steps[bytes]:
        """Have it connect to where the venue is. Gives what came after its answer."""
        from crossbook.http.protocol.tunnel import tunnel  # noqa: PLC0415 - like h11, not before there is something to connect to

        return tunnel(_authority(host, port).encode("ascii"), self.headers())

    def blot(self, text: str) -> str:
        """Remove what a proxy is told from a text that may be shown."""
        secret = self.authorization
        return text if secret is None else Secret(secret.reveal().removeprefix(_BASIC)).blot(text)


def basic(user: str, password: str) -> Secret:
    """Write a user and a password as a proxy wants them."""
    return Secret(_BASIC + b64encode(f"{user}:{password}".encode()).decode("ascii"))


class Route(msgspec.Struct, frozen=True):
    """The way to one origin."""

    __repr__ = unshown

    origin: Origin
    proxy: Proxy | None

    @property
    def is_secure(self) -> bool:
        """Whether TLS is spoken with the venue."""
        return self.origin[0] == "https"

    @property
    def venue(self) -> str:
        """Host and port of the venue, as messages and request lines write them."""
        return _authority(self.origin[1], self.origin[2])

    @property
    def next_hop(self) -> tuple[str, int]:
        """Where the connection itself goes."""
        return (self.proxy.host, self.proxy.port) if self.proxy is not None else self.origin[1:]

    @property
    def hop(self) -> str:
        """The next hop as messages write it."""
        return self.venue if self.proxy is None else f"the proxy {_authority(*self.next_hop)}"

    @property
    def passed_on(self) -> Proxy | None:
        """The proxy that is given the request itself, in clear, where there is one."""
        return None if self.is_secure else self.proxy


class Opening:
    """What is said on a new connection before the first request."""

    def __init__(self, route: Route, trust: Callable[[], ssl.SSLContext]) -> None:
        self._route = route
        self._trust = trust
        self.stage = f"while looking up {route.next_hop[0]}"
        """What is being done, for a message that says where time ran out."""

    def begins(self) -> None:
        """Say that the addresses are known."""
        self.stage = f"while connecting to {self._route.hop}"

    def steps(self) -> Steps[Connection]:
        """Ask a proxy for a tunnel where there is one, agree on TLS where it is spoken."""
        # Like the certificates, h11 is not read before there is something to connect to.
        from crossbook.http.protocol.connection import Connection  # noqa: PLC0415

        if not self._route.is_secure:
            return Connection(Plain())
        proxy, early = self._route.proxy, b""
        if proxy is not None:
            self.stage = f"while {self._route.hop} connected to {self._route.venue}"
            early = yield from proxy.tunnel_to(*self._route.origin[1:])
        self.stage = f"while agreeing on TLS with {self._route.venue}"
        tls = Tls(self._trust(), self._route.origin[1])
        yield from tls.handshake(early)
        return Connection(tls)


def by_turns(addresses: Sequence[AddressT], family: Callable[[AddressT], int]) -> tuple[AddressT, ...]:
    """Put the families of addresses by turns, otherwise in the resolver's order: where one family is dead, half of them are not."""
    kinds: dict[int, list[AddressT]] = {}
    for address in addresses:
        kinds.setdefault(family(address), []).append(address)
    return tuple(address for turn in zip_longest(*kinds.values()) for address in turn if address is not None)


def head_start(addresses: int, seconds: float) -> float:
    """Say how long to wait for one address before the next is tried too: all of them get a try in half of the time."""
    return min(_HEAD_START, seconds / (2 * addresses))


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
