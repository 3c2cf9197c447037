"""Feeds over real sockets whose waits pass quickly: their clock runs faster than the world's, so seconds of silence cost little."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import attrs

from crossbook import Timeouts
from crossbook.core.redaction import Secret
from crossbook.feeds import CursorStore, Live
from crossbook.fourcasters import AsyncFourcasters, OrderEvent, UserFeed, UserFeedEvent
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.token import TokenCredentials
from crossbook.fourcasters.user_feed import OwnUserFeed
from crossbook.http.trust import trust
from crossbook.sandbox import FourcastersSandbox
from crossbook.sockets.world import Timer, World

TIMES: Final = 40.0
"""How much faster."""
SECONDS: Final = 20.0
"""Of the world's time, after which a test gives up."""


@attrs.frozen
class QuickClock:
    """A loop's clock, run faster."""

    loop: asyncio.AbstractEventLoop
    times: float = TIMES

    def time(self) -> float:
        return self.loop.time() * self.times

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        return self.loop.call_at(when / self.times, callback)


QUICK: Final = World(clock=lambda: QuickClock(asyncio.get_running_loop()))


def client_of(venue: FourcastersSandbox) -> AsyncFourcasters:
    return AsyncFourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url, retry=None)


def quick_feed(
    venue: FourcastersSandbox,
    client: AsyncFourcasters,
    cursor: str | CursorStore | None = "0-0",
    *,
    most_waiting: int = 1000,
    check_every: float = 60.0,
) -> UserFeed:
    """Make the feed that a client would make, with a quick clock."""
    link = FeedLink(
        url=venue.user_feed_url,
        trust=trust(None, venue="fourcasters"),
        proxy=None,
        timeouts=Timeouts(connect=5.0 * TIMES),  # As long as in the world: a quick clock must not hurry the machine.
        token=TokenCredentials(Secret(venue.token)),
        renews=False,
        blot=str,
        fetch=client.fetch,
    )
    return OwnUserFeed(link, cursor=cursor, most_waiting=most_waiting, check_every=check_every, world=QUICK)


async def heard(feed: UserFeed, enough: Callable[[list[UserFeedEvent]], bool]) -> list[UserFeedEvent]:
    """Listen until what was heard is enough."""
    events: list[UserFeedEvent] = []
    async with asyncio.timeout(SECONDS):
        while not enough(events):
            events.append(await anext(feed))
    return events


async def until_live(feed: UserFeed) -> list[UserFeedEvent]:
    return await heard(feed, lambda events: bool(events) and isinstance(events[-1], Live))


def ids(events: list[UserFeedEvent]) -> list[str]:
    """Give the message ids that were told, in the order in which they were."""
    return [event.message_id for event in events if isinstance(event, OrderEvent)]


def all_ids(venue: FourcastersSandbox) -> list[str]:
    """Give the ids of all messages that the venue has."""
    return [str(message["messageID"]) for message in venue.trader().messages]
