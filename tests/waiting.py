"""How tests wait, on a machine that may be slow and busy: for a condition, patiently; a limit of time is told from a delay."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

ValueT = TypeVar("ValueT")

PATIENCE: Final = 30.0
"""Seconds after which a condition is taken for one that never comes."""


def until(condition: Callable[[], object], expected: str = "what is waited for") -> None:
    """Wait for a condition."""
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, f"expected {expected} within {PATIENCE:g} s, found nothing of it"
        time.sleep(0.002)


def quickest(call: Callable[[], ValueT], within: float, tries: int = 10) -> ValueT:
    """Call until it takes no longer than it should: a busy machine makes one call late, and not every one."""
    seconds: list[float] = []
    for _ in range(tries):
        began = time.monotonic()
        value = call()
        seconds.append(time.monotonic() - began)
        if seconds[-1] <= within:
            return value
    raise AssertionError(f"expected at most {within:g} s, found {min(seconds):g} s as the quickest of {tries}")


def given_longer(call: Callable[[float], ValueT], enough: Callable[[ValueT], object], seconds: float) -> ValueT:
    """Call with a time that is to run out, and with a longer one where it ran out before `enough` had come about."""
    while True:
        value = call(seconds)
        if enough(value) or seconds > PATIENCE:
            return value
        seconds *= 4
