"""The storm: a thousand commands in flight and all feeds running, over a venue that is killed, frozen and started again at random."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, Final

import attrs

from crossbook import ConnectionLost, ConnectionReopening, NotSent, OutcomeUnknown, Timeouts
from crossbook.connections import ConnectionChange
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, Contracts, Environment, LocalSigner, TradingAccount, UserFeed
from soak.commands import GAME, IN_TIME, ONE_OUTCOME, PROMPT, OverRest, OverSignedRest, OverSocket, Squad
from soak.known import Known
from soak.leftovers import descriptors, resident_bytes, threads
from soak.listening import ALL_ONCE, GOES_ON, Listener
from soak.venue_process import API_KEY, TOKEN, TOKENS, VenueProcess
from soak.verdicts import Verdicts, line

KNOWN: Final = "no order rests that its program does not reckon with"
NOTHING_LEFT: Final = "no task, thread or descriptor is left at the end"
MEMORY: Final = "memory grows by less than 1 % after the warm-up"
PROMISES: Final = (ONE_OUTCOME, IN_TIME, PROMPT, KNOWN, GOES_ON, ALL_ONCE, NOTHING_LEFT, MEMORY)

_TIMEOUTS: Final = Timeouts(connect=3, reply=8)
_SOCKETS: Final = 2
_REST_EVERY: Final = 15.0
"""Seconds from one moment of rest, in which nothing is in flight and memory is measured, to the next."""
_WARM: Final = 1 / 3
"""The part of the storm that warms up."""
_MOST_GROWTH: Final = 0.01
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
    async with _fourcasters(venue) as client, _orders_socket(venue, lambda _: None) as socket:
        await client.me()
        await socket.cancel_all_orders()
    async with _trading(venue) as client:
        await client.open_orders()


@attrs.define
class _Storm:
    venue: VenueProcess
    verdicts: Verdicts
    squads: list[Squad]
    signed: OverSignedRest
    listeners: list[tuple[Listener, Any]]
    may_go: asyncio.Event = attrs.Factory(asyncio.Event)
    is_over: bool = False
    measured: list[int] = attrs.Factory(list[int])
    hearing: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    own: Listener | None = None
    own_client: AsyncPredictStreet | None = None
    own_feed: UserFeed | None = None
    own_hearing: asyncio.Task[None] | None = None

    @classmethod
    async def begun(cls, stack: AsyncExitStack, venue: VenueProcess, folder: Path, in_flight: int, verdicts: Verdicts) -> _Storm:
        client = await stack.enter_async_context(_fourcasters(venue))
        other = await stack.enter_async_context(
            AsyncPredictStreet(
                api_key=API_KEY,
                base_url=venue.facts["predictstreet"]["url"],
                websocket_url=_gateway(venue),
                timeouts=_TIMEOUTS,
                pacing=None,
            )
        )
        parts = {"4casters REST": 0.3, "PredictStreet REST": 0.3, "4casters socket": 0.4 / _SOCKETS}
        shared = Known()
        squads = [Squad(OverRest(client), round(in_flight * parts["4casters REST"]), verdicts, shared)]
        for _ in range(_SOCKETS):
            squad = Squad(None, round(in_flight * parts["4casters socket"]), verdicts, shared)  # type: ignore[arg-type] # its way comes next
            squad.way = OverSocket(await stack.enter_async_context(_orders_socket(venue, _loses(squad))))
            squads.append(squad)
        signed = OverSignedRest(_trading(venue))
        squads.append(Squad(signed, round(in_flight * parts["PredictStreet REST"]), verdicts))
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
        storm = cls(venue, verdicts, squads, signed, listeners)
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
            Fourcasters(token=TOKEN, base_url=facts["url"], streaming_url=facts["streaming_url"], timeouts=_TIMEOUTS, pacing=None)
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
        had_long_freeze = False
        while loop.time() < until:
            self.may_go.set()
            rest_at = min(loop.time() + _REST_EVERY, until)
            while loop.time() < rest_at:
                await asyncio.sleep(chance.uniform(0.5, 5.0))
                wants_long = not had_long_freeze and loop.time() > began + seconds / 2 and seconds > 120
                had_long_freeze |= wants_long
                await self._strike(chance, wants_long=wants_long)
            await self._rest(is_warm=loop.time() > began + seconds * _WARM)
        self.is_over = True
        self.may_go.set()
        await asyncio.gather(*members)
        self._judge_memory()

    async def settle(self) -> None:
        """Hold what is known, and what was heard, to what the venue has."""
        messages = await self.venue.messages()
        for listener, feed in self.listeners:
            await listener.settle_live(feed)
            if "4casters user feed" in listener.name:
                await listener.settle(messages)
        if self.own is not None and self.own_feed is not None:
            await self.own.settle_live(self.own_feed)
        await self._leave_own()
        await self._judge_exposure()
        for squad in self.squads:
            if squad.way.name == "4casters socket":
                self.verdicts.figures[f"{squad.way.name}: slowest end after a kill"] = f"{squad.slowest_after_kill * 1000:.0f} ms"
        await self.signed.client.aclose()
        for _, feed in self.listeners[:-1]:
            await feed.aclose()
        self.listeners[-1][1].close()
        await asyncio.gather(*self.hearing)

    async def _strike(self, chance: Random, *, wants_long: bool) -> None:
        dice = chance.random()
        self.verdicts.counts["commands in flight when something struck, in all"] += sum(len(squad.flights) for squad in self.squads)
        self.verdicts.counts["strikes"] += 1
        if dice < 0.5 or wants_long:
            self.verdicts.counts["venue frozen"] += 1
            self.venue.freeze()
            await asyncio.sleep(_LONG_FREEZE if wants_long else chance.choice((chance.uniform(0.05, 1.0), chance.uniform(1.0, 6.0))))
            if chance.random() < 0.2:
                await self._restart(chance, frozen=True)
            else:
                self.venue.thaw()
        else:
            await self._restart(chance, frozen=False)

    async def _restart(self, chance: Random, *, frozen: bool) -> None:
        if not frozen and chance.random() < 0.25:
            self.verdicts.counts["venue stopped in order"] += 1
            await self.venue.stop()
        else:
            self.verdicts.counts["venue killed"] += 1
            for squad in self.squads:
                squad.strike()
            await self.venue.kill()
        await asyncio.sleep(chance.choice((0.0, chance.uniform(0.0, 2.0))))
        shared = Known()
        for squad in self.squads:
            squad.known = Known() if squad.way is self.signed else shared
        for listener, _ in self.listeners:
            listener.forget()
        await self._leave_own()
        await self.venue.start()
        retired, self.signed.client = self.signed.client, _trading(self.venue)
        await retired.aclose()
        await self._hear_own()

    async def _rest(self, *, is_warm: bool) -> None:
        """Have nothing in flight for a moment, and measure memory."""
        self.may_go.clear()
        while any(squad.flights for squad in self.squads):  # noqa: ASYNC110 - whoever ends one has other things to tell
            await asyncio.sleep(0.05)
        if is_warm:
            self.measured.append(resident_bytes())

    def _judge_memory(self) -> None:
        if len(self.measured) < 2:
            return
        half = len(self.measured) // 2
        early, late = statistics.median(self.measured[:half]), statistics.median(self.measured[-half:])
        growth = late / early - 1
        self.verdicts.figures["memory, MB, after the warm-up and at the end"] = f"{early / 1e6:.1f} {late / 1e6:.1f}"
        self.verdicts.figures["memory, growth"] = f"{growth:+.2%}"
        line("memory at rest, MB: " + " ".join(f"{each / 1e6:.1f}" for each in self.measured))
        if growth >= _MOST_GROWTH:
            self.verdicts.breach(MEMORY, f"{growth:+.2%} in {len(self.measured)} measures")

    async def _judge_exposure(self) -> None:
        for venue, reference, known in (
            ("fourcasters", "user_reference", self.squads[0].known),
            ("predictstreet", "client_order_id", self.squads[-1].known),
        ):
            resting = await self.venue.control(f"{venue}/open_order_ids")
            self.verdicts.counts[f"{venue}: orders that rest at the end"] = len(resting)
            for order_id in resting:
                order = await self.venue.control(f"{venue}/order", order_id=order_id)
                if not known.may_rest(order_id, order[reference]):
                    self.verdicts.breach(KNOWN, f"{order}")


def _fourcasters(venue: VenueProcess) -> AsyncFourcasters:
    facts = venue.facts["fourcasters"]
    return AsyncFourcasters(token=TOKEN, base_url=facts["url"], streaming_url=facts["streaming_url"], timeouts=_TIMEOUTS, pacing=None)


def _orders_socket(venue: VenueProcess, on_change: Callable[[ConnectionChange], None]) -> OrdersSocket:
    url = venue.facts["fourcasters"]["orders_socket_url"]
    return OrdersSocket(token=TOKEN, url=url, timeouts=_TIMEOUTS, reopen=True, on_change=on_change)


def _loses(squad: Squad) -> Callable[[ConnectionChange], None]:
    def changed(change: ConnectionChange) -> None:
        if isinstance(change, ConnectionLost | ConnectionReopening):
            squad.verdicts.counts["4casters socket: connections lost"] += isinstance(change, ConnectionLost)
            squad.lose()

    return changed


def _trading(venue: VenueProcess) -> AsyncPredictStreet:
    facts = venue.facts["predictstreet"]
    contracts = Contracts(exchange=facts["contracts"]["exchange"], neg_risk_exchange=facts["contracts"]["neg_risk_exchange"])
    here = Environment(
        name="sandbox", rest_url=facts["url"], websocket_url=_gateway(venue), rpc_url=facts["rpc_url"], chain_id=facts["chain_id"]
    )
    account = TradingAccount(environment=here, contracts=contracts, wallet=facts["wallet"], vault=facts["vault"])
    return AsyncPredictStreet(api_key=API_KEY, account=account, signer=LocalSigner(facts["private_key"]), timeouts=_TIMEOUTS, pacing=None)


def _gateway(venue: VenueProcess) -> str:
    return str(venue.facts["predictstreet"]["market_socket_url"]).removesuffix("/ws/market")
