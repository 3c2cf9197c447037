"""A client that listens until it is killed, and writes down what it was told in two ways, and keeps a ledger of it in a file."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from crossbook.cursors import FileCursor
from crossbook.fourcasters import AsyncFourcasters
from crossbook.ledgers import LedgerFile

BESIDE = "cursor-in-a-file"
TOGETHER = "cursor-in-the-same-line"
LEDGER = "ledger-with-its-cursor"
MOST_ORDERS = 1_000_000
"""More than will be: what ended is to be remembered one by one."""
_EVERY = 0.1
"""Seconds from one writing of the ledger's file to the next, at least."""


def live(token: str, url: str, folder: str) -> None:
    """Listen with two feeds, until the process is killed."""
    asyncio.run(_live(token, url, Path(folder)))


async def _live(token: str, url: str, folder: Path) -> None:
    async with AsyncFourcasters(token=token, base_url=url, streaming_url=url, pacing=None) as client:
        await asyncio.gather(_beside(client, folder), _together(client, folder), _ledger(client, folder))


async def _beside(client: AsyncFourcasters, folder: Path) -> None:
    """Write each message down; the feed keeps its place when the next one is asked for. A message may so be written twice."""
    journal = os.open(folder / BESIDE, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    async with client.user_feed(cursor=FileCursor(folder / "own.cursor")) as feed:
        async for event in feed:
            message_id = getattr(event, "message_id", None)
            if message_id is not None:
                os.write(journal, json.dumps([message_id]).encode() + b"\n")


async def _together(client: AsyncFourcasters, folder: Path) -> None:
    """Write each message down with the place behind it, in one line: there are both, or neither."""
    cursor, whole = _kept(folder / TOGETHER)
    journal = os.open(folder / TOGETHER, os.O_RDWR | os.O_CREAT)
    os.ftruncate(journal, whole)
    os.lseek(journal, whole, os.SEEK_SET)
    async with client.user_feed(cursor=cursor) as feed:
        async for event in feed:
            message_id = getattr(event, "message_id", None)
            if message_id is not None:
                os.write(journal, json.dumps([message_id, getattr(event, "cursor", None)]).encode() + b"\n")


async def _ledger(client: AsyncFourcasters, folder: Path) -> None:
    """Have a ledger hear each message; its file is written with the feed's place, whole or not at all."""
    held = LedgerFile(folder / LEDGER, every=_EVERY, keep_ended=MOST_ORDERS)
    async with client.user_feed(cursor=held) as feed:
        async for event in feed:
            held.ledger.add(event)


def _kept(path: Path) -> tuple[str | None, int]:
    """Give the cursor of the last whole line, and how many bytes are whole lines: a kill may cut the last one."""
    if not path.exists():
        return None, 0
    whole, newline, _ = path.read_bytes().rpartition(b"\n")
    if not newline:
        return None, 0
    return str(json.loads(whole.rpartition(b"\n")[2])[1]), len(whole) + 1
