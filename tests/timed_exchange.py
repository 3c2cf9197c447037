"""PredictStreet's sandbox by a clock that stands, and a caller with its key."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime

from predictstreet_calls import Caller, calling

from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

STARTS = datetime(2026, 5, 6, 12, tzinfo=UTC)


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(starts=STARTS, ticks=False)) as running:
        yield running
    assert [violation for violation in running.violations if violation.direction == "reply"] == []


def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


def call(venue: PredictStreetSandbox) -> Generator[Caller]:
    with calling(venue, venue.api_key) as caller:
        yield caller
