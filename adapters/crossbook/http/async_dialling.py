"""Connects to whichever address answers first, as `dialling` does. Each attempt is a task that owns its socket until it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from crossbook.http.async_network import AsyncChannel, AsyncNetwork
from crossbook.http.dialling import words_of
from crossbook.http.protocol.routes import by_turns, head_start
from crossbook.http.resolving import Address


async def dial(network: AsyncNetwork, addresses: Sequence[Address], seconds: float) -> AsyncChannel:
    """Give a channel that is connected to one of the addresses. Raises OSError where all of them refuse. The caller sets the time."""
    if len(addresses) == 1:
        return await network.connect(addresses[0])
    left = list(by_turns(addresses, lambda address: address[0]))
    wait = head_start(len(left), seconds)
    begun: set[asyncio.Task[AsyncChannel]] = set()
    refusals: list[str] = []
    try:
        while left or begun:
            if left:
                begun.add(asyncio.create_task(network.connect(left.pop(0))))
            done, _ = await asyncio.wait(begun, timeout=wait if left else None, return_when=asyncio.FIRST_COMPLETED)
            for attempt in done:
                begun.discard(attempt)
                problem = attempt.exception()
                if problem is None:
                    return attempt.result()
                if not isinstance(problem, OSError):
                    raise problem
                refusals.append(words_of(problem))
    finally:
        for attempt in begun:
            attempt.cancel()
            attempt.add_done_callback(_dispose)
    raise OSError(", ".join(dict.fromkeys(refusals)))


def _dispose(attempt: asyncio.Task[AsyncChannel]) -> None:
    """Close what a given-up attempt was connected to after all."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().close()
