"""What one connection to a gateway is to hear of, and what it does hear of, when both change while it is open. Pure.

The venue is told of what is added. No page shows the parameters of `unsubscribe`, nor how ids are taken out of a subscription: what is
not wanted any more goes on coming until the connection is another one, and is passed over. No page shows the reply to
`update_subscription` either, so ids are added by subscriptions of their own, whose replies say what became of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from crossbook.predictstreet.feeds.answers import LASTING, Answer
from crossbook.predictstreet.feeds.events import Subscribed, SubscriptionRejected
from crossbook.predictstreet.feeds.wanted import MOST_IDS, Wanted, subscriptions

Topic: TypeAlias = tuple[str, str]
"""A channel, and an id on it."""


class Topics:
    """Those of one connection, and of each that comes after it."""

    def __init__(self, most: int) -> None:
        """Begin with none; a connection may have so many (`most`) subscriptions to them."""
        self._most = most
        self._wanted: dict[Topic, None] = {}
        self._counts: dict[str, int] = {}
        """How many ids are wanted on each channel."""
        self._carried: dict[Topic, bool] = {}
        """What the connection in use was asked for, and whether the venue has accepted it."""
        self._used = 0
        """Subscriptions that the connection in use was asked for: none of them is given back."""
        self._is_open = False

    def __bool__(self) -> bool:
        """Say whether anything is wanted."""
        return bool(self._wanted)

    def ids(self, channel: str) -> tuple[str, ...]:
        """Give the ids that are wanted on a channel."""
        return tuple(id_ for name, id_ in self._wanted if name == channel)

    def wants(self, channel: str, id_: str) -> bool:
        """Say whether an id is wanted on a channel."""
        return (channel, id_) in self._wanted

    def carries(self, channel: str, id_: str) -> bool:
        """Say whether the connection in use was asked for an id on a channel, wanted or not."""
        return (channel, id_) in self._carried

    def passes_over(self, channel: str, id_: str | None) -> bool:
        """Say whether what comes about an id was asked for, and is not wanted any more."""
        return id_ is not None and (channel, id_) in self._carried and (channel, id_) not in self._wanted

    # What is wanted:

    def fits(self, more: Wanted) -> bool:
        """Say whether there is room for one subscription more, on the connection in use and on the next."""
        counts = self._counts | {more.channel: self._counts.get(more.channel, 0) + len(more.ids)}
        return self._used < self._most and sum(-(-count // MOST_IDS) for count in counts.values()) <= self._most

    def add(self, more: Wanted) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
        """Want more. Gives what to ask the venue for now, and which ids it has accepted on this connection already."""
        fresh = [id_ for id_ in more.ids if (more.channel, id_) not in self._wanted]
        self._wanted.update(((more.channel, id_), None) for id_ in fresh)
        self._counts[more.channel] = self._counts.get(more.channel, 0) + len(fresh)
        if not self._is_open:
            return (), ()
        had = tuple(id_ for id_ in fresh if self._carried.get((more.channel, id_)))
        return self._ask(more.channel, [id_ for id_ in fresh if (more.channel, id_) not in self._carried]), had

    def drop(self, less: Wanted) -> tuple[str, ...]:
        """Want these no more. Gives the ids that were wanted."""
        return tuple(id_ for id_ in less.ids if self._forget(less.channel, id_))

    # What happens to the connection:

    def begin(self) -> tuple[Wanted, ...]:
        """Begin on a connection that the venue has greeted. Gives what to ask it for: all that is wanted, in few subscriptions."""
        self.end()
        self._is_open = True
        asks = _grouped(self._wanted)
        self._used, self._carried = len(asks), dict.fromkeys(self._wanted, False)
        return asks

    def end(self) -> None:
        """Take note that there is no connection: nothing that it was asked for outlives it."""
        self._is_open, self._used = False, 0
        self._carried.clear()

    def hear(self, answer: Answer, source: str) -> list[Subscribed | SubscriptionRejected]:
        """Take in what became of a subscription. Gives what is to be told of it: nothing of what is not wanted any more.

        What is rejected by a code that lasts is not wanted any more, and not asked for again.
        """
        channel = answer.wanted.channel
        told: list[Subscribed | SubscriptionRejected] = []
        self._carried.update(((channel, id_), True) for id_ in answer.ids)
        ids = tuple(id_ for id_ in answer.ids if (channel, id_) in self._wanted)
        if ids:
            told.append(Subscribed(source=source, channel=channel, ids=ids))
        for rejected in answer.rejections:
            ids = tuple(id_ for id_ in rejected.ids if (channel, id_) in self._wanted)
            if ids:
                told.append(SubscriptionRejected(source=source, channel=channel, ids=ids, code=rejected.code, problem=rejected.problem))
            for id_ in rejected.ids:
                self._carried.pop((channel, id_), None)
                if rejected.code in LASTING:
                    self._forget(channel, id_)
        return told

    def _forget(self, channel: str, id_: str) -> bool:
        """Want an id no more, and say whether it was wanted."""
        if (channel, id_) not in self._wanted:
            return False
        del self._wanted[channel, id_]
        self._counts[channel] -= 1
        return True

    def _ask(self, channel: str, ids: Iterable[str]) -> tuple[Wanted, ...]:
        asks = subscriptions(channel, ids)
        self._used += len(asks)
        self._carried.update(((channel, id_), False) for each in asks for id_ in each.ids)
        return asks


def _grouped(topics: Iterable[Topic]) -> tuple[Wanted, ...]:
    channels: dict[str, list[str]] = {}
    for channel, id_ in topics:
        channels.setdefault(channel, []).append(id_)
    return tuple(each for channel, ids in channels.items() for each in subscriptions(channel, ids))
