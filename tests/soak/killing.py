"""A client is killed (SIGKILL) again and again while its account trades: no message of the venue may be lost to it."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from crossbook import Placed
from crossbook.fourcasters import AsyncFourcasters, NewOrder
from soak.commands import GAME
from soak.venue import TOKEN
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts
from soak.victim import BESIDE, TOGETHER, live

NONE_LOST: Final = "a killed client loses no message that its venue has"
NONE_DOUBLED: Final = "what is saved together with its cursor holds no message twice"
IN_ORDER: Final = "a client that begins again ends up with everything"
PROMISES: Final = (NONE_LOST, NONE_DOUBLED, IN_ORDER)
_WITHIN: Final = 60.0
_PAUSE: Final = 0.02


async def killed(kills: int, seed: int, verdicts: Verdicts) -> None:
    """Kill a client so often, at random moments of its life."""
    venue = VenueProcess()
    try:
        await venue.start()
        url = str(venue.facts["fourcasters"]["url"])
        with tempfile.TemporaryDirectory() as folder:
            async with AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url, pacing=None) as client:
                trading = asyncio.create_task(_trade(client))
                try:
                    await _kill(Path(folder), url, kills, Random(seed), verdicts, trading, venue)  # noqa: S311 - can be repeated
                finally:
                    trading.cancel()
                    await asyncio.gather(trading, return_exceptions=True)
    finally:
        await venue.kill()


async def _kill(  # noqa: PLR0917 - said once, above
    folder: Path, url: str, kills: int, chance: Random, verdicts: Verdicts, trading: asyncio.Task[None], venue: VenueProcess
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["soak.victim"])

    async def once(has_lived: Callable[[], bool], seconds: float) -> None:
        victim = context.Process(target=live, args=(TOKEN, url, str(folder)))
        victim.start()
        try:
            await _until(has_lived, seconds)
        finally:
            victim.kill()
            while victim.is_alive():  # noqa: ASYNC110 - a process sets no event
                await asyncio.sleep(0.001)
            victim.join()
            victim.close()

    # Before there is a cursor, nobody can tell where to go on.
    await once(lambda: all(_told(folder / name) for name in (BESIDE, TOGETHER)), _WITHIN)
    began = {name: next(iter(_told(folder / name))) for name in (BESIDE, TOGETHER)}
    for _ in range(kills):
        before = sum(_told(folder / TOGETHER).values())
        short = chance.random() < 0.2
        await once(lambda: False, chance.uniform(0.0, 0.05) if short else chance.uniform(0.05, 0.8))
        verdicts.counts["kills"] += 1
        verdicts.counts["kills of a client that had been told something"] += sum(_told(folder / TOGETHER).values()) > before
    trading.cancel()
    await asyncio.gather(trading, return_exceptions=True)
    messages = await venue.messages()
    await once(lambda: all(messages[-1] in _told(folder / name) for name in (BESIDE, TOGETHER)), _WITHIN)
    for name in (BESIDE, TOGETHER):
        told, wanted = _told(folder / name), messages[messages.index(began[name]) :]
        missing = [message for message in wanted if message not in told]
        doubled = sum(times - 1 for times in told.values())
        verdicts.counts[f"{name}: messages that the venue has"] = len(wanted)
        verdicts.counts[f"{name}: messages lost"] = len(missing)
        verdicts.counts[f"{name}: messages written again"] = doubled
        if missing:
            verdicts.breach(NONE_LOST, f"{name}: {len(missing)}, the first is {missing[0]}")
        if name == TOGETHER and doubled:
            verdicts.breach(NONE_DOUBLED, f"{doubled} of them")
        if messages[-1] not in told:
            verdicts.breach(IN_ORDER, f"{name} has not come to {messages[-1]} after {_WITHIN:.0f} s")


async def _trade(client: AsyncFourcasters) -> None:
    """Have something happen to the account all the time."""
    order = NewOrder(game_id=GAME, market_type="total", side="over", line=Decimal(209), odds=-110, risk=5)
    while True:
        (placed,) = await client.place_orders([order])
        await asyncio.sleep(_PAUSE)
        if isinstance(placed, Placed) and placed.order_id is not None:
            await client.cancel_order(placed.order_id)


def _told(path: Path) -> Counter[str]:
    """Count the messages in the whole lines of a journal."""
    if not path.exists():
        return Counter()
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    return Counter(str(json.loads(line)[0]) for line in whole.splitlines())


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    until = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < until and not condition():  # noqa: ASYNC110 - files set no event
        await asyncio.sleep(0.002 if seconds < 1 else 0.05)
