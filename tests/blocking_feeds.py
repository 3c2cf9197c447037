"""How tests read feeds of programs without asyncio, and close them from another thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Protocol, TypeVar

EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)


class Feed(Protocol[EventT_co]):
    """What all such feeds can do."""

    def __iter__(self) -> Iterator[EventT_co]: ...

    def close(self) -> None: ...


def until(feed: Feed[EventT], kind: type[object]) -> list[EventT]:
    """Read up to the next event of a kind."""
    events: list[EventT] = []
    for event in feed:
        events.append(event)
        if isinstance(event, kind):
            break
    return events


def close_while_another_thread_waits(feed: Feed[object]) -> None:
    """Close a feed of which another thread awaits the next event; that thread is told of its end, and of nothing else."""
    ended = threading.Event()

    def wait() -> None:
        assert list(feed) == []
        ended.set()

    thread = threading.Thread(target=wait)
    thread.start()
    feed.close()
    thread.join(30)
    assert ended.is_set()
