"""What the shell needs of a protocol object: it is told what comes and what time it is, and says what follows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


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
