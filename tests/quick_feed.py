"""Feeds over real sockets whose waits pass quickly: their clock runs faster than the world's, so seconds of silence cost little."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from crossbook import Timeouts
from crossbook.core.redaction import Secret
from crossbook.feeds import CursorStore, Live
from crossbook.fourcasters import AsyncFourcasters, OrderEvent, UserFeed, UserFeedEvent
from crossbook.fourcasters.feed_link import FeedLink, Fetch
from crossbook.fourcasters.token import TokenCredentials
from crossbook.fourcasters.user_feed import OwnUserFeed
from crossbook.http.trust import trust
from crossbook.sandbox import FourcastersSandbox
from crossbook.sockets.world import Timer, World

TIMES: Final = 40.0
"""How much faster."""
SECONDS: Final = 60.0
"""Of the world's time, after which a test gives up."""
CONNECT: Final = 20.0
"""Of the world's time as well: how fast two sides come to speak with each other no clock of a test can speed up."""
LEAP: Final = 0.01
"""Seconds of the world's time that count at most from one look at the clock to the next."""


@attrs.define(eq=False)
class QuickClock:
    """A loop's clock, run faster; it stands still while the machine has no time for the loop.

    Otherwise a moment in which others are busy would be so many seconds without a word from the venue.
    """

    loop: asyncio.AbstractEventLoop
    times: float = TIMES
    _seen: float = attrs.field(init=False)
    _now: float = attrs.field(init=False, default=0.0)

    def __attrs_post_init__(self) -> None:
        self._seen = self.loop.time()

    def time(self) -> float:
        seen = self.loop.time()
        self._now += min(seen - self._seen, LEAP) * self.times
        self._seen = seen
        return self._now

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        return QuickTimer(self, when, callback)


class QuickTimer:
    """Looks at a quick clock again and again, until it is time."""

    def __init__(self, clock: QuickClock, when: float, callback: Callable[[], object]) -> None:
        self._clock = clock
        self._when = when
        self._callback = callback
        self._wait()

    def cancel(self) -> None:
        self._handle.cancel()

    def _wait(self) -> None:
        left = self._when - self._clock.time()
        if left <= 0:
            self._handle = self._clock.loop.call_soon(self._callback)
        else:
            self._handle = self._clock.loop.call_later(min(left / self._clock.times, LEAP), self._wait)


PATH: Final = "/v2/user"
QUICK: Final = World(clock=lambda: QuickClock(asyncio.get_running_loop()))


def client_of(venue: FourcastersSandbox) -> AsyncFourcasters:
    return AsyncFourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url, retry=None)


def link_to(url: str, fetch: Fetch, token: str) -> FeedLink:
    """Describe a feed's connection as a client would, with the time to connect that a quick clock needs."""
    return FeedLink(
        url=url,
        trust=trust(None, venue="fourcasters"),
        proxy=None,
        timeouts=Timeouts(connect=CONNECT * TIMES),
        token=TokenCredentials(Secret(token)),
        renews=False,
        blot=str,
        fetch=fetch,
        renew=fetch,
    )


def quick_feed(
    venue: FourcastersSandbox,
    client: AsyncFourcasters,
    cursor: str | CursorStore | None = "0-0",
    *,
    most_waiting: int = 1000,
    check_every: float = 60.0,
) -> UserFeed:
    """Make the feed that a client would make, with a quick clock."""
    link = link_to(venue.user_feed_url, client.fetch, venue.token)
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


def something_happens(venue: FourcastersSandbox) -> str:
    order_id = venue.seed_order(bet=Decimal(250))
    venue.fill(order_id, Decimal(100))
    venue.cancel_elsewhere(order_id)
    return order_id
