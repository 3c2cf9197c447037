"""A game of the 4casters sandbox at noon, asked about over plain HTTP."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime

from crossbook.sandbox import Clock, FourcastersSandbox, Sandbox

NOON = datetime(2026, 8, 20, 16, tzinfo=UTC)


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(starts=NOON, ticks=False)) as running:
        yield running
    assert running.violations == ()


def venue(sandbox: Sandbox) -> FourcastersSandbox:
    return sandbox.fourcasters
