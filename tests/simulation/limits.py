"""Counts requests as the venues say that they do: over rolling windows. The numbers are those of their pages on limits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

CLOSE: Final = 1e-6
"""A moment is a sum of floats: two that are a window apart may be a billionth less."""


class Limit(msgspec.Struct, frozen=True):
    """At most so many requests in so many seconds."""

    name: str
    most: int
    seconds: int
    counts: Callable[[str, str], bool]
    """Whether a method and a path are counted."""
    with_others: bool = False
    """Whether cancels are counted beside other requests."""


def _everything(_method: str, _path: str) -> bool:
    return True


def _only(method: str, path: str) -> Callable[[str, str], bool]:
    return lambda asked, where: (asked, where) == (method, path)


def _an_order(method: str, path: str) -> bool:
    return method == "GET" and path.startswith("/api/orders/") and path not in ("/api/orders/open", "/api/orders/history")


def _any_command(method: str, path: str) -> bool:
    return method == "POST" and path.startswith("/api/orders/")


FOURCASTERS: Final = (Limit("every request of an address", 3000, 60, _everything, with_others=True),)
PREDICTSTREET: Final = (
    Limit("every command of an address", 6000, 60, _any_command, with_others=True),
    Limit("batches of placements", 5, 1, _only("POST", "/api/orders/place-batch")),
    Limit("lists of orders in every state", 300, 60, _only("GET", "/api/orders/history")),
    Limit("cancels", 20, 1, _only("POST", "/api/orders/cancel")),
    Limit("batches of cancels", 5, 1, _only("POST", "/api/orders/cancel-batch")),
    Limit("cancels of everything", 1, 1, _only("POST", "/api/orders/cancel-all")),
    Limit("lists of open orders", 300, 60, _only("GET", "/api/orders/open")),
    Limit("look-ups", 300, 60, _an_order),
)


class Counter:
    """What came within the window of each limit."""

    def __init__(self, limits: Sequence[Limit], taken: float) -> None:
        self._windows = [(limit, int(limit.most * taken), deque[float]()) for limit in limits]
        """`taken` is the part of each limit that other programs use all the time."""

    def room(self, method: str, path: str, now: float) -> tuple[Limit, int, float] | None:
        """Count a request, and give the limit that is nearest to being reached, how many are left, and for how long.

        None where nothing limits such a request. Below 0, there was no room, and the request is not counted.
        """
        nearest: tuple[Limit, int, float] | None = None
        counting = [each for each in self._windows if each[0].counts(method, path)]
        for limit, others, came in counting:
            while came and came[0] <= now - limit.seconds:
                came.popleft()
            left = limit.most - others - len(came) - 1
            if nearest is None or left < nearest[1]:
                nearest = (limit, left, (came[0] if came else now) + limit.seconds - now)
        if nearest is not None and nearest[1] >= 0:
            for _, _, came in counting:
                came.append(now)
        return nearest


def most_in_a_window(moments: Sequence[float], seconds: float) -> int:
    """Say how many there ever were in one window. Moments come in their order."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - seconds + CLOSE:
            first += 1
        most = max(most, last - first + 1)
    return most
