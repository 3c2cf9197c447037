"""What a feed of any venue takes from the client that it belongs to: where it leads, and how it conducts itself there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from crossbook.connections import ConnectionChange
from crossbook.core.closing import Closing
from crossbook.sockets.driven import Driven
from crossbook.sockets.keeping import KeepAlive
from crossbook.sockets.life import Policy
from crossbook.sockets.logs import socket_logger
from crossbook.sockets.shell import Shell
from crossbook.sockets.tunnelling import Proxy
from crossbook.sockets.world import Trust, World
from crossbook.timeouts import Timeouts

if TYPE_CHECKING:
    from crossbook.core.watching import Watchers
    from crossbook.sockets.watching import FeedWatch

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
    closing: Closing | None = None
    """Who is told when the client is closed."""
    watch: FeedWatch | None = None
    """Tells the client's observers, where it has any."""

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
        watch = self.watch
        if watch is not None:
            watched = watch.driven(protocol)
            protocol, changed = watched, watched.also(changed)
        shell = Shell(
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
        if watch is not None:
            watch.now = shell.now
        return shell


def watch_of(watchers: Watchers | None, *, name: str, is_own: bool) -> FeedWatch | None:
    """Give what tells a client's observers of a feed; None where it has none, and nothing is loaded for them then."""
    if watchers is None:
        return None
    from crossbook.sockets.watching import FeedWatch  # noqa: PLC0415 - as said

    return FeedWatch(watchers, name=name, is_own=is_own)
