"""What a feed of any venue takes from the client that it belongs to: where it leads, and how it conducts itself there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from crossbook.connections import ConnectionChange
from crossbook.sockets.driven import Driven
from crossbook.sockets.keeping import KeepAlive
from crossbook.sockets.life import Policy
from crossbook.sockets.logs import socket_logger
from crossbook.sockets.shell import Shell
from crossbook.sockets.tunnelling import Proxy
from crossbook.sockets.world import Trust, World
from crossbook.timeouts import Timeouts

SPACING: Final = 1.0
"""Seconds between two connections, at the least."""
UNAUTHORIZED: Final = 401
"""The status of a handshake whose secret is refused: it may be replaced."""
_FORBIDDEN: Final = 403


@attrs.frozen(kw_only=True, repr=False)
class Link:
    """A client, as the socket of a feed sees it."""

    url: str
    """Of the websocket."""
    trust: Trust
    """Whose certificates are believed."""
    proxy: Proxy | None
    """What to go through."""
    timeouts: Timeouts
    """How long an opening may take."""
    renews: bool
    """Whether the client can ask for another secret where this one is refused."""
    blot: Callable[[str], str]
    """Removes every secret from a text that may be shown."""

    def shell(
        self,
        protocol: Driven,
        *,
        venue: str,
        headers: Callable[[], Mapping[str, str]],
        settled: Callable[[], None],
        changed: Callable[[ConnectionChange], None],
        world: World,
        keep_alive: KeepAlive,
    ) -> Shell:
        """Give what drives a protocol object there, again after every loss."""
        seconds = self.timeouts.connect
        # A secret that is refused may be replaced, an account that is shut out may not.
        final = frozenset({_FORBIDDEN})
        return Shell(
            protocol,
            venue=venue,
            url=self.url,
            trust=self.trust,
            proxy=self.proxy,
            headers=headers,
            policy=Policy(reopen=True, connect_seconds=seconds, close_seconds=seconds, keep_alive=keep_alive, final_statuses=final),
            blot=self.blot,
            settled=settled,
            changed=changed,
            logger=socket_logger(venue),
            world=world,
        )
