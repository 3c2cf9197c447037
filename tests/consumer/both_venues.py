"""A program that is written once and cancels on either venue."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from crossbook import AnyOrder, AsyncCancels, Cancels, ScopeOutcomes
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet


def leave(venue: Cancels) -> list[str]:
    """Cancel what rests, and name what may rest all the same."""
    resting = [order.order_id for order in venue.open_orders() if order.remaining]
    outcomes = venue.cancel_orders(resting)
    return [order_id for order_id, outcome in zip(resting, outcomes, strict=True) if outcome.may_be_open]


async def leave_soon(venue: AsyncCancels) -> ScopeOutcomes:
    """Cancel everything."""
    return await venue.cancel_all_orders()


def oldest(venue: Cancels, ids: set[str]) -> AnyOrder:
    """Find the order that was placed first."""
    orders = [venue.get_order(order_id) for order_id in ids]
    assert_type(orders[0].created_at, datetime | None)
    return min(orders, key=lambda order: order.created_at or datetime.max.replace(tzinfo=UTC))


def both(first: Fourcasters, second: PredictStreet) -> list[str]:
    """Hand both clients to the one program."""
    return [order_id for venue in (first, second) for order_id in leave(venue)]


async def both_soon(first: AsyncFourcasters, second: AsyncPredictStreet) -> int:
    """Hand both asynchronous clients to the one program."""
    return sum([len(await leave_soon(venue)) for venue in (first, second)])
