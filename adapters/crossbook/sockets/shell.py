"""The shell of every socket: owns the connection, the clock and the waiting. What is to be done, pure objects decide."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import assert_never

from crossbook.connections import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.core.judging import invalid
from crossbook.sockets.channel import Channel, address_of
from crossbook.sockets.driven import Driven
from crossbook.sockets.endings import CLOSED_HERE, Ending, opening_failed
from crossbook.sockets.life import Following, Life, OpeningFailed, Policy, Step
from crossbook.sockets.tunnelling import Proxy
from crossbook.sockets.world import Clock, Timer, Trust, World


class Shell:
    """Opens, keeps alive, reads, reopens and closes connections to one address, and drives a protocol object over them.

    Nothing of it is thread-safe, and all of it belongs to the event loop in which it was opened.
    """

    def __init__(
        self,
        protocol: Driven,
        *,
        venue: str,
        url: str,
        trust: Trust,
        proxy: Proxy | None,
        headers: Callable[[], Mapping[str, str]],
        policy: Policy,
        blot: Callable[[str], str],
        settled: Callable[[], None],
        changed: Callable[[ConnectionChange], None],
        logger: logging.Logger,
        world: World,
    ) -> None:
        self._protocol = protocol
        self._venue = venue
        self._url = url
        self._trust = trust
        self._proxy = proxy
        self._headers = headers
        self._blot = blot
        self._settled = settled
        """Called when the protocol object was told something: it may have something to say now."""
        self._changed = changed
        self._logger = logger
        self._world = world
        self._life = Life(policy)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._clock: Clock | None = None
        self._timer: Timer | None = None
        self._due = 0.0
        self._channel: Channel | None = None
        self._held: dict[Channel, asyncio.Task[None]] = {}
        """The connections that are not gone yet: the one in use, and those that were cut."""
        self._opening: asyncio.Future[None] | None = None
        self._lost: asyncio.Future[ConnectionLost] | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection that can be used."""
        return self._life.is_open

    @property
    def is_over(self) -> bool:
        """Whether there will be no connection any more."""
        return self._life.is_over

    def now(self) -> float:
        """Give the time; 0 before the socket was opened."""
        return 0.0 if self._clock is None else self._clock.time()

    def check_loop(self, operation: str) -> asyncio.AbstractEventLoop:
        """Give the running event loop. Raises InvalidRequest in another one than that in which the socket was opened."""
        running = asyncio.get_running_loop()
        if self._loop is not None and self._loop is not running:
            raise invalid(self._venue, operation, expected="a call in the event loop that opened this socket", found="one in another")
        return running

    async def open(self) -> None:
        """Have the first connection. Raises InvalidRequest where one was had or is not wanted, and what the venue made of it."""
        loop = self.check_loop("connect")
        if not self._life.may_open:
            raise invalid(self._venue, "connect", expected="a socket that was not opened or closed before", found="one that was")
        self._loop = loop
        self._clock = self._world.clock()
        self._opening = opening = loop.create_future()
        self._life.want_open(self.now())
        self._follow()
        try:
            await opening
        except asyncio.CancelledError:
            self._cut()
            if opening.done() and not opening.cancelled():
                opening.exception()  # Looked at, so that nobody is told of an error that nobody waits for.
            await self._all_gone()
            raise
        finally:
            self._opening = None

    async def close(self) -> None:
        """Want no connection any more, and wait until none is left. A cancelled wait cuts what is left at once."""
        self.check_loop("close")
        if not self._life.is_over:
            self._life.want_closed(self.now())
            self._follow()
            self._protocol.receive_eof(CLOSED_HERE.problem)
            self._settled()
        try:
            await self._all_gone()
        except asyncio.CancelledError:
            self._cut()
            raise

    async def wait_lost(self) -> ConnectionLost:
        """Wait until there is no connection, and say why. At once where the last one is lost already."""
        self.check_loop("wait_lost")
        if self._lost is None:
            raise invalid(self._venue, "wait_lost", expected="a socket that was opened", found="one that never was")
        return await asyncio.shield(self._lost)

    def distrust(self, problem: str) -> None:
        """Drop the connection in use, because of what came on it, and do what follows from its loss."""
        self._life.distrust(problem, now=self.now(), luck=self._world.luck())
        self._follow()

    def flush(self) -> None:
        """Send what the protocol object wants sent, if that can be done now; hear what it has to say; watch the clock."""
        channel = self._channel
        if channel is not None and self._life.is_open and channel.can_send:
            for text in self._protocol.data_to_send():
                channel.send(text)
        self._settled()
        self._watch_the_clock()

    # What a channel tells. One that was cut may still say something, which counts no more.

    def channel_opened(self, channel: Channel) -> None:
        if channel is self._channel:
            self._life.connected(self.now())
            self._follow()

    def channel_heard(self, channel: Channel) -> None:
        if channel is self._channel:
            self._life.heard(self.now())

    def channel_text(self, channel: Channel, text: str) -> None:
        if channel is self._channel and self._life.is_open:
            self._protocol.receive_text(text)
            self.flush()

    def channel_writable(self, channel: Channel) -> None:
        if channel is self._channel:
            self.flush()

    def channel_ended(self, channel: Channel, ending: Ending) -> None:
        if channel is self._channel:
            self._channel = None
            self._life.ended(self._shown(ending), now=self.now(), luck=self._world.luck())
            self._follow()

    def _cut(self) -> None:
        self._life.cut()
        self._follow()

    def _follow(self) -> None:
        for following in self._life.following():
            self._do(following)
        self._watch_the_clock()

    def _do(self, following: Following) -> None:
        match following:
            case Step():
                self._step(following)
            case OpeningFailed(ending=ending):
                if self._opening is not None and not self._opening.done():
                    self._opening.set_exception(opening_failed(ending, venue=self._venue))
            case ConnectionOpened():
                self._lost = self._running().create_future()
                self._changed(following)
                self._protocol.receive_open(self.now())
                if self._opening is not None and not self._opening.done():
                    self._opening.set_result(None)
                self.flush()
            case ConnectionLost(problem=problem):
                if self._lost is not None and not self._lost.done():
                    self._lost.set_result(following)
                self._tell_lost(problem, following)
            case ConnectionReopening(problem=problem):
                self._tell_lost(f"{problem}; to be reopened", following)
            case ConnectionGivenUp(problem=problem):
                self._tell_lost(f"{problem}; given up", following)
            case _:
                assert_never(following)

    def _step(self, step: Step) -> None:
        channel = self._channel
        match step:
            case Step.CONNECT:
                self._connect()
            case _ if channel is None:
                pass  # It ended by itself in between.
            case Step.PING:
                channel.ping()
            case Step.CLOSE:
                channel.close()
            case Step.DROP:
                self._channel = None
                channel.abort()
                if not channel.has_transport:
                    self._held[channel].cancel()

    def _tell_lost(self, problem: str, change: ConnectionChange) -> None:
        self._protocol.receive_eof(problem)
        self._settled()
        self._changed(change)

    def _connect(self) -> None:
        channel = Channel(self, url=self._url, headers=self._headers, logger=self._logger)
        self._channel = channel
        task = self._running().create_task(self._hold(channel), name=f"crossbook {self._venue} socket")
        self._held[channel] = task
        task.add_done_callback(lambda _: self._held.pop(channel, None))

    async def _hold(self, channel: Channel) -> None:
        """Connect, and stay until the connection is gone, whatever ends it."""
        try:
            await self._world.dial(address_of(self._url, self._trust, self._proxy), lambda: channel)
            await asyncio.wait((channel.gone,))
        except asyncio.CancelledError:
            channel.end(Ending(problem="the task that held it was cancelled"))
            raise
        except Exception as error:  # noqa: BLE001 - nothing was sent yet, whatever went wrong
            channel.fail(error)
        finally:
            if channel.has_transport and not channel.gone.done():
                channel.abort()
                await asyncio.wait((channel.gone,))

    async def _all_gone(self) -> None:
        while self._held:
            await asyncio.wait([*self._held.values()])

    def _running(self) -> asyncio.AbstractEventLoop:
        return self._loop or asyncio.get_running_loop()

    def _shown(self, ending: Ending) -> Ending:
        body = None if ending.body is None else self._blot(ending.body)
        return Ending(problem=self._blot(ending.problem), code=ending.code, status=ending.status, body=body, retry_after=ending.retry_after)

    def _watch_the_clock(self) -> None:
        """Have a timer that is due no later than the first deadline. An early one costs less than a new one for each message."""
        due, other = self._life.next_deadline, self._protocol.next_deadline
        if due is None or (other is not None and other < due):
            due = other
        if self._timer is not None and (due is None or due < self._due):
            self._timer.cancel()
            self._timer = None
        if self._timer is None and due is not None and self._clock is not None:
            self._due = due
            self._timer = self._clock.call_at(due, self._tick)

    def _tick(self) -> None:
        self._timer = None
        now = self.now()
        self._protocol.receive_time(now)
        self._life.receive_time(now, luck=self._world.luck())
        self._follow()
        self.flush()
