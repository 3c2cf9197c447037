"""When to ask a quiet connection whether it still lives, and when to believe that it does not. Pure; it is told the time."""

from __future__ import annotations

import enum

import attrs


@attrs.frozen(kw_only=True)
class KeepAlive:
    """How a connection is kept alive, in seconds."""

    every: float = 10.0
    """Of silence, after which a ping is sent; and between pings while nothing comes. The samples of 4casters ping every 10 s."""
    within: float = 20.0
    """After the first ping: a connection on which nothing at all has come is dead. Their samples give up after 30 s of silence."""


class Due(enum.Enum):
    """What the time asks for."""

    NOTHING = "nothing"
    PING = "ping"
    END = "end"


class Keeping:
    """Follows one connection. Whatever comes proves that it lives; silence proves nothing until a ping went unanswered.

    So a program that slept, and sent no ping meanwhile, does not take its own sleep for the venue's silence.
    """

    def __init__(self, settings: KeepAlive) -> None:
        self._settings = settings
        self._latest = 0.0
        """When something came, or was sent to make something come."""
        self._asked: float | None = None
        """When the first ping was sent since something came."""

    def heard(self, now: float) -> None:
        """Take note that something came, or that the connection begins."""
        self._latest = now
        self._asked = None

    def due(self, now: float) -> Due:
        """Say what to do now. A ping counts as sent."""
        if self._asked is not None and now >= self._asked + self._settings.within:
            return Due.END
        if now < self._latest + self._settings.every:
            return Due.NOTHING
        self._latest = now
        self._asked = now if self._asked is None else self._asked
        return Due.PING

    @property
    def next_deadline(self) -> float:
        """When to ask again at the latest."""
        ping = self._latest + self._settings.every
        return ping if self._asked is None else min(ping, self._asked + self._settings.within)
