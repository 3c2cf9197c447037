"""What a feed takes from the client that it belongs to: where it leads, in whose name, and how to ask over REST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol, TypeAlias, TypeVar

import attrs

from crossbook.core.checks import Call
from crossbook.fourcasters.hosts import STREAMING_URL
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.settings import Settings
from crossbook.sockets.link import Link, watch_of
from crossbook.sockets.renewing import Keyring
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request

PayloadT = TypeVar("PayloadT")
Renew: TypeAlias = Callable[[Request[Venue, object, object]], Awaitable[object]]
USER_FEED: Final = "/v2/user"
"""Path of the user feed, on the host of the feeds."""
PRICE_FEED: Final = "/price-stream"
"""Path of the price feed, on the same host."""


class Fetch(Protocol):
    """How a feed asks over REST: with the client's credentials, repeats and limits."""

    async def __call__(self, request: Request[Venue, object, PayloadT], /) -> PayloadT:
        """Execute a `request`. Raises what the client's `fetch` raises."""
        ...


@attrs.frozen(kw_only=True, repr=False)
class FeedLink(Link):
    """A client, as its feeds see it."""

    token: TokenCredentials
    """The token that is in use at any time: a reply over REST may replace it."""
    fetch: Fetch
    """How to ask over REST."""
    renew: Renew
    """How to have another token asked for, behind something that is read."""

    def headers(self) -> Mapping[str, str]:
        """Give the headers of a handshake. The token stands alone, in the one header that every page names."""
        return {"Authorization": self.token.reveal() or ""}

    @property
    def keyring(self) -> Keyring:
        """The token that handshakes use, and how to come to another one."""
        return Keyring(
            what="token",
            current=lambda: self.token.current,
            headers=self.headers,
            renews=self.renews,
            ask=lambda: self.fetch(bindings.get_me()),
            renew=lambda: self.renew(bindings.get_me()),
        )

    def check_token(self, operation: str) -> None:
        """Raise InvalidRequest where there is no token."""
        if self.token.reveal() is None:
            raise Call(VENUE, operation).invalid(expected="a token (give one to the client, or log in)", found=None)


def feed_link(settings: Settings, token: TokenCredentials, path: str, fetch: Fetch, renew: Renew) -> FeedLink:
    """Give what a feed at a path of the venue's host of feeds needs. Raises InvalidRequest where nobody has said which host that is."""
    return FeedLink(
        # https becomes wss, and http (to loopback, or as the caller allows) ws.
        url=f"ws{settings.host_of(STREAMING_URL).removeprefix('http')}{path}",
        trust=settings.ways.trust,
        proxy=settings.ways.proxy,
        timeouts=settings.timeouts,
        token=token,
        renews=settings.renewals is not None,
        blot=settings.blot,
        closing=settings.closing,
        watch=watch_of(settings.watchers, name="userFeed" if path == USER_FEED else "priceFeed", is_own=path == USER_FEED),
        fetch=fetch,
        renew=renew,
    )
