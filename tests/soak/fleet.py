"""Who is out in the storm: a thousand commands in flight, all feeds, and the clients that they go through."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from threading import Thread
from typing import Any, Final, Self

import attrs

from crossbook import NotSent, OutcomeUnknown
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, UserFeed
from soak.clients import TIMEOUTS, fourcasters, gateway, orders_socket, trading
from soak.commands import GAME, OverRest, OverSignedRest, OverSocket, Squad, Weather
from soak.judging import judge_known
from soak.known import Known
from soak.listening import Listener
from soak.losses import Ends, Flight, RelayProcess, Spread
from soak.venue import API_KEY, TOKEN, TOKENS
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts

PARTS: Final = {"4casters REST": 0.15, "4casters socket": 0.75, "PredictStreet REST": 0.1}
"""Of the commands in flight. A PredictStreet order costs the sandbox a signature, so that more of them would only wait for each other."""
_SOCKETS: Final = 4
_BUSY: Final = 0.9
"""The part of the commands from which on as many are in flight as there should be: somebody always looks at what came back."""
_BUSY_WITHIN: Final = 45.0
"""Seconds. A socket that lost many connections in a row waits for up to 30 before it opens the next."""


@attrs.define
class Fleet:
    """Everything that listens to the venue and sends it commands."""

    venue: VenueProcess
    verdicts: Verdicts
    squads: list[Squad]
    relay: RelayProcess
    weather: Weather
    signed: OverSignedRest
    listeners: list[tuple[Listener, Any]]
    hearing: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    retiring: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    own: Listener | None = None
    own_client: AsyncPredictStreet | None = None
    own_feed: UserFeed | None = None
    own_hearing: asyncio.Task[None] | None = None

    @property
    def in_flight(self) -> int:
        """How many commands are in flight."""
        return sum(len(squad.flights) for squad in self.squads)

    @property
    def at_work(self) -> bool:
        """Whether there is a command that nobody has seen the end of."""
        return any(squad.at_work for squad in self.squads)

    @classmethod
    async def begun(cls, stack: AsyncExitStack, venue: VenueProcess, folder: Path, in_flight: int, verdicts: Verdicts) -> Self:
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
        squads = [Squad(OverRest(client), round(in_flight * PARTS["4casters REST"]), verdicts, weather, shared)]
        took, took_in_all = Spread(), Spread()
        for way, port in enumerate(relay.ports):
            url = venue.facts["fourcasters"]["orders_socket_url"].replace(f":{venue.fourcasters_port}", f":{port}")
            socket = OverSocket(await stack.enter_async_context(orders_socket(url)))
            ends = Ends(way, verdicts, took, took_in_all)
            relay.ends.append(ends)
            squads.append(Squad(socket, round(in_flight * PARTS["4casters socket"] / _SOCKETS), verdicts, weather, shared, ends))
        signed = OverSignedRest(trading(venue))
        squads.append(Squad(signed, round(in_flight * PARTS["PredictStreet REST"]), verdicts, weather))
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
        fleet = cls(venue, verdicts, squads, relay, weather, signed, listeners)
        fleet.listeners.append(fleet._in_thread(stack, folder))
        fleet.own = Listener("PredictStreet user feed", verdicts)
        fleet.own_client = other
        await fleet._hear_own()
        fleet.hearing = [asyncio.create_task(listener.hear(feed), name=listener.name) for listener, feed in listeners[:-1]]
        return fleet

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

    async def busy(self) -> None:
        """Wait until all are at it again: what strikes is to find a thousand commands in flight."""
        loop = asyncio.get_running_loop()
        until, wanted = loop.time() + _BUSY_WITHIN, _BUSY * sum(squad.members for squad in self.squads)
        while self.in_flight < wanted and loop.time() < until:  # noqa: ASYNC110 - nobody is told who is in flight
            await asyncio.sleep(0.05)

    async def meet_another_venue(self) -> None:
        """Go on with the venue in its new life, in which it knows nothing of what was before."""
        retired, self.signed.client = self.signed.client, trading(self.venue)
        # Its last commands end first, as they do where a client is closed in order.
        self.retiring.append(asyncio.create_task(self._retire(retired, set(self.squads[-1].flights)), name="a client that retires"))
        await self._hear_own()

    async def forget(self) -> None:
        """Know nothing any more of a venue that is gone."""
        shared = Known()
        for squad in self.squads:
            squad.known = Known() if squad.way is self.signed else shared
        for listener, _ in self.listeners:
            listener.forget()
        await self._leave_own()

    async def settle(self) -> None:
        """Hold what is known, and what was heard, to what the venue has. Nothing is in flight."""
        messages = await self.venue.messages()
        for listener, _ in self.listeners:
            if "4casters user feed" in listener.name:
                await listener.settle(messages)
        await judge_known(self.venue, "fourcasters", "user_reference", self.squads[0].known, self.verdicts)
        await judge_known(self.venue, "predictstreet", "client_order_id", self.squads[-1].known, self.verdicts)

    async def go_home(self) -> None:
        """Be live everywhere once more, and end."""
        for listener, feed in self.listeners:
            await listener.settle_live(feed)
        if self.own is not None and self.own_feed is not None:
            await self.own.settle_live(self.own_feed)
        await self._leave_own()
        await self.settle()
        await self.signed.client.aclose()
        for _, feed in self.listeners[:-1]:
            await feed.aclose()
        self.listeners[-1][1].close()
        await asyncio.gather(*self.hearing)

    async def _retire(self, client: AsyncPredictStreet, flights: set[Flight]) -> None:
        while flights & self.squads[-1].flights:  # noqa: ASYNC110 - nobody is told when a command ends
            await asyncio.sleep(0.05)
        await client.aclose()
