"""All feeds, in a process of their own, as a program has them that sends a thousand commands and waits for none of its threads.

What is to be done comes on the standard input, a line of JSON each, beginning with where the venue is; an answer for each goes to the
standard output. The end of the input ends the feeds, and the last answer is what was found.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from threading import Thread
from typing import Any, Final, Self

import attrs

from crossbook import NotSent, OutcomeUnknown
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, UserFeed
from soak.clients import TIMEOUTS, Facts, fourcasters, reading
from soak.commands import GAME
from soak.control import messages
from soak.judging import Memory, judge_left
from soak.leftovers import Held
from soak.listening import EVENTS, Listener
from soak.venue import TOKEN, TOKENS
from soak.verdicts import Verdicts

_USER_FEED: Final = "4casters user feed"
_IN_THREAD: Final = "4casters user feed, in a thread"
_MOST_WAITING: Final = 100_000
_REMEMBERED: Final = 10_000
"""How many messages a user feed of 4casters remembers, so that none is told twice."""
_LONGEST_LINE: Final = 2**20


@attrs.define
class Listeners:
    """Everything that listens to the venue."""

    port: int
    verdicts: Verdicts
    client: AsyncPredictStreet
    own: Listener
    listeners: list[tuple[Listener, Any]] = attrs.Factory(list[tuple[Listener, Any]])
    """The last one is a thread's."""
    hearing: list[asyncio.Task[None]] = attrs.Factory(list[asyncio.Task[None]])
    own_feed: UserFeed | None = None
    own_hearing: asyncio.Task[None] | None = None

    @classmethod
    async def begun(cls, stack: AsyncExitStack, port: int, facts: Facts, folder: Path, verdicts: Verdicts) -> Self:
        client = await stack.enter_async_context(fourcasters(facts))
        other = await stack.enter_async_context(reading(facts))
        all_of_them = cls(port, verdicts, other, Listener("PredictStreet user feed", verdicts))
        for name, feed, path in (
            (_USER_FEED, client.user_feed(most_waiting=_MOST_WAITING), folder / "own"),
            ("4casters price feed", client.price_feed(games=[GAME]), None),
            ("PredictStreet market feed", other.market_feed(books=TOKENS), None),
        ):
            listener = Listener(name, verdicts, path)
            stack.callback(listener.close)
            opened: Any = await stack.enter_async_context(feed)
            all_of_them.listeners.append((listener, opened))
            all_of_them.hearing.append(asyncio.create_task(listener.hear(opened), name=name))
        all_of_them._hear_in_thread(stack, facts, folder)
        await all_of_them.hear_own()
        return all_of_them

    def _hear_in_thread(self, stack: AsyncExitStack, facts: Facts, folder: Path) -> None:
        where = facts["fourcasters"]
        client = stack.enter_context(
            Fourcasters(token=TOKEN, base_url=where["url"], streaming_url=where["streaming_url"], timeouts=TIMEOUTS, pacing=None)
        )
        listener = Listener(_IN_THREAD, self.verdicts, folder / "own-in-a-thread")
        stack.callback(listener.close)
        feed = client.user_feed(most_waiting=_MOST_WAITING)
        thread = Thread(target=listener.hear_in_thread, args=(feed,), name="soak listener")
        stack.callback(thread.join)
        stack.enter_context(feed)
        thread.start()
        self.listeners.append((listener, feed))

    async def hear_own(self) -> None:
        """Open PredictStreet's user feed: another one in each life of the venue, for the wallet is another one."""
        while True:
            self.own_feed = self.client.user_feed(most_waiting=_MOST_WAITING)
            try:
                await self.own_feed.__aenter__()
            except (NotSent, OutcomeUnknown):
                # A first opening is not tried again by itself, and the venue has a thousand others to answer.
                self.verdicts.counts["PredictStreet user feed: openings that failed"] += 1
            else:
                break
        self.own_hearing = asyncio.create_task(self.own.hear(self.own_feed), name="PredictStreet user feed")

    async def _leave_own(self) -> None:
        if self.own_feed is not None and self.own_hearing is not None:
            await self.own_feed.aclose()
            await self.own_hearing

    async def forget(self) -> None:
        """Know nothing any more of a venue that is gone."""
        for listener, _ in self.listeners:
            listener.forget()
        await self._leave_own()

    async def settle(self) -> None:
        """Hold what was heard to what the venue has. Nothing is in flight."""
        told = await messages(self.port)
        for listener, _ in self.listeners:
            if listener.name in {_USER_FEED, _IN_THREAD}:
                await listener.settle(told)

    async def measure(self) -> Memory | None:
        """Measure memory when all of them are live: until then one may hold what its venue had in the life before.

        None while a user feed is still filling what it remembers.
        """
        for listener, feed in self.listeners:
            await listener.wait_live(feed)
        if self.own_feed is not None:
            await self.own.wait_live(self.own_feed)
        told = [self.verdicts.counts[f"{name}: {EVENTS}"] for name in (_USER_FEED, _IN_THREAD)]
        return await Memory.at_rest() if min(told) > _REMEMBERED else None

    async def go_home(self) -> None:
        """Be live everywhere once more, and end."""
        for listener, feed in self.listeners:
            await listener.settle_live(feed)
        if self.own_feed is not None:
            await self.own.settle_live(self.own_feed)
        await self._leave_own()
        await self.settle()
        for _, feed in self.listeners[:-1]:
            await feed.aclose()
        self.listeners[-1][1].close()
        await asyncio.gather(*self.hearing)

    async def do(self, what: str) -> object:
        """Do what is asked for, and give what there is to say."""
        match what:
            case "forget":
                await self.forget()
            case "hear own":
                await self.hear_own()
            case "settle":
                await self.settle()
            case "go home":
                await self.go_home()
            case "measure":
                measured = await self.measure()
                return None if measured is None else attrs.astuple(measured)
            case _:
                message = f"expected something that listeners do, found {what!r}"
                raise ValueError(message)
        return None


def _say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def _listen(port: int) -> None:
    asked, verdicts = asyncio.StreamReader(limit=_LONGEST_LINE), Verdicts()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    facts = json.loads(await asked.readline())
    async with fourcasters(facts) as client, reading(facts) as other:  # What is opened for good is opened now.
        await client.me()
        await other.markets()
    before = Held.now()
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            listeners = await Listeners.begun(stack, port, facts, Path(folder), verdicts)
            _say(None)
            while line := await asked.readline():
                _say(await listeners.do(json.loads(line)))
    judge_left("feeds", before, verdicts)
    _say(attrs.asdict(verdicts))


if __name__ == "__main__":
    asyncio.run(_listen(int(sys.argv[1])))
