"""What tests can do with a sandbox that runs in another process, past every client of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec


class NotThere(RuntimeError):
    """The sandbox knows nothing of that name."""


class _Message(msgspec.Struct):
    messageID: str  # noqa: N815 - the venue's own name


class _Messages(msgspec.Struct):
    result: tuple[_Message, ...]


async def control(port: int, path: str, *, method: str = "POST", **arguments: object) -> Any:
    """Have the sandbox at a port do something, and give what it says."""
    return json.loads(await _told(port, path, method, arguments), parse_float=Decimal)["result"]


async def messages(port: int) -> tuple[str, ...]:
    """Give the id of every message of the user feed that this sandbox has, oldest first. Only that is read: memory is measured here."""
    told = await _told(port, "fourcasters/traders/own/messages", "GET", {})
    return tuple(message.messageID for message in msgspec.json.decode(told, type=_Messages).result)


async def _told(port: int, path: str, method: str, arguments: Mapping[str, object]) -> bytes:
    body = json.dumps(arguments).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
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
