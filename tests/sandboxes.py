"""What the fixtures of many tests give: a sandbox whose traffic has kept to the specs, one of its venues, and who asks there."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime
from typing import Final

import pytest
from accounts import Clients
from predictstreet_calls import Caller, calling

from crossbook.fourcasters import Fourcasters
from crossbook.sandbox import Clock, FourcastersSandbox, PredictStreetSandbox, Sandbox

NOON: Final = datetime(2026, 8, 20, 16, tzinfo=UTC)
MARKET: Final = "TEST-MARKET"


def running() -> Generator[Sandbox]:
    """Give one whose time is that of the machine."""
    with Sandbox() as sandbox:
        yield sandbox
    assert sandbox.violations == ()


def standing() -> Generator[Sandbox]:
    """Give one whose time stands until a test lets it pass."""
    with Sandbox(clock=Clock(ticks=False)) as sandbox:
        yield sandbox
    assert sandbox.violations == ()


def at_noon() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(starts=NOON, ticks=False)) as sandbox:
        yield sandbox
    assert sandbox.violations == ()


def with_market() -> Generator[Sandbox]:
    """Give one whose time stands, with a market at PredictStreet."""
    with Sandbox(clock=Clock(ticks=False)) as sandbox:
        sandbox.predictstreet.add_market(MARKET)
        yield sandbox
    assert sandbox.violations == ()


def fourcasters(sandbox: Sandbox) -> FourcastersSandbox:
    return sandbox.fourcasters


def predictstreet(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


def token(venue: PredictStreetSandbox) -> str:
    """Give the token of the market's first outcome."""
    return venue.market(MARKET).token_ids[0]


def call(venue: PredictStreetSandbox) -> Generator[Caller]:
    """Give a caller of PredictStreet over plain HTTP."""
    with calling(venue, venue.api_key) as caller:
        yield caller


def fourcasters_client(sandbox: Sandbox, request: pytest.FixtureRequest) -> Generator[Fourcasters]:
    """Give a client of the kind that the fixture's parameter names, "sync" or "async"."""
    clients = Clients(sandbox.fourcasters.url, asynchronous=request.param == "async")
    yield clients.fourcasters(token=sandbox.fourcasters.token)
    clients.close()
