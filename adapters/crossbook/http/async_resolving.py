"""Looks addresses up as `resolving` does, for who waits in an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from crossbook.http import resolving
from crossbook.http.resolving import Address, Found


async def look_up(host: str, port: int) -> Sequence[Address]:
    """Find the addresses of a host, as `resolving` does; the caller sets the time."""
    known = resolving.numeric(host, port)
    if known:
        return known
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()

    def settle(found: Found) -> None:
        if not answer.done():
            answer.set_result(found)

    def deliver(found: Found) -> None:
        try:
            loop.call_soon_threadsafe(settle, found)
        except RuntimeError:
            return  # The loop was closed in the meantime: nobody waits any more.

    resolving.begin(host, port, deliver)
    return resolving.checked(host, await answer)
