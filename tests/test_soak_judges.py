"""The judges of the soak find what they are there to find: they are watched here, where it costs a second."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress

import pytest
from soak.judging import MEMORY, Memory, judge_memory
from soak.leftovers import Turns
from soak.losses import PROMPT, Ends, Flight, RelayProcess, Spread, judge_promptness
from soak.verdicts import Verdicts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")

_WITHIN = 30
UNDATED = "losses that could not be dated"


def taken_off(flight: Flight, ends: Ends) -> None:
    flight.end(asyncio.get_running_loop().time(), Turns.of_this_thread())
    ends.over(flight)


def judged(pause: float, *, cut: bool) -> Verdicts:
    """Lose connections until one could be dated: a busy machine may stop the relay at the very moment."""
    while True:
        verdicts = asyncio.run(lost_with(pause, cut=cut))
        if not verdicts.counts[UNDATED]:
            return verdicts


async def lost_with(pause: float, *, cut: bool) -> Verdicts:
    """Lose a connection with a command in flight, and end the command so much later."""
    verdicts = Verdicts()
    ends = Ends(0, verdicts, Spread(), Spread())

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(4))
        with suppress(ConnectionError):
            if cut:
                await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, RelayProcess(server.sockets[0].getsockname()[1], 1) as relay:
        relay.ends.append(ends)
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.ports[0])
        flight = Flight(asyncio.get_running_loop().time(), Turns.of_this_thread(), 0)
        ends.begun(flight)
        writer.write(b"ping")
        assert await reader.readexactly(4) == b"ping"  # What is sent arrives, either way.
        if cut:
            relay.cut()
        async with asyncio.timeout(_WITHIN):
            try:
                assert await reader.read() == b""
            except ConnectionResetError:
                assert cut
            # This thread runs meanwhile: it is the program that is slow, and not the machine.
            until = time.thread_time() + pause
            while time.thread_time() < until:
                pass
            taken_off(flight, ends)
            while not ends.took.total and not verdicts.counts[UNDATED]:  # noqa: ASYNC110 - its report sets no event
                await asyncio.sleep(0.01)
        writer.close()
    judge_promptness(ends, verdicts)
    return verdicts


@pytest.mark.parametrize("cut", [True, False], ids=["reset", "ended by the venue"])
def test_a_command_that_ends_long_after_its_connection_is_found(cut: bool) -> None:  # noqa: FBT001 - a parameter of the test
    verdicts = judged(0.15, cut=cut)
    assert PROMPT in verdicts.breaches


def test_a_command_that_ends_with_its_connection_is_well() -> None:
    verdicts = judged(0.0, cut=True)
    assert not verdicts.breaches
    assert verdicts.counts["commands in flight when their connection was lost"] == 1


def test_what_was_never_measured_does_not_count_as_kept() -> None:
    verdicts = Verdicts()
    judge_promptness(Ends(0, verdicts, Spread(), Spread()), verdicts)
    assert PROMPT in verdicts.breaches


def test_a_spread_gives_the_time_within_which_a_part_was_over() -> None:
    spread = Spread()
    for milliseconds in range(1, 101):
        spread.add(milliseconds / 1000)
    assert [spread.percentile(part) for part in (0.5, 0.99, 1.0)] == [50, 99, 100]
    spread.add(3600)  # What is longer than it counts is as long as it counts.
    assert spread.percentile(1.0) == 2000


@pytest.mark.parametrize(("late", "is_kept"), [(1005, True), (1011, False), (900, True)])
def test_memory_that_grows_is_found(late: int, is_kept: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for resident, blocks in ((late, 1000), (1000, late)):
        verdicts = Verdicts()
        measured = [Memory(1000, 1000)] * 3 + [Memory(resident, blocks)] * 3
        judge_memory(measured, verdicts)
        assert (MEMORY not in verdicts.breaches) is is_kept
