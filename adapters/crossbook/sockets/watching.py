"""Tells observers what happens on the connections of a feed. A client without observers does not load it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Final, Generic, TypedDict, TypeVar, assert_never

from crossbook.connections import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.core.showing import shown_text
from crossbook.core.watching import Watchers
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.observing_feeds import FeedFrame, FeedLost, FeedOpened, FeedTold, FeedWord
from crossbook.sockets.driven import Driven, Teller

EventT = TypeVar("EventT")
_FEEDS: Final = count(1)


class _Feed(TypedDict):
    feed: int
    at: float
    venue: str
    name: str
    is_own: bool


class FeedWatch:
    """Watches one feed, over all of its connections."""

    def __init__(self, watchers: Watchers, *, name: str, is_own: bool) -> None:
        self._watchers = watchers
        self._name = name
        self._is_own = is_own
        self._number = next(_FEEDS)
        self._connections = count(1)
        self.now: Callable[[], float] = float
        """The clock of the feed, once it has one."""

    def telling(self, teller: Teller[EventT]) -> Teller[EventT]:
        """Give what tells the same, and observers what it says of itself."""
        return _WatchedTeller(self, teller)

    def driven(self, protocol: Driven) -> WatchedConnection:
        """Give a protocol object that does the same, and tells observers what comes."""
        return WatchedConnection(self, protocol)

    def opened(self) -> int:
        """Tell of a connection. Gives its number."""
        connection = next(self._connections)
        self._watchers.tell(lambda: FeedOpened(**self._feed(), connection=connection))
        return connection

    def heard(self, connection: int, text: str) -> None:
        """Tell of a frame."""
        self._watchers.tell(lambda: FeedFrame(**self._feed(), connection=connection, text=shown_text(text, self._watchers.blot)))

    def changed(self, connection: int, change: ConnectionChange) -> None:
        """Tell what has become of a connection."""
        match change:
            case ConnectionLost(problem=problem, code=code):
                self._lost(connection, problem, code=code)
            case ConnectionGivenUp(problem=problem, status=status, code=code):
                self._lost(connection, problem, code=code, status=status)
            case ConnectionReopening(problem=problem, attempt=attempt, status=status):
                if attempt > 1:  # Else it is the loss that was just told of.
                    self._lost(connection, problem, attempt=attempt - 1, status=status)
            case ConnectionOpened():
                pass  # The protocol object is told of it.
            case _:
                assert_never(change)

    def told(self, event: object) -> None:
        """Tell what the feed says of itself."""
        match event:
            case Connected(source=source):
                self._tell_word("Connected", source)
            case Disconnected(source=source, problem=problem):
                self._tell_word("Disconnected", source, problem)
            case Gap(source=source, problem=problem, since=since):
                self._tell_word("Gap", source, problem, since)
            case Replayed(source=source):
                self._tell_word("Replayed", source)
            case Live(source=source):
                self._tell_word("Live", source)
            case Lost(source=source, problem=problem, cursor=cursor):
                self._tell_word("Lost", source, problem, cursor)
            case _:
                pass

    def _lost(self, connection: int, problem: str, *, attempt: int = 0, code: int | None = None, status: int | None = None) -> None:
        self._watchers.tell(
            lambda: FeedLost(
                **self._feed(),
                connection=connection,
                problem=shown_text(problem, self._watchers.blot),
                attempt=attempt,
                code=code,
                status=status,
            )
        )

    def _tell_word(self, word: FeedWord, source: str, problem: str | None = None, cursor: str | None = None) -> None:
        why = None if problem is None else shown_text(problem, self._watchers.blot)
        self._watchers.tell(lambda: FeedTold(**self._feed(), source=source, word=word, problem=why, cursor=cursor))

    def _feed(self) -> _Feed:
        return _Feed(feed=self._number, at=self.now(), venue=self._watchers.catalogue.venue, name=self._name, is_own=self._is_own)


class _WatchedTeller(Generic[EventT]):
    def __init__(self, watch: FeedWatch, teller: Teller[EventT]) -> None:
        self._watch = watch
        self._teller = teller

    def next_event(self) -> EventT | None:
        event = self._teller.next_event()
        self._watch.told(event)
        return event

    @property
    def has_events(self) -> bool:
        return self._teller.has_events

    @property
    def is_over(self) -> bool:
        return self._teller.is_over


class WatchedConnection:
    """A protocol object of a feed, and one connection of it after the other."""

    def __init__(self, watch: FeedWatch, protocol: Driven) -> None:
        self._watch = watch
        self._protocol = protocol
        self._connection = 0

    def also(self, changed: Callable[[ConnectionChange], None]) -> Callable[[ConnectionChange], None]:
        """Give what is told each change of the connection, and hands it on."""
        return partial(self._changed, changed)

    def _changed(self, changed: Callable[[ConnectionChange], None], change: ConnectionChange) -> None:
        self._watch.changed(self._connection, change)
        changed(change)

    def receive_open(self, now: float) -> None:
        self._connection = self._watch.opened()
        self._protocol.receive_open(now)

    def receive_text(self, text: str) -> None:
        self._watch.heard(self._connection, text)
        self._protocol.receive_text(text)

    def receive_time(self, now: float) -> None:
        self._protocol.receive_time(now)

    def receive_eof(self, problem: str) -> None:
        self._protocol.receive_eof(problem)

    def data_to_send(self) -> Sequence[str]:
        return self._protocol.data_to_send()

    @property
    def next_deadline(self) -> float | None:
        return self._protocol.next_deadline
