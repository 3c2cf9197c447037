"""Feeds that run through the storm. Of what each tells, names go into a file: memory is measured here."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final, Protocol

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from soak.verdicts import Verdicts

GOES_ON: Final = "a feed goes on by itself for as long as its program wants, and says when it is live again"
ALL_ONCE: Final = "a user feed of 4casters tells each message once that its venue has"
EVENTS: Final = "events of the venue"
_SETTLES_WITHIN: Final = 40.0


class _Feed(Protocol):
    @property
    def is_live(self) -> bool: ...


class Listener:
    """Hears one feed, and notes which messages it was told."""

    def __init__(self, name: str, verdicts: Verdicts, path: Path | None = None) -> None:
        self.name = name
        self._verdicts = verdicts
        self._path = path
        self._file = None if path is None else path.open("w", encoding="ascii")
        self._lock = threading.Lock()
        self._last: object = None
        """What the feed said last of itself."""

    async def hear(self, feed: AsyncIterator[object]) -> None:
        async for event in feed:
            self.take(event)

    def hear_in_thread(self, feed: Iterator[object]) -> None:
        for event in feed:
            self.take(event)

    def take(self, event: object) -> None:
        if isinstance(event, Lost):
            self._verdicts.breach(GOES_ON, f"{self.name}: {event.problem}")
        message_id = getattr(event, "message_id", None)
        with self._lock:
            if isinstance(event, _ABOUT_ITSELF):
                self._last = event
            self._verdicts.counts[f"{self.name}: {type(event).__name__ if isinstance(event, _ABOUT_ITSELF) else EVENTS}"] += 1
            if self._file is not None and message_id is not None:
                self._file.write(f"{message_id}\n")

    def forget(self) -> None:
        """Begin anew: the venue has."""
        with self._lock:
            if self._file is not None:
                self._file.truncate(0)
                self._file.seek(0)

    def told(self) -> Counter[str]:
        with self._lock:
            if self._file is None or self._path is None:
                return Counter()
            self._file.flush()
            return Counter(self._path.read_text(encoding="ascii").split())

    async def settle(self, messages: tuple[str, ...]) -> None:
        """Wait until everything was told that the venue has, and hold what was told to it."""
        until = asyncio.get_running_loop().time() + _SETTLES_WITHIN
        wanted = set(messages)
        while not wanted <= set(self.told()) and asyncio.get_running_loop().time() < until:  # noqa: ASYNC110 - no event is set by what others do
            await asyncio.sleep(0.2)
        told = self.told()
        missing = [message for message in messages if message not in told]
        doubled = [message for message, times in told.items() if times > 1]
        if missing:
            self._verdicts.breach(ALL_ONCE, f"{self.name}: {len(missing)} of {len(messages)} are missing, the first is {missing[0]}")
        if doubled:
            self._verdicts.breach(ALL_ONCE, f"{self.name}: {len(doubled)} were told twice, the first is {doubled[0]}")
        self._verdicts.counts[f"{self.name}: messages that were each told once"] += len(wanted) - len(missing)

    async def wait_live(self, feed: _Feed) -> bool:
        """Wait until a feed is live, as long as that may take, and say whether it is."""
        until = asyncio.get_running_loop().time() + _SETTLES_WITHIN
        while not feed.is_live and asyncio.get_running_loop().time() < until:  # noqa: ASYNC110 - no event is set by what others do
            await asyncio.sleep(0.1)
        return feed.is_live

    async def settle_live(self, feed: _Feed) -> None:
        """Wait until a feed is live, as it must become where its venue is there."""
        if not await self.wait_live(feed):
            self._verdicts.breach(GOES_ON, f"{self.name} is not live {_SETTLES_WITHIN:.0f} s after the storm, it said {self._last!r}")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


_ABOUT_ITSELF: Final = (Connected, Disconnected, Gap, Live, Lost, Replayed)
