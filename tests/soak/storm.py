"""The storm: a thousand commands in flight and all feeds running, over a venue that is killed, frozen and started again at random."""

from __future__ import annotations

import asyncio
import gc
import math
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from itertools import count
from random import Random
from typing import Final

import attrs

from soak.clients import fourcasters, orders_socket, trading
from soak.commands import IN_TIME, ONE_OUTCOME
from soak.fleet import PARTS, Fleet
from soak.judging import KNOWN, MEMORY, NOTHING_LEFT, WELL_KNOWN, Memory, judge_left, judge_memory, judge_well_known
from soak.leftovers import Held
from soak.listening import ALL_ONCE, GOES_ON
from soak.losses import PROMPT, judge_promptness
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts

PROMISES: Final = (ONE_OUTCOME, KNOWN, WELL_KNOWN, IN_TIME, PROMPT, GOES_ON, ALL_ONCE, NOTHING_LEFT, MEMORY)

_REST_EVERY: Final = 30.0
"""Seconds from one moment of rest to the next, and until what strikes then is over: nothing is in flight, and memory is measured."""
_WARM: Final = 1 / 3
"""The part of the storm that warms up."""
_AT_ONCE: Final = 0.4
"""The part of the strikes that do not wait until the last is got over."""
_IN_ORDER: Final = 0.25
"""The part of the restarts that are none for lack of a chance to say goodbye."""
_SHORT: Final = 120.0
"""Seconds. A storm that is no longer has no long freeze."""
_LONG_FREEZE: Final = 34.0
"""Seconds after which a silent socket is given up: 10 without a word and 20 for an answer."""


async def storm(seconds: float, seed: int, in_flight: int, verdicts: Verdicts) -> None:
    """Let it rage, and hold everything to its promises."""
    venue = VenueProcess()
    try:
        await _storm(venue, seconds, Random(seed), in_flight, verdicts)  # noqa: S311 - chance that can be repeated
    finally:
        await venue.kill()


async def _storm(venue: VenueProcess, seconds: float, chance: Random, in_flight: int, verdicts: Verdicts) -> None:
    await venue.start()
    await _warm_up(venue)
    # As a program does that has no tenth of a second to spare: the collector looks for cycles in its quiet moments alone. What leaks shows
    # there, and what is there for good, it never goes through.
    gc.collect()
    gc.freeze()
    gc.disable()
    before = Held.now()
    async with AsyncExitStack() as stack:
        fleet = await Fleet.begun(stack, venue, in_flight, verdicts)
        await _Storm(fleet, verdicts, chance).rage(seconds)
        await fleet.go_home()
        for name in PARTS:
            judge_well_known(name, verdicts)
        judge_promptness(fleet.relay.ends[0], verdicts)
    judge_left("commands", before, verdicts)


async def _warm_up(venue: VenueProcess) -> None:
    """Use everything once: what is opened for good, such as lists of certificates, is opened now."""
    async with fourcasters(venue.facts) as client, orders_socket(venue.facts["fourcasters"]["orders_socket_url"]) as socket:
        await client.me()
        await socket.cancel_all_orders()
    async with trading(venue.facts) as client:
        await client.open_orders()


@attrs.define
class _Storm:
    """What strikes, and when."""

    fleet: Fleet
    verdicts: Verdicts
    chance: Random
    may_go: asyncio.Event = attrs.Factory(asyncio.Event)
    is_over: bool = False
    measured: list[Memory] = attrs.Factory(list[Memory])
    measured_of_feeds: list[Memory] = attrs.Factory(list[Memory])

    async def rage(self, seconds: float) -> None:
        loop, chance = asyncio.get_running_loop(), self.chance
        names = count(1)
        members = [
            asyncio.create_task(squad.member(Random(chance.random()), names, self.may_go, lambda: self.is_over), name="member")  # noqa: S311
            for squad in self.fleet.squads
            for _ in range(squad.members)
        ]
        began = loop.time()
        until = began + seconds
        is_long = seconds > _SHORT
        if is_long:
            await self._rehearse()
        while loop.time() < until:
            self.may_go.set()
            rest_at = min(loop.time() + _REST_EVERY, until)
            while loop.time() < rest_at:
                if chance.random() >= _AT_ONCE:
                    await self.fleet.busy()
                await asyncio.sleep(chance.uniform(0.5, 3.0))
                wants_long = is_long and loop.time() > began + seconds / 2
                is_long &= not wants_long
                await self._strike(wants_long=wants_long)
            await self._rest(is_warm=loop.time() > began + seconds * _WARM)
        self.is_over = True
        self.may_go.set()
        await asyncio.gather(*members)
        judge_memory("commands", self.measured, self.verdicts)
        judge_memory("feeds", self.measured_of_feeds, self.verdicts)

    async def _rehearse(self) -> None:
        """Let everything strike once that can strike: what a program holds after its worst day, it may hold from then on."""
        self.may_go.set()
        for strike in (self._long_freeze, self._cut, self._kill, self._stop):
            await self.fleet.busy()
            await self._under(strike)
        await self._rest(is_warm=False)

    async def _strike(self, *, wants_long: bool) -> None:
        dice = self.chance.random()
        if wants_long:
            await self._under(self._long_freeze)
        elif dice < 0.2:
            await self._under(self._cut)
        elif dice < 0.6:
            await self._under(self._freeze)
        else:
            await self._under(self._kill if self.chance.random() > _IN_ORDER else self._stop)

    async def _under(self, strike: Callable[[], Awaitable[None]]) -> None:
        """Have something strike, and know of every command that it may have struck."""
        weather = self.fleet.weather
        self.verdicts.counts["strikes"] += 1
        self.verdicts.counts["commands in flight when something struck, in all"] += self.fleet.in_flight
        weather.strikes += 1
        weather.is_fair = False
        await strike()
        weather.strikes += 1
        weather.is_fair = True

    async def _cut(self) -> None:
        self.verdicts.counts["connections of the orders sockets cut"] += 1
        self.fleet.relay.cut()
        await asyncio.sleep(1)  # until the relay has done it, whatever else the machine does

    async def _freeze(self) -> None:
        await self._frozen(self.chance.choice((self.chance.uniform(0.05, 1.0), self.chance.uniform(1.0, 6.0))))

    async def _long_freeze(self) -> None:
        await self._frozen(_LONG_FREEZE)

    async def _frozen(self, seconds: float) -> None:
        self.verdicts.counts["venue frozen"] += 1
        self.fleet.venue.freeze()
        await asyncio.sleep(seconds)
        if self.chance.random() < 0.2:
            await self._kill()
        else:
            self.fleet.venue.thaw()

    async def _kill(self) -> None:
        self.verdicts.counts["venue killed"] += 1
        await self.fleet.venue.kill()
        await self._start()

    async def _stop(self) -> None:
        self.verdicts.counts["venue stopped in order"] += 1
        await self.fleet.venue.stop()
        await self._start()

    async def _start(self) -> None:
        await asyncio.sleep(self.chance.choice((0.0, self.chance.uniform(0.0, 2.0))))
        await self.fleet.forget()
        await self.fleet.venue.start()
        await self.fleet.meet_another_venue()

    async def _rest(self, *, is_warm: bool) -> None:
        """Have nothing in flight for a moment, and measure memory."""
        self.may_go.clear()
        while self.fleet.at_work:  # noqa: ASYNC110 - whoever ends one has other things to tell
            await asyncio.sleep(0.05)
        for squad in self.fleet.squads:
            if squad.ends is not None:
                squad.ends.forget(math.inf)
        await self.fleet.settle()
        # In a new life of the venue there is nothing to know and nothing to tell: what is measured is what the clients keep.
        await self._under(self._kill)
        await asyncio.gather(*self.fleet.retiring)
        self.fleet.retiring.clear()
        if is_warm:
            self.measured.append(await Memory.at_rest())
            if (of_feeds := await self.fleet.listeners.measure()) is not None:
                self.measured_of_feeds.append(of_feeds)
