"""When the connections of the orders sockets were lost, and how soon what was in flight on them was over."""

from __future__ import annotations

import asyncio
import json
import math
import sys
from array import array
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

import attrs

from soak.leftovers import Turns, schedule
from soak.verdicts import Verdicts

PROMPT: Final = "99 of 100 socket commands are over within 100 ms of the loss of their connection"
_PART: Final = 0.99
_WITHIN: Final = 0.1
_MOST_BLUR: Final = 0.02
"""Seconds. A loss that the relay cannot date better than that, because it was kept from running just then, is not counted."""
_NONE: Final = Turns(0.0, 0.0)
_MOST_WAITED: Final = 0.05
"""Seconds for which the machine may have run something else between a loss and an end that is judged."""
_REMEMBERED: Final = 5.0
"""Seconds for which a command that is over is remembered: the report of a loss may come after it."""


@attrs.frozen
class Loss:
    """The end of one connection, as the relay saw it."""

    way: int
    before: float
    """Seconds of the machine's monotonic clock: it was still there then."""
    after: float
    """Likewise: it was gone by then."""
    turns: Turns
    """Those of the client's thread until then. A turn that it waited for just then counts when it comes."""


@attrs.define(eq=False)
class Flight:
    """One command in flight."""

    began: float
    turns: Turns
    strikes: int | None
    """How often something had struck the venue then; None where the venue was not well."""
    ended: float = 0.0
    turns_in_all: Turns = _NONE
    """What they were when it ended."""
    lost: Loss | None = None
    """When its connection was lost."""

    def end(self, moment: float, turns: Turns) -> None:
        self.ended, self.turns_in_all = moment, turns

    def spans(self, moment: float) -> bool:
        """Say whether it was in flight then."""
        return self.began < moment and (not self.ended or moment < self.ended)

    @property
    def took(self) -> float:
        """Seconds, without those in which the machine ran something else."""
        return self.ended - self.began - (self.turns_in_all.waited - self.turns.waited)


class Spread:
    """How many of many durations were how long, to a tenth of a millisecond. It is as large as it will be: memory is measured here."""

    def __init__(self) -> None:
        self._counts = array("L", bytes(8 * 20_001))

    def add(self, seconds: float) -> None:
        self._counts[min(max(round(seconds * 10_000), 0), len(self._counts) - 1)] += 1

    @property
    def total(self) -> int:
        return sum(self._counts)

    def percentile(self, part: float) -> float:
        """Give the milliseconds within which that part of them was."""
        wanted, seen = max(math.ceil(self.total * part), 1), 0
        for tenths, count in enumerate(self._counts):
            seen += count
            if seen >= wanted:
                return tenths / 10
        return math.inf

    def words(self) -> str:
        return " / ".join(f"{self.percentile(part):.1f}" for part in (0.5, 0.99, 1.0))


@attrs.define
class Ends:
    """The ends of the commands of one socket."""

    way: int
    verdicts: Verdicts
    took: Spread
    """From each loss to the end of each command that was in flight, without the time in which the machine ran something else."""
    took_in_all: Spread
    """The same, with it."""
    _flights: set[Flight] = attrs.Factory(set[Flight])
    _over: deque[Flight] = attrs.Factory(deque[Flight])

    def begun(self, flight: Flight) -> None:
        """Take note of a command."""
        self._flights.add(flight)

    def over(self, flight: Flight) -> None:
        """Take note that a command is over. It may have ended a while ago."""
        self._flights.discard(flight)
        if flight.lost is not None:
            self._measure(flight.lost, flight)
        else:
            self._over.append(flight)
            self.forget(flight.ended)

    def forget(self, now: float) -> None:
        """Forget what ended long ago."""
        while self._over and self._over[0].ended < now - _REMEMBERED:
            self._over.popleft()

    def lost(self, loss: Loss) -> None:
        """Take in the report of a loss. Commands that were in flight then may be over by now. Whatever is not sure counts as theirs."""
        if loss.after - loss.before > _MOST_BLUR:
            self.verdicts.counts["losses that could not be dated"] += 1
            return
        self.verdicts.counts["losses of an orders socket's connection"] += 1
        for flight in self._over:
            if flight.lost is None and flight.spans(loss.before):
                flight.lost = loss
                self._measure(loss, flight)
        for flight in self._flights:
            if flight.lost is None and flight.spans(loss.before):
                flight.lost = loss

    def _measure(self, loss: Loss, flight: Flight) -> None:
        in_all = flight.ended - loss.before
        waited = flight.turns_in_all.waited - loss.turns.waited
        self.took_in_all.add(in_all)
        if waited > _MOST_WAITED:
            # Held up, it finds more to do when its turn comes: what it then took itself says nothing either.
            self.verdicts.counts["ends after a loss that a busy machine held up"] += 1
            return
        # At least what it ran itself: some of what it waited may have been before the loss.
        self.took.add(max(in_all - waited, flight.turns_in_all.ran - loss.turns.ran))


def judge_promptness(ends: Ends, verdicts: Verdicts) -> None:
    """Say how soon commands were over, all sockets together."""
    verdicts.counts["commands in flight when their connection was lost"] = ends.took_in_all.total
    verdicts.counts["of these, judged"] = ends.took.total
    if not ends.took.total:
        verdicts.breach(PROMPT, "not measured: no connection was lost under a command, or the machine was too busy each time")
        return
    if ends.took.percentile(_PART) > _WITHIN * 1000:
        verdicts.breach(PROMPT, f"{ends.took.words()} ms at p50 / p99 / most")
    verdicts.figures["loss to outcome, ms, p50 / p99 / most"] = ends.took.words()
    verdicts.figures["the same with what a busy machine held up"] = ends.took_in_all.words()


class RelayProcess:
    """The relay, and what it reports."""

    def __init__(self, port: int, ways: int, tell: Callable[[Loss], None] | None = None) -> None:
        self._port = port
        self._ways = ways
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.ports: list[int] = []
        self.ends: list[Ends] = []
        self._tell: Callable[[Loss], None] = self._pass_on if tell is None else tell

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("relay.py")),
            str(self._port),
            str(self._ways),
            str(schedule()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self.ports = json.loads(await self._process.stdout.readline())
        self._reading = asyncio.create_task(self._read(self._process.stdout), name="reports of the relay")
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        if self._reading is not None:
            await self._reading

    def cut(self) -> None:
        """Have all connections reset, now."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")

    def _pass_on(self, loss: Loss) -> None:
        self.ends[loss.way].lost(loss)

    async def _read(self, reports: asyncio.StreamReader) -> None:
        while line := await reports.readline():
            told = json.loads(line)
            self._tell(Loss(told["way"], told["before"], told["after"], Turns(*told["turns"])))
