"""Limits that Redis keeps for several processes and hosts. A shell: it asks within a bound, and decides nothing."""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
import time
from collections import deque
from collections.abc import Iterable
from itertools import count
from os import PathLike, fspath
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final
from weakref import WeakKeyDictionary

from crossbook.core.checks import private_hosts
from crossbook.core.redaction import Secret, guarded_logger
from crossbook.core.rulings import Keeper, Question, Ruling, Silence
from crossbook.storage.links import CONNECTING, AsyncLink, Exchange, Failed, Link, is_over, words
from crossbook.storage.places import place
from crossbook.storage.script import keys

LOG: Final = guarded_logger("crossbook.pacing")
SCRIPT: Final = Path(__file__).with_name("admit.lua").read_text(encoding="utf-8")

_MOST_IDLE: Final = 32
_LONGEST_NAME: Final = 200
_LATE_ROUNDS: Final = 3
"""Rounds of a busy event loop in which an answer that is there already may still be read."""


class RedisLimits(Keeper):
    """One budget for everybody who is told the same Redis, account and address: give it as `Pacing(shared=...)`.

    Leave to send is asked of Redis for all limits of a request at once, by Redis' own clock; a part is kept for cancels as in
    `Pacing`. Where Redis does not answer within `slowest`, or not sensibly, each process goes on with an equal share of every limit,
    as if all of them had just been used up, says so once in the log (`crossbook.pacing`, WARNING), and asks again after at most 2
    seconds. When Redis is there again, or has lost what it knew, all go on with their shares for 2.5 seconds more.

    Needs the extra `redis`. May be shared by clients, threads, event loops and both venues. `close` and `aclose` of a client close the
    connections that nobody is using.
    """

    # A traceback with local variables shows one that could not be made, too.
    _shown: str = "RedisLimits()"

    def __init__(
        self,
        url: str,
        *,
        account: str,
        address: str,
        processes: int,
        slowest: float = 0.05,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
    ) -> None:
        """Say where limits are kept, and whose they are. Nothing is connected before the first request.

        Args:
            url: rediss://user:password@host:port/database, or redis:// to loopback. The password is never shown.
            account: a name for the account at the venue, the same wherever it is used: limits per account are counted under it.
            address: a name for the IP address that the venue sees, the same for everything behind it: limits per address are
                counted under it.
            processes: among how many each limit is divided while Redis does not answer: at least as many as send at once.
            slowest: seconds after which an answer is not waited for any more.
            insecure_hosts: private hosts to which redis:// is allowed: everything, the password too, goes there in clear.
            ca_file: a PEM file with the CA certificates to trust for rediss://, and no others; None for Mozilla's list.

        Raises ValueError for anything that cannot be used.
        """
        secret = Secret(url)
        del url  # An error below must not find it among the local variables.
        self._place = place(secret, private_hosts(insecure_hosts, venue="redis"))
        self.account: Final = _name(account, "account")
        """Under which name limits per account are counted."""
        self.address: Final = _name(address, "address")
        """Under which name limits per address are counted."""
        if type(processes) is not int or processes < 1:
            raise ValueError(f"processes: expected a whole number of 1 or more, found {processes!r}")
        if type(slowest) not in (int, float) or not 0 < slowest <= 1:
            raise ValueError(f"slowest: expected seconds above 0, at most 1, found {slowest!r}")
        self._processes = processes
        self._slowest = float(slowest)
        self._ca_file = None if ca_file is None else _certificates(ca_file)
        self._nonces = count(1)
        self._idle: dict[int, deque[Link]] = {}
        self._idle_async = WeakKeyDictionary[asyncio.AbstractEventLoop, deque[AsyncLink]]()
        self._connecting = WeakKeyDictionary[asyncio.AbstractEventLoop, set[asyncio.Task[str | None]]]()
        self._is_silent = False
        self._shown = f"RedisLimits({self._place.shown!r}, account={account!r}, address={address!r}, processes={processes!r})"

    @property
    def processes(self) -> int:
        """Among how many each limit is divided while Redis does not answer."""
        return self._processes

    @property
    def slowest(self) -> float:
        """Seconds after which an answer is not waited for any more."""
        return self._slowest

    def __repr__(self) -> str:
        return self._shown

    def ask(self, question: Question) -> Ruling | Silence:
        until = time.monotonic() + self._slowest
        exchange = self._exchange(question)
        idle = self._idle_here()
        while True:
            try:
                link = idle.pop()
            except IndexError:
                problem = self._connected(idle, until)
                if problem is not None:
                    return self._silent(problem)
                continue
            try:
                ruling = link.answer(exchange, lambda: until - time.monotonic())
            except Failed as error:
                # One that lay ready may have ended long ago.
                if is_over(error) and not link.is_new and time.monotonic() < until:
                    continue
                return self._silent(words(error))
            if len(idle) < _MOST_IDLE:
                idle.append(link)
            else:
                link.close()
            return self._told(ruling)

    async def ask_async(self, question: Question) -> Ruling | Silence:
        task = asyncio.get_running_loop().create_task(self._asked(self._exchange(question)))
        try:
            await asyncio.wait((task,), timeout=self._slowest)
            for _ in range(_LATE_ROUNDS):
                if not task.done():
                    await asyncio.sleep(0)
        finally:
            if not task.done():
                task.cancel()
        found = task.result() if task.done() else "no answer in time"
        return self._silent(found) if isinstance(found, str) else self._told(found)

    def close(self) -> None:
        idle = self._idle_here()
        while idle:
            idle.pop().close()

    async def aclose(self) -> None:
        loop = asyncio.get_running_loop()
        for task in self._connecting.pop(loop, ()):
            task.cancel()
        for link in self._idle_async.pop(loop, ()):
            await link.close()
        await asyncio.sleep(0)

    def _exchange(self, question: Question) -> Exchange:
        return Exchange(SCRIPT, keys(question.venue, self.account, self.address), question, str(next(self._nonces)))

    def _idle_here(self) -> deque[Link]:
        # A child of this process does not speak on its parent's connections.
        return self._idle.setdefault(os.getpid(), deque())

    def _connected(self, idle: deque[Link], until: float) -> str | None:
        """Have one connection more; say what is wrong where there is none in time. Looking a host up cannot be stopped otherwise."""
        made = SimpleQueue[str | None]()

        def connect() -> None:
            link = Link(self._place, self._certificates(), self._slowest)
            try:
                link.connect()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is for who waits
                made.put(words(error))
            else:
                idle.append(link)
                made.put(None)

        threading.Thread(target=connect, daemon=True, name="crossbook-redis").start()
        try:
            return made.get(timeout=max(until - time.monotonic(), 0.0))
        except Empty:
            return "no connection in time"

    async def _asked(self, exchange: Exchange) -> Ruling | str:
        loop = asyncio.get_running_loop()
        idle = self._idle_async.setdefault(loop, deque())
        while True:
            if not idle:
                task = loop.create_task(self._connected_async(idle))
                tasks = self._connecting.setdefault(loop, set())
                tasks.add(task)
                task.add_done_callback(tasks.discard)
                problem = await asyncio.shield(task)
                if problem is not None:
                    return problem
                continue
            link = idle.pop()
            try:
                ruling = await link.answer(exchange)
            except Failed as error:
                if is_over(error) and not link.is_new:
                    continue
                return words(error)
            if len(idle) < _MOST_IDLE:
                idle.append(link)
            else:
                await link.close()
            return ruling

    async def _connected_async(self, idle: deque[AsyncLink]) -> str | None:
        link = AsyncLink(self._place, self._certificates(), self._slowest)
        try:
            async with asyncio.timeout(CONNECTING):
                await link.connect()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is for who waits
            return words(error)
        idle.append(link)
        return None

    def _certificates(self) -> str:
        if self._ca_file is None:
            import certifi  # noqa: PLC0415 - not before it is needed

            return certifi.where()
        return self._ca_file

    def _silent(self, problem: str) -> Silence:
        if not self._is_silent:
            self._is_silent = True
            LOG.warning(
                "shared limits: %s does not answer (%s); this process goes on with 1/%d of each limit, from empty",
                self._place.shown,
                problem,
                self._processes,
            )
        return Silence(problem)

    def _told(self, ruling: Ruling) -> Ruling:
        if ruling.verdict == "alone":
            if not self._is_silent:
                self._is_silent = True
                LOG.warning(
                    "shared limits: %s has not counted everything; this process goes on with 1/%d of each limit, from empty",
                    self._place.shown,
                    self._processes,
                )
        elif self._is_silent:
            self._is_silent = False
            LOG.info("shared limits: %s keeps them again", self._place.shown)
        return ruling


def _name(value: str, what: str) -> str:
    if type(value) is not str or not value.strip() or not value.isprintable() or len(value) > _LONGEST_NAME:
        raise ValueError(f"{what}: expected a name of 1 to {_LONGEST_NAME} visible characters, found {value!r}")
    return value


def _certificates(ca_file: str | PathLike[str]) -> str:
    try:
        path = fspath(ca_file)
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except (OSError, TypeError, ValueError) as error:  # An ssl.SSLError is an OSError.
        raise ValueError(f"ca_file: expected the path of a PEM file with CA certificates, found {ca_file!r} ({error})") from None
    return path
