"""What a feed without a socket wants of whoever drives it."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class AskReplay(msgspec.Struct, frozen=True):
    """Have the messages after one listed, and hand the answer back with this number."""

    number: int
    after: str


class AskResting(msgspec.Struct, frozen=True):
    """Have the resting orders listed, and hand the answer back with this number."""

    number: int


class Distrust(msgspec.Struct, frozen=True):
    """End the connection of this number, and have another one."""

    connection: int
    problem: str


Ask: TypeAlias = AskReplay | AskResting
Want: TypeAlias = Ask | Distrust
