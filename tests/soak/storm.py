"""The storm: a thousand commands in flight and all feeds running, over a venue that is killed, frozen and started again at random."""

from __future__ import annotations

import asyncio
import gc
import math
import tempfile
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, Final

import attrs

from crossbook import NotSent, OutcomeUnknown
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, UserFeed
from soak.clients import TIMEOUTS, fourcasters, gateway, orders_socket, trading
from soak.commands import GAME, IN_TIME, ONE_OUTCOME, OverRest, OverSignedRest, OverSocket, Squad, Weather
from soak.judging import KNOWN, MEMORY, NOTHING_LEFT, WELL_KNOWN, Memory, judge_known, judge_memory, judge_well_known
from soak.known import Known
from soak.leftovers import descriptors, threads
from soak.listening import ALL_ONCE, GOES_ON, Listener
from soak.losses import PROMPT, Ends, Flight, RelayProcess, Spread, judge_promptness
from soak.venue import API_KEY, TOKEN, TOKENS
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts

PROMISES: Final = (ONE_OUTCOME, KNOWN, WELL_KNOWN, IN_TIME, PROMPT, GOES_ON, ALL_ONCE, NOTHING_LEFT, MEMORY)

_SOCKETS: Final = 4
_PARTS: Final = {"4casters REST": 0.15, "4casters socket": 0.75, "PredictStreet REST": 0.1}
"""Of the commands in flight. A PredictStreet order costs the sandbox a signature, so that more of them would only wait for each other."""
_REST_EVERY: Final = 15.0
"""Seconds from one moment of rest, in which nothing is in flight and memory is measured, to the next."""
_WARM: Final = 1 / 3
"""The part of the storm that warms up."""
_IN_ORDER: Final = 0.25
"""The part of the restarts that are none for lack of a chance to say goodbye."""
_SHORT: Final = 120.0
"""Seconds. A storm that is no longer has no long freeze."""
_LONG_FREEZE: Final = 34.0
"""Seconds after which a silent socket is given up: 10 without a word and 20 for an answer."""


async def storm(seconds: float, seed: int, in_flight: int, verdicts: Verdicts) -> None:
    """Let it rage, and hold everything to its promises."""
    chance = Random(seed)  # noqa: S311 - chance that can be repeated
    venue = VenueProcess()
    try:
        await _storm(venue, seconds, chance, in_flight, verdicts)
    finally:
        await venue.kill()


async def _storm(venue: VenueProcess, seconds: float, chance: Random, in_flight: int, verdicts: Verdicts) -> None:
    await venue.start()
    await _warm_up(venue)
    # What is there for good, the collector need not go through again and again: that alone would take a tenth of a second each time.
    gc.collect()
    gc.freeze()
    before = descriptors(), threads()
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            raging = await _Storm.begun(stack, venue, Path(folder), in_flight, verdicts)
            await raging.rage(seconds, chance)
            await raging.settle()
    left = [task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    after = descriptors(), threads()
    if left or before != after:
        verdicts.breach(NOTHING_LEFT, f"tasks {left}, descriptors {after[0] - before[0]}, threads {after[1]} where there were {before[1]}")


async def _warm_up(venue: VenueProcess) -> None:
    """Use everything once: what is opened for good, such as lists of certificates, is opened now."""
    async with fourcasters(venue) as client, orders_socket(venue.facts["fourcasters"]["orders_socket_url"]) as socket:
        await client.me()
        await socket.cancel_all_orders()
    async with trading(venue) as client:
        await client.open_orders()


@attrs.define
class _Storm:
    venue: VenueProcess
    verdicts: Verdicts
    squads: list[Squad]
    relay: RelayProcess
    weather: Weather
    signed: OverSignedRest
    listeners: list[tuple[Listener, Any]]
    may_go: asyncio.Event = attrs.Factory(asyncio.Event)
    is_over: bool = False
    measured: list[Memory] = attrs.Factory(list[Memory])
    hearing: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    retiring: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    own: Listener | None = None
    own_client: AsyncPredictStreet | None = None
    own_feed: UserFeed | None = None
    own_hearing: asyncio.Task[None] | None = None

    @classmethod
    async def begun(cls, stack: AsyncExitStack, venue: VenueProcess, folder: Path, in_flight: int, verdicts: Verdicts) -> _Storm:
        client = await stack.enter_async_context(fourcasters(venue))
        other = await stack.enter_async_context(
            AsyncPredictStreet(
                api_key=API_KEY,
                base_url=venue.facts["predictstreet"]["url"],
                websocket_url=gateway(venue),
                timeouts=TIMEOUTS,
                pacing=None,
            )
        )
        relay = await stack.enter_async_context(RelayProcess(venue.fourcasters_port, _SOCKETS))
        shared, weather = Known(), Weather()
        squads = [Squad(OverRest(client), round(in_flight * _PARTS["4casters REST"]), verdicts, weather, shared)]
        took, took_in_all = Spread(), Spread()
        for way, port in enumerate(relay.ports):
            url = venue.facts["fourcasters"]["orders_socket_url"].replace(f":{venue.fourcasters_port}", f":{port}")
            socket = OverSocket(await stack.enter_async_context(orders_socket(url)))
            ends = Ends(way, verdicts, took, took_in_all)
            relay.ends.append(ends)
            squads.append(Squad(socket, round(in_flight * _PARTS["4casters socket"] / _SOCKETS), verdicts, weather, shared, ends))
        signed = OverSignedRest(trading(venue))
        squads.append(Squad(signed, round(in_flight * _PARTS["PredictStreet REST"]), verdicts, weather))
        listeners: list[tuple[Listener, Any]] = []
        feeds = (
            ("4casters user feed", client.user_feed(most_waiting=100_000), folder / "own"),
            ("4casters price feed", client.price_feed(games=[GAME]), None),
            ("PredictStreet market feed", other.market_feed(books=TOKENS), None),
        )
        for name, feed, path in feeds:
            listener = Listener(name, verdicts, path)
            stack.callback(listener.close)
            opened: Any = await stack.enter_async_context(feed)
            listeners.append((listener, opened))
        storm = cls(venue, verdicts, squads, relay, weather, signed, listeners)
        storm.listeners.append(storm._in_thread(stack, folder))
        storm.own = Listener("PredictStreet user feed", verdicts)
        storm.own_client = other
        await storm._hear_own()
        return storm

    async def _hear_own(self) -> None:
        """Open PredictStreet's user feed: another one in each life of the venue, for the wallet is another one."""
        assert self.own is not None
        assert self.own_client is not None
        while True:
            self.own_feed = self.own_client.user_feed(most_waiting=100_000)
            try:
                await self.own_feed.__aenter__()
            except (NotSent, OutcomeUnknown):
                # A first opening is not tried again by itself, and the venue has a thousand others to answer.
                self.verdicts.counts["PredictStreet user feed: openings that failed"] += 1
            else:
                break
        self.own_hearing = asyncio.create_task(self.own.hear(self.own_feed), name="PredictStreet user feed")

    async def _leave_own(self) -> None:
        if self.own_feed is not None and self.own_hearing is not None:
            await self.own_feed.aclose()
            await self.own_hearing

    def _in_thread(self, stack: AsyncExitStack, folder: Path) -> tuple[Listener, Any]:
        facts = self.venue.facts["fourcasters"]
        client = stack.enter_context(
            Fourcasters(token=TOKEN, base_url=facts["url"], streaming_url=facts["streaming_url"], timeouts=TIMEOUTS, pacing=None)
        )
        listener = Listener("4casters user feed, in a thread", self.verdicts, folder / "own-in-a-thread")
        stack.callback(listener.close)
        feed = client.user_feed(most_waiting=100_000)
        thread = Thread(target=listener.hear_in_thread, args=(feed,), name="soak listener")
        stack.callback(thread.join)
        stack.enter_context(feed)
        thread.start()
        return listener, feed

    async def rage(self, seconds: float, chance: Random) -> None:
        loop = asyncio.get_running_loop()
        names = count(1)
        self.hearing = [asyncio.create_task(listener.hear(feed), name=listener.name) for listener, feed in self.listeners[:-1]]
        members = [
            asyncio.create_task(squad.member(Random(chance.random()), names, self.may_go, lambda: self.is_over), name="member")  # noqa: S311
            for squad in self.squads
            for _ in range(squad.members)
        ]
        began = loop.time()
        until = began + seconds
        if seconds > _SHORT:
            self.verdicts.counts["strikes"] += 5
            self.weather.strikes += 1
            self.weather.is_fair = False
            await self._rehearse(chance)
            self.weather.is_fair = True
        had_long_freeze = False
        while loop.time() < until:
            self.may_go.set()
            rest_at = min(loop.time() + _REST_EVERY, until)
            while loop.time() < rest_at:
                await asyncio.sleep(chance.uniform(0.5, 5.0))
                wants_long = not had_long_freeze and loop.time() > began + seconds / 2 and seconds > _SHORT
                had_long_freeze |= wants_long
                await self._strike(chance, wants_long=wants_long)
            await self._rest(chance, is_warm=loop.time() > began + seconds * _WARM)
            self.weather.is_fair = True
        self.is_over = True
        self.may_go.set()
        await asyncio.gather(*members)
        judge_memory(self.measured, self.verdicts)

    async def settle(self) -> None:
        """Hold what is known, and what was heard, to what the venue has."""
        for listener, feed in self.listeners:
            await listener.settle_live(feed)
        await self._judge_heard()
        if self.own is not None and self.own_feed is not None:
            await self.own.settle_live(self.own_feed)
        await self._leave_own()
        await self._judge_known()
        for name in _PARTS:
            judge_well_known(name, self.verdicts)
        judge_promptness(self.relay.ends[0], self.verdicts)
        await self.signed.client.aclose()
        for _, feed in self.listeners[:-1]:
            await feed.aclose()
        self.listeners[-1][1].close()
        await asyncio.gather(*self.hearing)

    async def _strike(self, chance: Random, *, wants_long: bool) -> None:
        dice = chance.random()
        self.verdicts.counts["commands in flight when something struck, in all"] += sum(len(squad.flights) for squad in self.squads)
        self.verdicts.counts["strikes"] += 1
        self.weather.strikes += 1
        if dice < 0.2 and not wants_long:
            self.verdicts.counts["connections of the orders sockets cut"] += 1
            await self._cut()
            return
        self.weather.is_fair = False
        if dice < 0.6 or wants_long:
            self.verdicts.counts["venue frozen"] += 1
            self.venue.freeze()
            await asyncio.sleep(_LONG_FREEZE if wants_long else chance.choice((chance.uniform(0.05, 1.0), chance.uniform(1.0, 6.0))))
            if chance.random() < 0.2:
                await self._restart(chance, kills=True)
            else:
                self.venue.thaw()
        else:
            await self._restart(chance, kills=chance.random() > _IN_ORDER)
        self.weather.is_fair = True
        self.weather.strikes += 1

    async def _cut(self) -> None:
        self.weather.is_fair = False
        self.relay.cut()
        await asyncio.sleep(1)  # until the relay has done it, whatever else the machine does
        self.weather.strikes += 1
        self.weather.is_fair = True

    async def _rehearse(self, chance: Random) -> None:
        """Let everything strike once that can strike: what a program holds after its worst day, it may hold from then on."""
        self.may_go.set()
        self.venue.freeze()
        await asyncio.sleep(_LONG_FREEZE)
        self.venue.thaw()
        for kills in (True, False):
            await asyncio.sleep(2)
            await self._cut()
            await asyncio.sleep(2)
            await self._restart(chance, kills=kills)
        await self._rest(chance, is_warm=False)

    async def _restart(self, chance: Random, *, kills: bool) -> None:
        self.weather.strikes += 1
        self.weather.is_fair = False
        self.verdicts.counts["venue killed" if kills else "venue stopped in order"] += 1
        await (self.venue.kill() if kills else self.venue.stop())
        await asyncio.sleep(chance.choice((0.0, chance.uniform(0.0, 2.0))))
        shared = Known()
        for squad in self.squads:
            squad.known = Known() if squad.way is self.signed else shared
        for listener, _ in self.listeners:
            listener.forget()
        await self._leave_own()
        await self.venue.start()
        retired, self.signed.client = self.signed.client, trading(self.venue)
        # Its last commands end first, as they do where a client is closed in order.
        self.retiring.append(asyncio.create_task(self._retire(retired, set(self.squads[-1].flights)), name="a client that retires"))
        await self._hear_own()

    async def _retire(self, client: AsyncPredictStreet, flights: set[Flight]) -> None:
        while flights & self.squads[-1].flights:  # noqa: ASYNC110 - nobody is told when a command ends
            await asyncio.sleep(0.05)
        await client.aclose()

    async def _rest(self, chance: Random, *, is_warm: bool) -> None:
        """Have nothing in flight for a moment, and measure memory."""
        self.may_go.clear()
        while any(squad.at_work for squad in self.squads):  # noqa: ASYNC110 - whoever ends one has other things to tell
            await asyncio.sleep(0.05)
        for squad in self.squads:
            if squad.ends is not None:
                squad.ends.forget(math.inf)
        await self._judge_known()
        await self._judge_heard()
        # In a new life of the venue there is nothing to know and nothing to tell: what is measured is what the clients keep.
        await self._restart(chance, kills=True)
        await asyncio.gather(*self.retiring)
        self.retiring.clear()
        if is_warm:
            self.measured.append(await Memory.at_rest())

    async def _judge_heard(self) -> None:
        """Hold what was heard to what the venue has told."""
        messages = await self.venue.messages()
        for listener, _ in self.listeners:
            if "4casters user feed" in listener.name:
                await listener.settle(messages)

    async def _judge_known(self) -> None:
        """Hold what outcomes told to what the venue has, when nothing is in flight."""
        await judge_known(self.venue, "fourcasters", "user_reference", self.squads[0].known, self.verdicts)
        await judge_known(self.venue, "predictstreet", "client_order_id", self.squads[-1].known, self.verdicts)
