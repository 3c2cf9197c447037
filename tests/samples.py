"""How much of a law a run looks at: a sample, or with `CROSSBOOK_LONG=1` so much that it takes minutes."""

from __future__ import annotations

import os
from typing import Final, TypeVar

T = TypeVar("T")
LONG: Final = bool(os.environ.get("CROSSBOOK_LONG"))


def sample(few: T, *, long: T) -> T:
    """Give the size of a sample: the long one where somebody asked for it."""
    return long if LONG else few
