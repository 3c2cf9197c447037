"""What must hold of every connection, whatever happens to it; each law runs real clients over a network that is not there.

After anything that can go wrong: the client works and gets its own reply, nothing that was left unread is used, nothing stays
open, and what is said about the call that went wrong is true.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias

from fake_channels import FakeAsyncNetwork, FakeNetwork, VirtualLoop
from fake_network import END, Asked, Piece, World
from interrupts import stopped_at

from crossbook import NoReply, NotSent, OutcomeUnknown, Pacing, Retry, Timeouts
from crossbook.core.redaction import Secret
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.async_client import AsyncClient
from crossbook.http.client import SyncClient
from crossbook.http.settings import LARGEST_REPLY, Settings, checked
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters.rest import CancelReply, CancelResult, cancel, logout
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS
from crossbook_bindings.runtime import Request

HOST = "venue.test"
TIMES = Timeouts(connect=5, reply=10)
OURS = ("crossbook/http/", "/h11/")
"""Where interrupts strike."""

MakeWorld: TypeAlias = Callable[..., World]


def order(number: int) -> str:
    return f"65b036dfb31407c2{number:08x}"


def reply(order_id: str, status: str = "200 OK") -> bytes:
    body = json.dumps({"data": {"success": True, "sessionID": order_id}}).encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def own_reply(asked: Asked) -> Sequence[Piece]:
    """What a venue that works says: it names the order it was asked about."""
    return [Piece(reply(asked.json["sessionID"]))]


def about(number: int) -> Request[Venue, CancelReply, CancelResult]:
    return cancel(sessionID=order(number))


def settings_for(world: World, timeouts: Timeouts = TIMES, retry: Retry | None = None, pacing: Pacing | None = None) -> Settings:
    return checked(
        venue="fourcasters",
        base_url=Secret(f"http://{HOST}" if world.tls is None else f"https://{HOST}"),
        credentials=TokenCredentials(Secret("token")),
        timeouts=timeouts,
        retry=retry,
        pacing=pacing,
        buckets=BUCKETS,
        proxy=None,
        insecure_hosts=[HOST],
        ca_file=world.ca_file,
        largest_reply=LARGEST_REPLY,
    )


class Sync:
    """A synchronous client in a world."""

    def __init__(self, world: World, timeouts: Timeouts = TIMES, retry: Retry | None = None, pacing: Pacing | None = None) -> None:
        self.world = world
        self.client: SyncClient[Venue] = SyncClient(settings_for(world, timeouts, retry, pacing), FakeNetwork(world))

    def cancel(self, number: int, *, deadline: float = 30.0) -> str | None:
        """Cancel an order, and give the name of the one that the reply is about."""
        return self.client.send(about(number), deadline=deadline).data.sessionID

    def cancel_all(self) -> None:
        """Send a command that may never be sent twice."""
        self.client.send(logout())

    def close(self) -> None:
        self.client.close()


class Async:
    """An asynchronous client in a world, with a loop whose time is the world's."""

    def __init__(self, world: World, timeouts: Timeouts = TIMES, retry: Retry | None = None, pacing: Pacing | None = None) -> None:
        self.world = world
        self.loop = VirtualLoop(world)
        self.client: AsyncClient[Venue] = AsyncClient(settings_for(world, timeouts, retry, pacing), FakeAsyncNetwork(world))

    def cancel(self, number: int, *, deadline: float = 30.0) -> str | None:
        return self.loop.run_until_complete(self.client.send(about(number), deadline=deadline)).data.sessionID

    def cancel_all(self) -> None:
        """Send a command that may never be sent twice."""
        self.loop.run_until_complete(self.client.send(logout()))

    def close(self) -> None:
        self.loop.run_until_complete(self._closed())
        self.loop.close()

    async def _closed(self) -> None:
        await self.client.aclose()
        for _ in range(5):  # What was given up ends within a few turns.
            await asyncio.sleep(0)


Side: TypeAlias = Sync | Async


@contextmanager
def open_in(
    world: World, kind: type[Sync | Async], timeouts: Timeouts = TIMES, retry: Retry | None = None, pacing: Pacing | None = None
) -> Generator[Side]:
    """Open a client; at the end, look whether anything was left open, or asked where something lay unread."""
    side = kind(world, timeouts, retry, pacing)
    try:
        yield side
    finally:
        side.close()
    assert world.violations == []
    assert world.open_descriptors == 0, f"{world.open_descriptors} connections were left open"


def works(side: Side, number: int) -> None:
    """Check that a client gets its own reply."""
    assert side.cancel(number) == order(number), "a reply was taken that was another's"


def told_truly(error: BaseException, world: World, begun: int) -> None:
    """Check what a stopped call says of itself: whether anything of its request may have arrived."""
    notes = getattr(error, "__notes__", [])
    arrived = world.requests_begun > begun
    if "no request was sent" in notes:
        assert not arrived, "a request was said not to have been sent, and was"
    elif not any("may have arrived" in note for note in notes):
        # Stopped before anything was prepared, or after everything was over.
        answered = len(world.asked) > begun
        assert not arrived or answered, "a request was sent, and nothing was said about it"


def failed_truly(error: Exception, world: World, begun: int) -> None:
    """Check that an error says whether the venue may have acted."""
    assert isinstance(error, NotSent | OutcomeUnknown), repr(error)
    assert isinstance(error, OutcomeUnknown) == (world.requests_begun > begun), repr(error)


# -------------------------------------------------------------------------------------------------------------- the laws


def interrupted_at_every_step(
    make: MakeWorld, *, warm: bool, every: int = 1, places: tuple[str, ...] = OURS, pacing: Callable[[], Pacing] | None = None
) -> int:
    """Interrupt a call at its steps in some files, at one of `every` so many. Gives how many steps there are."""
    point = 1
    while True:
        world = make(seed=point)
        with open_in(world, Sync, pacing=None if pacing is None else pacing()) as side:
            if warm:
                works(side, 1)
            begun, client, request = world.requests_begun, side.client, about(2)
            stopped = stopped_at(point, partial(_sent, client, request), *places)
            if stopped.error is None:
                assert stopped.result == order(2)
                return stopped.steps
            assert stopped.was_interrupted, f"the interrupt became {stopped.error!r}"
            told_truly(stopped.error, world, begun)
            del stopped
            works(side, 3)
            works(side, 4)
        point += every


def _sent(client: Any, request: Any) -> object:
    return client.send(request).data.sessionID


def cancelled_at_every_wait(make: MakeWorld, *, warm: bool, again: bool = False, tick: float = 0.0, every: int = 1) -> int:
    """Cancel a task after each turn of the loop, or one of `every` so many, until one gets through. Gives how many turns there were.

    `tick` is how many seconds pass with each turn, where the way takes time.
    """
    turns = 0
    while True:
        world = make(seed=turns)
        world.grain = 20 if world.tls is None else 60
        with open_in(world, Async) as side:
            assert isinstance(side, Async)
            if side.loop.run_until_complete(_cancelled_after(side, turns, warm=warm, again=again, tick=tick)):
                return turns
        assert world.dropped == 0, "a connection was let go of without being closed"
        turns += every


async def _cancelled_after(side: Async, turns: int, *, warm: bool, again: bool, tick: float) -> bool:
    if warm:
        assert (await side.client.send(about(1))).data.sessionID == order(1)
    begun = side.world.requests_begun
    task = asyncio.create_task(side.client.send(about(2)))
    for _ in range(turns):
        await asyncio.sleep(tick)
    through = task.done()
    task.cancel()
    if again:  # A caller that is in a hurry cancels twice.
        await asyncio.sleep(0)
        task.cancel()
    try:
        assert (await task).data.sessionID == order(2)
    except asyncio.CancelledError as error:
        told_truly(error, side.world, begun)
    for number in (3, 4):
        assert (await side.client.send(about(number))).data.sessionID == order(number)
    return through


def given_up_at_every_moment(make: MakeWorld, kind: type[Sync | Async], seconds: float, every: float) -> int:
    """Let time run out after each moment of a slow reply. Gives how often it did."""
    given_up, moment = 0, every
    while moment < seconds:
        world = make(seed=given_up)
        with open_in(world, kind, Timeouts(connect=moment, reply=moment)) as side:
            begun = world.requests_begun
            try:
                works(side, 1)
            except (NotSent, OutcomeUnknown) as error:
                given_up += 1
                failed_truly(error, world, begun)
            world.answer = own_reply
            world.look_up_seconds = 0.0
            world.manners = {}
            world.now += 100  # What was frozen thaws: all that was held back comes now.
            works(side, 2)
            works(side, 3)
        moment += every
    return given_up


def nothing_left_over_is_used(make: MakeWorld, kind: type[Sync | Async], left: Sequence[Piece], pause: float) -> None:
    """Have something left over behind each reply; every call still gets its own, or none."""

    def answer(asked: Asked) -> Sequence[Piece]:
        return [*own_reply(asked), *left]

    for seed in range(5):
        world = make(seed=seed)
        world.answer = answer
        with open_in(world, kind) as side:
            # After a few such ends no connection is kept any more, and nothing is left over.
            for number in range(3):
                works(side, number)
                world.now += pause


def cut_off_at_every_byte(make: MakeWorld, kind: type[Sync | Async], raw: bytes, *, warm: bool, every: int = 1) -> None:
    """End the connection after each byte of a reply: that is no reply, and the next call gets its own."""
    for kept in range(0, len(raw), every):
        world = make(seed=kept)
        with open_in(world, kind) as side:
            if warm:
                works(side, 1)
            world.answer = partial(_cut_off, raw[:kept])
            begun = world.requests_begun
            try:
                side.cancel(2)
            except NoReply as error:
                failed_truly(error, world, begun)
            else:
                raise AssertionError(f"{kept} of {len(raw)} bytes passed for a reply")
            world.answer = own_reply
            works(side, 3)
            works(side, 4)


def _cut_off(raw: bytes, _: Asked) -> Sequence[Piece]:
    return [Piece(raw), Piece(END)] if raw else [Piece(END)]
