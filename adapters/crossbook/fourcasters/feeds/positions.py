"""Message ids of the user feed as places in it: `<milliseconds>-<sequence>`, compared as two whole numbers, never as text. Pure."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

Position: TypeAlias = tuple[int, int]

_FORM: Final = re.compile(r"([0-9]{1,20})-([0-9]{1,20})")
"""Both numbers of a stream's entries have 64 bits at most."""


def position_of(message_id: str) -> Position | None:
    """Read a message id; None where it is none."""
    found = _FORM.fullmatch(message_id)
    return None if found is None else (int(found[1]), int(found[2]))


def text_of(position: Position) -> str:
    """Write a place as the venue does."""
    return f"{position[0]}-{position[1]}"
