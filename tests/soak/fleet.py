"""Who is out in the storm: a thousand commands in flight, the clients that they go through, and all feeds, in a process of their own."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Final, Self

import attrs

from crossbook.predictstreet import AsyncPredictStreet
from soak.clients import fourcasters, orders_socket, trading
from soak.commands import OverRest, OverSignedRest, OverSocket, Squad, Weather
from soak.judging import judge_known
from soak.known import Known
from soak.listeners_process import ListenersProcess
from soak.losses import Ends, Flight, RelayProcess, Spread
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
    listeners: ListenersProcess
    retiring: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])

    @property
    def in_flight(self) -> int:
        """How many commands are in flight."""
        return sum(len(squad.flights) for squad in self.squads)

    @property
    def at_work(self) -> bool:
        """Whether there is a command that nobody has seen the end of."""
        return any(squad.at_work for squad in self.squads)

    @classmethod
    async def begun(cls, stack: AsyncExitStack, venue: VenueProcess, in_flight: int, verdicts: Verdicts) -> Self:
        client = await stack.enter_async_context(fourcasters(venue.facts))
        relay = await stack.enter_async_context(RelayProcess(venue.fourcasters_port, _SOCKETS))
        shared, weather = Known(), Weather()
        squads = [Squad(OverRest(client), round(in_flight * PARTS["4casters REST"]), verdicts, weather, shared, takes_turns=True)]
        took, took_in_all = Spread(), Spread()
        for way, port in enumerate(relay.ports):
            url = venue.facts["fourcasters"]["orders_socket_url"].replace(f":{venue.fourcasters_port}", f":{port}")
            socket = OverSocket(await stack.enter_async_context(orders_socket(url)))
            ends = Ends(way, verdicts, took, took_in_all)
            relay.ends.append(ends)
            squads.append(Squad(socket, round(in_flight * PARTS["4casters socket"] / _SOCKETS), verdicts, weather, shared, ends))
        signed = OverSignedRest(trading(venue.facts))
        squads.append(Squad(signed, round(in_flight * PARTS["PredictStreet REST"]), verdicts, weather, takes_turns=True))
        listeners = await stack.enter_async_context(ListenersProcess(venue, verdicts))
        return cls(venue, verdicts, squads, relay, weather, signed, listeners)

    async def busy(self) -> None:
        """Wait until all are at it again: what strikes is to find a thousand commands in flight."""
        loop = asyncio.get_running_loop()
        until, wanted = loop.time() + _BUSY_WITHIN, _BUSY * sum(squad.members for squad in self.squads)
        while self.in_flight < wanted and loop.time() < until:  # noqa: ASYNC110 - nobody is told who is in flight
            await asyncio.sleep(0.05)

    async def meet_another_venue(self) -> None:
        """Go on with the venue in its new life, in which it knows nothing of what was before."""
        retired, self.signed.client = self.signed.client, trading(self.venue.facts)
        # Its last commands end first, as they do where a client is closed in order.
        self.retiring.append(asyncio.create_task(self._retire(retired, set(self.squads[-1].flights)), name="a client that retires"))
        await self.listeners.hear_own()

    async def forget(self) -> None:
        """Know nothing any more of a venue that is gone."""
        shared = Known()
        for squad in self.squads:
            squad.known = Known() if squad.way is self.signed else shared
        await self.listeners.forget()

    async def settle(self) -> None:
        """Hold what is known, and what was heard, to what the venue has. Nothing is in flight."""
        await self.listeners.settle()
        await self._judge_known()

    async def _judge_known(self) -> None:
        await judge_known(self.venue, "fourcasters", "user_reference", self.squads[0].known, self.verdicts)
        await judge_known(self.venue, "predictstreet", "client_order_id", self.squads[-1].known, self.verdicts)

    async def go_home(self) -> None:
        """Be live everywhere once more, and end."""
        await self.listeners.go_home()
        await self._judge_known()
        await self.signed.client.aclose()

    async def _retire(self, client: AsyncPredictStreet, flights: set[Flight]) -> None:
        while flights & self.squads[-1].flights:  # noqa: ASYNC110 - nobody is told when a command ends
            await asyncio.sleep(0.05)
        await client.aclose()
