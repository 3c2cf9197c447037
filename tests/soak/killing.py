"""A client is killed (SIGKILL) again and again while its account trades: no message of the venue may be lost to it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

from crossbook import Placed
from crossbook.fourcasters import AsyncFourcasters, NewOrder
from crossbook.ledgers import LedgerFile
from soak.commands import GAME
from soak.venue import TOKEN
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts
from soak.victim import BESIDE, LEDGER, MOST_ORDERS, TOGETHER, live

NONE_LOST: Final = "a killed client loses no message that its venue has"
NONE_DOUBLED: Final = "what is saved together with its cursor holds no message twice"
IN_ORDER: Final = "a client that begins again ends up with everything"
LEDGER_IS_TRUE: Final = "a ledger that is kept with its cursor says of every order what its venue says"
PROMISES: Final = (NONE_LOST, NONE_DOUBLED, IN_ORDER, LEDGER_IS_TRUE)
_WITHIN: Final = 60.0
_AT_ANY_TIME: Final = 0.4
"""The part of the kills that strike at a random time; the others strike when so much more was written down."""
_LONGEST: Final = 3_000
"""Bytes: some fifty messages."""
_PAUSE: Final = 0.02
_RISK: Final = 5
_CANCELLED: Final = 0.95
"""The part of the orders that are cancelled; the others go on resting."""


async def killed(kills: int, seed: int, verdicts: Verdicts) -> None:
    """Kill a client so often, at random moments of its life."""
    venue = VenueProcess()
    try:
        await venue.start()
        url = str(venue.facts["fourcasters"]["url"])
        with tempfile.TemporaryDirectory() as folder:
            async with AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url, pacing=None) as client:
                trading = asyncio.create_task(_trade(client, venue, Random(seed)))  # noqa: S311 - can be repeated
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
    await once(lambda: all(_told(folder / name) for name in (BESIDE, TOGETHER)) and _place_of(folder) is not None, _WITHIN)
    ledger_began = _place_of(folder)
    began = {name: next(iter(_told(folder / name))) for name in (BESIDE, TOGETHER)}
    journal = folder / TOGETHER
    for _ in range(kills):
        before = journal.stat().st_size
        dice, enough = chance.random(), before + chance.uniform(0, _LONGEST)
        if dice < _AT_ANY_TIME:  # It may be opening, or asking for what it missed, or not even have begun.
            await once(lambda: False, chance.choice((chance.uniform(0.0, 0.05), chance.uniform(0.05, 0.8))))
        else:
            await once(lambda enough=enough: journal.stat().st_size > enough, _WITHIN)  # type: ignore[misc] # mypy has no word for it
        verdicts.counts["kills"] += 1
        verdicts.counts["kills of a client that had been told something"] += journal.stat().st_size > before
    trading.cancel()
    await asyncio.gather(trading, return_exceptions=True)
    messages = await venue.control("fourcasters/traders/own/messages", method="GET")
    ids = [str(message["messageID"]) for message in messages]
    last = str(messages[-1]["messageID"])
    await once(lambda: all(last in _told(folder / name) for name in (BESIDE, TOGETHER)), _WITHIN)
    await _finish(folder, url, last)
    for name in (BESIDE, TOGETHER):
        told, wanted = _told(folder / name), ids[ids.index(began[name]) :]
        missing = [message for message in wanted if message not in told]
        doubled = sum(times - 1 for times in told.values())
        verdicts.counts[f"{name}: messages that the venue has"] = len(wanted)
        verdicts.counts[f"{name}: messages lost"] = len(missing)
        verdicts.counts[f"{name}: messages written again"] = doubled
        if missing:
            verdicts.breach(NONE_LOST, f"{name}: {len(missing)}, the first is {missing[0]}")
        if name == TOGETHER and doubled:
            verdicts.breach(NONE_DOUBLED, f"{doubled} of them")
        if last not in told:
            verdicts.breach(IN_ORDER, f"{name} has not come to {last} after {_WITHIN:.0f} s")
    if _place_of(folder) != last:
        verdicts.breach(IN_ORDER, f"{LEDGER} has not come to {last} after {_WITHIN:.0f} s, but to {_place_of(folder)}")
    # What was told before it had a place, it need not know: nor the orders of that time.
    since = messages[ids.index(str(ledger_began)) + 1 :]
    early = {_order_of(message) for message in messages[: -len(since)]}
    await _judge_ledger(folder, venue, {_order_of(message) for message in since} - early, verdicts)


async def _finish(folder: Path, url: str, last: str) -> None:
    """Have the ledger hear the rest, and its file written: while nothing is told, it is written only in the end."""
    async with AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url, pacing=None) as client:
        with LedgerFile(folder / LEDGER, keep_ended=MOST_ORDERS) as held, contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WITHIN), client.user_feed(cursor=held) as feed:
                async for event in feed:
                    held.ledger.add(event)
                    if feed.cursor == last or getattr(event, "message_id", None) == last:
                        feed.done()
                        break


async def _judge_ledger(folder: Path, venue: VenueProcess, order_ids: set[str], verdicts: Verdicts) -> None:
    """Hold each order in the ledger to the venue: what was told twice would have been matched twice."""
    ledger = LedgerFile(folder / LEDGER, keep_ended=MOST_ORDERS).ledger
    verdicts.counts[f"{LEDGER}: orders"] = len(order_ids)
    resting = set(await venue.control("fourcasters/open_order_ids"))
    for order_id in order_ids:
        known, order = ledger.order("fourcasters", order_id), await venue.control("fourcasters/order", order_id=order_id)
        matched = Decimal(order["matched"])
        verdicts.counts[f"{LEDGER}: orders of which something was matched"] += matched > 0
        if known is None or known.filled != matched or known.may_be_open != (order_id in resting) or known.contradictions:
            verdicts.breach(LEDGER_IS_TRUE, f"{known} where the venue has {order}")


async def _trade(client: AsyncFourcasters, venue: VenueProcess, chance: Random) -> None:
    """Have something happen to the account all the time: orders are placed, matched in part or whole, and cancelled."""
    order = NewOrder(game_id=GAME, market_type="total", side="over", line=Decimal(209), odds=-110, risk=_RISK)
    while True:
        (placed,) = await client.place_orders([order])
        await asyncio.sleep(_PAUSE)
        if not isinstance(placed, Placed) or placed.order_id is None:
            continue
        taken = chance.choice((0, 0, 1, 2, _RISK))
        if taken:
            await venue.control("fourcasters/fill", order_id=placed.order_id, amount=taken)
        if taken < _RISK and chance.random() < _CANCELLED:
            await client.cancel_order(placed.order_id)


def _order_of(message: dict[str, Any]) -> str:
    return str((message["unmatched"] or message["matched"])["orderID"])


def _place_of(folder: Path) -> str | None:
    """Read the cursor that is kept with the ledger."""
    try:
        return LedgerFile(folder / LEDGER).load()
    except FileNotFoundError:
        return None


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
