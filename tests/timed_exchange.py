"""A sandbox whose time stands at a moment that tests of PredictStreet's lists know."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime

from crossbook.sandbox import Clock, Sandbox

STARTS = datetime(2026, 5, 6, 12, tzinfo=UTC)


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(starts=STARTS, ticks=False)) as running:
        yield running
    assert [violation for violation in running.violations if violation.direction == "reply"] == []
