"""The sandbox in a process of its own, on the same two ports and with the same credentials whenever it is started."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import sys
from collections.abc import Generator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec

_STARTS_WITHIN: Final = 120.0
"""Seconds. It takes two where nothing else runs."""


class NotThere(RuntimeError):
    """The sandbox knows nothing of that name."""


class _Message(msgspec.Struct):
    messageID: str  # noqa: N815 - the venue's own name


class _Messages(msgspec.Struct):
    result: tuple[_Message, ...]


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
        return json.loads(await self._told(path, method, arguments), parse_float=Decimal)["result"]

    async def messages(self) -> tuple[str, ...]:
        """Give the id of every message of the user feed that this sandbox has, oldest first. Only that is read: memory is measured here."""
        told = await self._told("fourcasters/traders/own/messages", "GET", {})
        return tuple(message.messageID for message in msgspec.json.decode(told, type=_Messages).result)

    async def _told(self, path: str, method: str, arguments: Mapping[str, object]) -> bytes:
        body = json.dumps(arguments).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", self._ports[0])
        try:
            head = f"{method} /_sandbox/{path} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            told = await reader.read()
        finally:
            writer.close()
            await writer.wait_closed()
        head_told, _, text = told.partition(b"\r\n\r\n")
        if b" 200 " not in head_told.partition(b"\r\n")[0]:
            message = f"expected the sandbox to do {path}, found {told[:400]!r}"
            raise (NotThere if b" 404 " in head_told.partition(b"\r\n")[0] else RuntimeError)(message)
        return text

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
