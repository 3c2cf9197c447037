"""How long to wait for a venue."""

from __future__ import annotations

import msgspec


class Timeouts(msgspec.Struct, frozen=True, kw_only=True):
    """How long to wait, in seconds. Raises ValueError for anything but positive, finite numbers."""

    connect: float = 5.0
    """Seconds to wait for a connection: nothing has been sent when they run out."""
    reply: float = 20.0
    """Seconds to wait for a complete reply: the outcome is unknown when they run out. 4casters itself gives up after 15 s."""

    def __post_init__(self) -> None:
        _check("connect", self.connect)
        _check("reply", self.reply)


def _check(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        message = f"{name}: expected a number of seconds above 0, found {value!r}"
        raise ValueError(message)
