"""A sandbox with a market at PredictStreet, whose user feed is heard by a quick clock."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

MARKET: Final = "TEST-MARKET"


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        yield running
    assert running.violations == ()


def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet
