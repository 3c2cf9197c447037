"""What one process does: reads as fast as it may, places now and then, and cancels; and how long each of them waited for leave."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias

import attrs

from crossbook import CrossbookError, NotSent, Pacing, RateLimited
from crossbook.core.admitting import Wish
from crossbook.core.attempts import Unsent
from crossbook.core.pace import Permit
from crossbook.core.shared_pace import SharedPace
from crossbook.core.steps import Plan, now
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.storage import RedisLimits
from crossbook_bindings.fourcasters.rest import get_graded_since
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS as FOURCASTERS
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS as PREDICTSTREET
from shared_limits.servers import Venues

_ORDER = "65b036dfb31407c2b6bc1cfe"
_UUID = "7b0e3c52-0d3f-4c57-9a0e-000000000001"
_PAUSE = 2.0
"""Seconds from one place or cancel to the next, on average."""
_NEW_ORDER = NewOrder(game_id="688c0516fbc14da0c202d426", market_type="total", side="over", line=200, odds=-110, risk=10)


@attrs.frozen
class Wait:
    """How long a request waited for leave to be sent."""

    venue: str
    is_cancel: bool
    moment: float
    seconds: float
    was_sent: bool


@attrs.define
class Told:
    """What a process saw."""

    waits: list[Wait] = attrs.Factory(list[Wait])
    answers: Counter[tuple[str, str]] = attrs.Factory(Counter[tuple[str, str]])
    """How calls ended, by their name."""


@attrs.frozen
class Orders:
    """What a process is to do."""

    number: int
    processes: int
    redis: str
    venues: Venues
    seconds: float

    @property
    def is_async(self) -> bool:
        return self.number % 4 != 3


class Measured(SharedPace):
    """Paces, and notes how long it took until something was let through."""

    told: Told
    name: str

    def admitted(self, wish: Wish, until: float) -> Plan[Permit | Unsent]:
        came = yield from now()
        found = yield from super().admitted(wish, until)
        moment = yield from now()
        self.told.waits.append(Wait(self.name, wish.is_cancel, moment, moment - came, isinstance(found, Permit)))
        return found


def measured(orders: Orders, told: Told) -> Pacing:
    limits = RedisLimits(orders.redis, account="load", address="here", processes=orders.processes)
    pacing = Pacing(shared=limits)
    for name, buckets in (("fourcasters", FOURCASTERS), ("predictstreet", PREDICTSTREET)):
        pace = Measured(name, buckets, pacing, limits)
        pace.told, pace.name = told, name
        pacing.kept(name, partial(_given, pace))
    return pacing


def _given(pace: Measured) -> Measured:
    return pace


Call: TypeAlias = Callable[[], Awaitable[object]]


def run(orders: Orders) -> Told:
    """Do it, with an asynchronous client of each venue or with synchronous ones in threads."""
    told = Told()
    asyncio.run(_asynchronous(orders, told) if orders.is_async else _in_threads(orders, told))
    return told


async def _asynchronous(orders: Orders, told: Told) -> None:
    venues, pacing = orders.venues, measured(orders, told)
    async with (
        AsyncFourcasters(
            token=venues.token, base_url=venues.fourcasters, streaming_url=venues.fourcasters, retry=None, pacing=pacing
        ) as first,
        AsyncPredictStreet(
            api_key=venues.api_key, user_wallet=venues.wallet, base_url=venues.predictstreet, retry=None, pacing=pacing
        ) as second,
    ):
        await _all(
            orders,
            told,
            {
                "4casters me": first.me,
                "4casters graded since": lambda: first.send(get_graded_since()),
                "4casters place": lambda: first.place_orders([_NEW_ORDER]),
                "4casters cancel": lambda: first.cancel_order(_ORDER),
                "PredictStreet open orders": second.open_orders,
                "PredictStreet cancel": lambda: second.cancel_order(_UUID),
            },
        )


async def _in_threads(orders: Orders, told: Told) -> None:
    venues, pacing = orders.venues, measured(orders, told)
    with (
        Fourcasters(token=venues.token, base_url=venues.fourcasters, streaming_url=venues.fourcasters, retry=None, pacing=pacing) as first,
        PredictStreet(
            api_key=venues.api_key, user_wallet=venues.wallet, base_url=venues.predictstreet, retry=None, pacing=pacing
        ) as second,
    ):
        await _all(
            orders,
            told,
            {
                "4casters me": lambda: asyncio.to_thread(first.me),
                "4casters graded since": lambda: asyncio.to_thread(first.send, get_graded_since()),
                "4casters place": lambda: asyncio.to_thread(first.place_orders, [_NEW_ORDER]),
                "4casters cancel": lambda: asyncio.to_thread(first.cancel_order, _ORDER),
                "PredictStreet open orders": lambda: asyncio.to_thread(second.open_orders),
                "PredictStreet cancel": lambda: asyncio.to_thread(second.cancel_order, _UUID),
            },
        )


async def _all(orders: Orders, told: Told, calls: dict[str, Call]) -> None:
    until = time.monotonic() + orders.seconds
    chance = random.Random(orders.number)  # noqa: S311 - it spreads a load
    work: list[Coroutine[Any, Any, None]] = []
    for name, call in calls.items():
        eager = "cancel" not in name and "place" not in name
        work += [_repeat(name, call, told, until, None if eager else chance) for _ in range(2 if name == "4casters me" else 1)]
    await asyncio.gather(*work)


async def _repeat(name: str, call: Call, told: Told, until: float, chance: random.Random | None) -> None:
    while True:
        if chance is not None:
            await asyncio.sleep(chance.uniform(0.0, 2 * _PAUSE))
        if time.monotonic() >= until:
            return
        try:
            await call()
        except RateLimited:
            told.answers[name, "429"] += 1
        except NotSent:
            # Its deadline would have come first: as a caller would, it lets a while pass.
            told.answers[name, "not sent"] += 1
            await asyncio.sleep(0.5)
        except CrossbookError:
            told.answers[name, "answered"] += 1
        else:
            told.answers[name, "answered"] += 1
