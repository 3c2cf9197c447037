"""A sandbox with one market at PredictStreet."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from crossbook.sandbox import Sandbox

SYMBOL: Final = "TEST-MARKET"


def sandbox() -> Generator[Sandbox]:
    with Sandbox() as running:
        running.predictstreet.add_market(SYMBOL)
        yield running
    assert running.violations == ()
