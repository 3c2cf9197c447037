"""What a client is told when it is made, checked: the synchronous and the asynchronous one alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Final

import httpx
import msgspec

from crossbook.core.checks import Call, endpoint, is_loopback, limits_kept, private_hosts, repeats, waiting_times
from crossbook.core.closing import Closing
from crossbook.core.credentials import Credentials
from crossbook.core.naming import Catalogue
from crossbook.core.pace import Pace, pace_of
from crossbook.core.redaction import Secret
from crossbook.core.rulings import Keeper
from crossbook.http.protocol.routes import Proxy, Route
from crossbook.http.protocol.unshown import unshown
from crossbook.http.proxies import proxy_of
from crossbook.http.renewing import Renewals, renewals
from crossbook.http.trust import Trust, trust
from crossbook.observing import Observer
from crossbook.pacing import Pacing
from crossbook.retry import Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import Bucket, Request

if TYPE_CHECKING:
    from crossbook.core.watching import Watchers

LARGEST_REPLY: Final = 64 * 1024 * 1024
"""Bytes of a reply, unpacked, unless a client is told otherwise."""

_PORTS: Final = {"http": 80, "https": 443}


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How the venue is reached: through what, believing whom, and how much it may answer."""

    __repr__ = unshown

    proxy: Proxy | None
    trust: Trust
    largest_reply: int

    def blot(self, text: str, credentials: Credentials) -> str:
        """Remove every secret that a connection is given from a text that may be shown."""
        return credentials.blot(text if self.proxy is None else self.proxy.blot(text))

    def route(self, url: httpx.URL) -> Route:
        """Give the way to where a URL points."""
        scheme, host = url.scheme, url.host
        # What is sent to this machine must not leave it.
        proxy = None if self.proxy is None or is_loopback(host) else self.proxy
        return Route((scheme, host, url.port or _PORTS[scheme]), proxy)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a client was told."""

    __repr__ = unshown

    venue: str
    base_url: str
    servers: Mapping[str, str]
    unsaid: Mapping[str, str]
    """Hosts that the specs name and the caller has put nothing in place of, though they must not be asked; and the parameter to do it."""
    credentials: Credentials
    timeouts: Timeouts
    retry: Retry | None
    pace: Pace | None
    ways: Ways
    watchers: Watchers | None
    renewals: Renewals | None
    closing: Closing = msgspec.field(default_factory=Closing)

    @property
    def keeper(self) -> Keeper | None:
        """What keeps the limits for several processes, if anything does."""
        return None if self.pace is None else self.pace.keeper

    def server(self, request: Request[str, object, object]) -> str:
        """Say where a request goes. Some operations live on another host; the spec names it, a caller may put another in its place.

        Raises InvalidRequest as `host_of` does.
        """
        server = request.operation.server
        return self.base_url if server is None else self.host_of(server)

    def host_of(self, server: str) -> str:
        """Say what stands for a host that the specs name. Raises InvalidRequest where the caller has to say it, and has not."""
        what = self.unsaid.get(server)
        if what is not None:
            raise Call(self.venue, what).invalid(expected=f"a {what} for a client whose base_url is not the venue's", found=None)
        return self.servers.get(server, server)

    def blot(self, text: str) -> str:
        """Remove every secret that a connection is given from a text that may be shown."""
        return self.ways.blot(text, self.credentials)


def checked(
    *,
    venue: str,
    base_url: Secret,
    what: str = "base_url",
    credentials: Credentials,
    timeouts: Timeouts,
    retry: Retry | None,
    pacing: Pacing | None,
    buckets: Iterable[Bucket],
    proxy: Secret | None,
    insecure_hosts: Iterable[str],
    ca_file: str | PathLike[str] | None,
    largest_reply: int,
    observers: Iterable[Observer] = (),
    catalogue: Callable[[], Catalogue] | None = None,
    servers: Mapping[str, tuple[str, Secret | None]] | None = None,
    renewed_by: Callable[[], object] | None = None,
) -> Settings:
    """Check what a client was told. Raises InvalidRequest.

    `what` is the parameter that the URL is given as. `servers` gives, for each host that the specs name, the parameter that stands for
    it and the URL that it holds; None where the host must not be asked before it is said. URLs are hidden until they are checked,
    because there may be a password in one. `renewed_by` gives other credentials where these are refused.
    """
    allowed = private_hosts(insecure_hosts, venue=venue)
    ways = Ways(
        proxy=None if proxy is None else proxy_of(proxy, venue=venue),
        trust=trust(ca_file, venue=venue),
        largest_reply=Call(venue, "largest_reply").whole(largest_reply, "a number of bytes", least=1),
    )
    return Settings(
        venue=venue,
        base_url=endpoint(base_url, venue=venue, secure="https", what=what, insecure_hosts=allowed),
        servers={
            name: endpoint(url, venue=venue, secure="https", what=what, insecure_hosts=allowed)
            for name, (what, url) in (servers or {}).items()
            if url is not None
        },
        unsaid={name: what for name, (what, url) in (servers or {}).items() if url is None},
        credentials=credentials,
        timeouts=waiting_times(timeouts, venue=venue),
        retry=repeats(retry, venue=venue),
        pace=pace_of(limits_kept(pacing, venue=venue), venue, buckets),
        ways=ways,
        watchers=_watchers(observers, catalogue or partial(Catalogue, venue=venue), credentials, ways),
        renewals=renewals(renewed_by, credentials, venue=venue),
    )


def _watchers(observers: Iterable[Observer], catalogue: Callable[[], Catalogue], credentials: Credentials, ways: Ways) -> Watchers | None:
    """Check what a client was given as observers. Who has none does not load what tells them."""
    if observers == ():
        return None
    from crossbook.core.watching import watchers_of  # noqa: PLC0415 - as said

    blot = partial(ways.blot, credentials=credentials)
    return watchers_of(observers, catalogue(), transport="rest", account=credentials.account, blot=blot)
