"""How a client repeats what may be repeated."""

from __future__ import annotations

from typing import Final

import msgspec


class Retry(msgspec.Struct, frozen=True, kw_only=True):
    """How often, and after how long, a client sends a request again where that is safe. Raises ValueError for numbers that make no sense.

    What is safe follows from what the request does, not from HTTP habit:

    - a read, a cancel that names its orders, and PredictStreet's signed orders, each of which has a name that the venue knows it by
      (the same bytes make no second order), are sent again after no connection, no reply, a 5xx and a 429;
    - anything else only where it certainly never left, or where the venue said 429 and documents that it then did nothing;
      a login or logout only where it never left;
    - no other answer is ever asked for twice.

    All of it happens within the deadline of the call: what cannot be sent again before that is not waited for.
    """

    attempts: int = 4
    """How often a request is sent at most, the first time included. A 429 does not count: the deadline alone bounds it.
    With 1, nothing is sent again, after a 429 neither."""
    shortest: float = 0.2
    """Seconds before the first repeat. They double from each to the next, and are shortened by up to half at random. A venue that
    asks for more (Retry-After) gets it."""
    longest: float = 5.0
    """Seconds that they grow to at most."""

    def __post_init__(self) -> None:
        if not _is_number(self.attempts, int) or self.attempts < 1:
            message = f"attempts: expected a whole number of 1 or more, found {self.attempts!r}"
            raise ValueError(message)
        for name, value in (("shortest", self.shortest), ("longest", self.longest)):
            if not _is_number(value, int, float) or not 0 < value < float("inf"):
                message = f"{name}: expected a number of seconds above 0, found {value!r}"
                raise ValueError(message)
        if self.shortest > self.longest:
            message = f"shortest: expected no more seconds than longest ({self.longest:g}), found {self.shortest!r}"
            raise ValueError(message)


def _is_number(value: object, *kinds: type[object]) -> bool:
    """Say whether a value is a number of such a kind: callers are not always type-checked."""
    return isinstance(value, kinds) and not isinstance(value, bool)


DEFAULT_RETRY: Final = Retry()
"""What a client does unless it is told otherwise."""
