"""Message ids of the user feed as places in it: `<milliseconds>-<sequence>`, compared as two whole numbers, never as text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final, TypeAlias

import msgspec

Position: TypeAlias = tuple[int, int]

_MOST_DIGITS: Final = 20
"""Both numbers of a stream's entries have 64 bits at most."""
MOST_NAMED: Final = 64
"""Messages that a cursor names. What was told beyond these is told again by the next feed."""


class Place(msgspec.Struct, frozen=True):
    """Where a feed goes on: after a place up to which everything was told, but for the messages that were told since."""

    after: Position
    told: tuple[Position, ...] = ()

    @property
    def newest(self) -> Position:
        """The newest message that was told."""
        return max((self.after, *self.told))


def position_of(message_id: str) -> Position | None:
    """Read a message id; None where it is none."""
    first, dash, last = message_id.partition("-")
    # Of ASCII, what is made of digits is a number.
    if not (dash and message_id.isascii() and first.isdigit() and last.isdigit()) or len(first) > _MOST_DIGITS or len(last) > _MOST_DIGITS:
        return None
    return int(first), int(last)


def text_of(position: Position) -> str:
    """Write a place as the venue does."""
    return f"{position[0]}-{position[1]}"


def place_of(cursor: str) -> Place | None:
    """Read a cursor: a message id, and those that were told after it, joined by +; None where it is none."""
    first, *others = (position_of(part) for part in cursor.split("+"))
    if first is None or len(others) > MOST_NAMED:
        return None
    told = tuple(each for each in others if each is not None)
    return Place(first, told) if len(told) == len(others) else None


def place_text(after: Position, told: Iterable[Position]) -> str:
    """Write a cursor."""
    return "+".join(map(text_of, (after, *islice((each for each in told if each > after), MOST_NAMED))))
