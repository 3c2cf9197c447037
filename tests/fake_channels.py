"""The shells' ends of a network without sockets: channels, networks and a loop, for both kinds of client."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from fake_network import Wire, World

from crossbook.http.protocol.steps import Fault, OutOfTime
from crossbook.http.resolving import Address


class End:
    """This end of a connection. It alone holds the descriptor."""

    def __init__(self, world: World) -> None:
        self._descriptor = world.opened()
        self.wire = Wire(world)

    def write(self, data: memoryview) -> int:
        assert self._descriptor.is_open, "something was sent on a connection that is closed"
        return self.wire.send(data)

    def read(self) -> bytes:
        assert self._descriptor.is_open, "something was read from a connection that is closed"
        return self.wire.take()

    def glance(self) -> bytes | None:
        return self.read() if self.wire.has_unread() else None

    def close(self) -> None:
        if self._descriptor.is_open:
            self._descriptor.is_open = False
            self.wire.world.closed += 1


class FakeChannel(End):
    """The synchronous end."""

    def __init__(self, world: World, address: Address) -> None:
        manner = world.manners.get(address[1], 0.0)
        self.settles_at = world.now if isinstance(manner, OSError) else world.now + manner
        self._failure = manner if isinstance(manner, OSError) else None
        super().__init__(world)

    def fileno(self) -> int:
        return self.wire.number

    def failure(self) -> OSError | None:
        return self._failure

    def send(self, data: memoryview, until: float) -> int:
        if self.wire.world.now >= until:
            raise OutOfTime("no time was left")
        return self.write(data)

    def receive(self, until: float) -> bytes:
        world = self.wire.world
        if self.wire.due >= until:
            world.now = max(world.now, until)
            raise OutOfTime("nothing more came")
        world.now = max(world.now, self.wire.due)
        return self.read()


class FakeNetwork:
    """The network of the synchronous shell."""

    def __init__(self, world: World) -> None:
        self.world = world

    def now(self) -> float:
        return self.world.now

    def pause_until(self, moment: float) -> None:
        self.world.now = max(self.world.now, moment)

    def luck(self) -> float:
        return self.world.chance.random()

    def process(self) -> int:
        return self.world.process_id

    def look_up(self, host: str, port: int, until: float) -> Sequence[Address]:
        self.world.now += self.world.look_up_seconds
        if self.world.now >= until:
            self.world.now = until
            raise OutOfTime("the look-up took too long")
        if not self.world.addresses:
            raise Fault(f"could not look {host} up")
        return self.world.addresses

    def begin(self, address: Address) -> FakeChannel:
        return FakeChannel(self.world, address)

    def settled(self, channels: Sequence[Any], until: float) -> Any:
        first = min(channels, key=lambda channel: channel.settles_at)
        if first.settles_at > until:
            self.world.now = max(self.world.now, until)
            return None
        self.world.now = max(self.world.now, first.settles_at)
        return first


class FakeAsyncChannel(End):
    """The asynchronous end."""

    def send_now(self, data: memoryview) -> int:
        return self.write(data)

    async def send_rest(self, data: memoryview) -> None:
        while data:
            await asyncio.sleep(0)
            data = data[self.write(data) :]

    async def receive(self) -> bytes:
        # One exchange at a time: what will come is known already, or nothing will.
        await asyncio.sleep(max(min(self.wire.due - self.wire.world.now, 1e6), 0.0))
        return self.read()


class FakeAsyncNetwork:
    """The network of the asynchronous shell."""

    def __init__(self, world: World) -> None:
        self.world = world

    def luck(self) -> float:
        return self.world.chance.random()

    def process(self) -> int:
        return self.world.process_id

    async def look_up(self, host: str, port: int) -> Sequence[Address]:
        await asyncio.sleep(self.world.look_up_seconds)
        if not self.world.addresses:
            raise Fault(f"could not look {host} up")
        return self.world.addresses

    async def connect(self, address: Address) -> FakeAsyncChannel:
        manner = self.world.manners.get(address[1], 0.0)
        if isinstance(manner, OSError):
            await asyncio.sleep(0)
            raise manner
        channel = FakeAsyncChannel(self.world)
        try:
            await asyncio.sleep(min(manner, 1e6))
        except BaseException:
            channel.close()
            raise
        return channel


class VirtualLoop(asyncio.BaseEventLoop):
    """An event loop without a selector: where it would wait, time passes at once."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self._selector = self

    def time(self) -> float:
        return self._world.now

    def select(self, timeout: float | None) -> list[object]:
        assert timeout is not None, "everything waits for something that never comes"
        self._world.now += timeout
        return []

    def _process_events(self, event_list: list[object]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nothing waits outside of this thread."""
