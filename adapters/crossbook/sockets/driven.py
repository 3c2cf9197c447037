"""What shells need of a protocol object: it is told what comes and what time it is, says what follows, and has something to tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

EventT_co = TypeVar("EventT_co", covariant=True)


class Driven(Protocol):
    """A venue's side of a socket, over any number of connections, one after the other.

    A venue that wants more than websocket pings to stay connected gets what it wants from here: `receive_time` may leave
    something in `data_to_send`.
    """

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection, with nothing said on it yet."""

    def receive_text(self, text: str) -> None:
        """Take in a message."""

    def receive_time(self, now: float) -> None:
        """Take note of the time."""

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection, and why: now, or still."""

    def data_to_send(self) -> Sequence[str]:
        """Give the messages to send now, once. Asked only where they can be sent."""
        ...

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest; None where time does not matter."""
        ...


class Teller(Protocol[EventT_co]):
    """A protocol object with something to tell."""

    def next_event(self) -> EventT_co | None:
        """Take what is to be told next; None where there is nothing now."""
        ...

    @property
    def has_events(self) -> bool:
        """Whether there is something to be told."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        ...
