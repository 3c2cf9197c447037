"""The sandbox in a process of its own, on the same two ports and with the same credentials whenever it is started."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from soak.control import control

_STARTS_WITHIN: Final = 120.0
"""Seconds. It takes two where nothing else runs."""


class VenueProcess:
    """Both venues. What they know is gone with each kill: a new start begins with no orders."""

    def __init__(self) -> None:
        with _free_port() as first, _free_port() as second:
            self._ports = (first, second)
        self._process: asyncio.subprocess.Process | None = None
        self.facts: dict[str, dict[str, Any]] = {}

    @property
    def fourcasters_port(self) -> int:
        return self._ports[0]

    async def start(self) -> None:
        """Start it, and learn where everything is."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("venue.py")),
            *map(str, self._ports),
            stdout=asyncio.subprocess.PIPE,
            # What a server says of clients that went away while it was frozen is of no interest.
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self.facts = json.loads(await asyncio.wait_for(self._process.stdout.readline(), _STARTS_WITHIN))

    async def kill(self) -> None:
        """End it with no chance to say goodbye."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as Ctrl-C does: connections are closed in order."""
        await self._end(signal.SIGINT)

    def freeze(self) -> None:
        """Have it do nothing at all, and keep its connections."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    async def control(self, path: str, *, method: str = "POST", **arguments: object) -> Any:
        """Use what tests can do with a sandbox, past every client of ours."""
        return await control(self.fourcasters_port, path, method=method, **arguments)

    async def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
                process.send_signal(signal.SIGCONT)
            await process.wait()


@contextlib.contextmanager
def _free_port() -> Generator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        yield int(free.getsockname()[1])
