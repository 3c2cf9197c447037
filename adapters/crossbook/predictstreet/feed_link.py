"""What a feed takes from the client that it belongs to: where it leads, for which wallet, and how to ask over REST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

import attrs

from crossbook.core.checks import Call
from crossbook.http.settings import Settings
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.orders.order import Order
from crossbook.predictstreet.reads.fill import OrderFill
from crossbook.sockets.link import Link, watch_of
from crossbook.sockets.renewing import Keyring

USER_GATEWAY: Final = "/ws/user"
MARKET_GATEWAY: Final = "/ws/market"
ASKED_WITHIN: Final = 120.0
"""Seconds for what a feed asks: all that rests, and all fills of a long gap, may be many pages."""


@attrs.frozen(kw_only=True, repr=False)
class Asks:
    """How a feed asks over REST: with the client's credentials, repeats and limits. Each raises what the client raises."""

    open_orders: Callable[[str | None], Awaitable[tuple[Order, ...]]]
    """Lists every open order of a wallet, where it is known which. Raises UnreadableReply where what comes is another one's."""
    fills: Callable[[datetime, str | None], Awaitable[tuple[OrderFill, ...]]]
    """Lists a wallet's fills since a time, in the same way."""
    renewed: Callable[[], Awaitable[object]]
    """Has another key asked for, behind something that is read."""
    anything: Callable[[], Awaitable[object]]
    """Reads something that needs the key: where it is refused, the client asks for another one, and reads again."""


@attrs.frozen(kw_only=True, repr=False)
class FeedLink(Link):
    """A client, as its feeds see it."""

    key: KeyCredentials
    """The key that is in use at any time, and the wallet."""
    names_wallet: bool
    """Whether the gateway is told the wallet."""
    asks: Asks
    """How to ask over REST."""

    @property
    def keyring(self) -> Keyring:
        """The key that handshakes use, and how to come to another one."""
        return Keyring(
            what="key",
            current=lambda: self.key.current,
            headers=lambda: self.key.handshake(names_wallet=self.names_wallet),
            renews=self.renews,
            ask=self.asks.anything,
            renew=self.asks.renewed,
        )


def feed_link(settings: Settings, key: KeyCredentials, gateways: str | None, path: str, asks: Asks) -> FeedLink:
    """Give what a feed at a path of the host of both gateways needs. Raises InvalidRequest where nobody has said which host that is."""
    if gateways is None:
        expected = "a websocket_url (or an environment) for a client whose base_url is not the venue's"
        raise Call(VENUE, "websocket_url").invalid(expected=expected, found=None)
    return FeedLink(
        url=f"{gateways}{path}",
        trust=settings.ways.trust,
        proxy=settings.ways.proxy,
        timeouts=settings.timeouts,
        key=key,
        names_wallet=path == USER_GATEWAY,
        renews=settings.renewals is not None,
        blot=settings.blot,
        closing=settings.closing,
        watch=watch_of(settings.watchers, name="userFeed" if path == USER_GATEWAY else "marketFeed", is_own=path == USER_GATEWAY),
        asks=asks,
    )
