"""A sandbox whose user feed is heard by a quick clock."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Final

from crossbook.sandbox import Clock, FourcastersSandbox, Sandbox

PATH: Final = "/v2/user"


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        yield running
    assert running.violations == ()


def venue(sandbox: Sandbox) -> FourcastersSandbox:
    return sandbox.fourcasters


def something_happens(venue: FourcastersSandbox) -> str:
    order_id = venue.seed_order(bet=Decimal(250))
    venue.fill(order_id, Decimal(100))
    venue.cancel_elsewhere(order_id)
    return order_id
