"""Waits that grow from failure to failure. Pure: the luck is handed in."""

from __future__ import annotations

from typing import Final

_MOST_DOUBLINGS: Final = 32
"""More would not change the wait, and cost a number without bound."""


def wait(failures: int, luck: float, *, shortest: float, longest: float) -> float:
    """Say how many seconds to wait after `failures` failures in a row before this one.

    It doubles from each to the next, and is shortened at random (`luck`, from 0 to 1), so that many programs do not come back together.
    """
    whole = min(longest, shortest * 2.0 ** min(failures, _MOST_DOUBLINGS))
    return whole * (1 + luck) / 2
