"""The judges of the soak find what they are there to find: they are watched here, where it costs a second."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress

import pytest
from soak.judging import MEMORY, Memory, judge_memory
from soak.leftovers import Turns
from soak.losses import PROMPT, Ends, Flight, Loss, RelayProcess, Spread, judge_promptness
from soak.pausing import Pauses
from soak.verdicts import Verdicts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")

_WITHIN = 30


def over_after(seconds: float, *, waited: float = 0.0, ran: float = 0.0) -> Verdicts:
    """Judge one command that ended so long after its connection, of which the machine ran other things for a while."""
    verdicts = Verdicts()
    ends = Ends(0, verdicts, Spread(), Spread())
    flight = Flight(90.0, Turns(1.0, 1.0), 0)
    ends.begun(flight)
    ends.lost(Loss(0, 100.0, 100.001, Turns(2.0, 2.0)))
    flight.end(100.0 + seconds, Turns(2.0 + ran, 2.0 + waited))
    ends.over(flight)
    judge_promptness(ends, verdicts)
    return verdicts


@pytest.mark.parametrize("report_is_late", [True, False])
def test_a_loss_counts_for_what_was_in_flight_whenever_it_is_reported(report_is_late: bool) -> None:  # noqa: FBT001 - a parameter
    ends = Ends(0, Verdicts(), Spread(), Spread())
    before, during, after = (Flight(began, Turns(0.0, 0.0), 0) for began in (90.0, 95.0, 100.5))
    for flight in (before, during, after):
        ends.begun(flight)
    before.end(99.0, Turns(0.0, 0.0))
    ends.over(before)
    loss = Loss(0, 100.0, 100.001, Turns(0.0, 0.0))
    if not report_is_late:
        ends.lost(loss)
    during.end(100.03, Turns(0.0, 0.0))
    ends.over(during)
    after.end(101.0, Turns(0.0, 0.0))
    ends.over(after)
    if report_is_late:
        ends.lost(loss)
    assert (ends.took.total, ends.took.percentile(1.0)) == (1, 30)


def test_a_command_that_was_over_before_a_loss_is_none_of_it_however_late_that_is_told() -> None:
    ends = Ends(0, Verdicts(), Spread(), Spread())
    before, during = Flight(90.0, Turns(0.0, 0.0), 0), Flight(95.0, Turns(0.0, 0.0), 0)
    for flight, ended in ((before, 99.0), (during, 100.03)):
        ends.begun(flight)
        flight.end(ended, Turns(0.0, 0.0))
    ends.lost(Loss(0, 100.0, 100.001, Turns(0.0, 0.0)))
    for flight in (before, during):
        ends.over(flight)
    assert (ends.took.total, ends.took.percentile(1.0)) == (1, 30)


def test_who_waits_a_while_goes_on_with_the_others_and_no_sooner_than_wanted() -> None:
    async def waited() -> list[float]:
        pauses, loop = Pauses(), asyncio.get_running_loop()
        began = loop.time()

        async def wait(seconds: float) -> float:
            await pauses.until(began + seconds)
            return loop.time() - began - seconds

        return await asyncio.gather(*(wait(number / 1000) for number in range(100)))

    assert min(asyncio.run(waited())) >= -time.get_clock_info("monotonic").resolution


def test_a_command_that_ends_long_after_its_connection_is_found() -> None:
    assert PROMPT in over_after(0.15).breaches
    assert PROMPT not in over_after(0.09).breaches
    # What the machine ran meanwhile does not count, but what the program ran itself does.
    assert PROMPT not in over_after(0.12, waited=0.04).breaches
    assert PROMPT in over_after(0.12, waited=0.04, ran=0.11).breaches


def test_where_the_machine_was_busy_nothing_is_judged_and_that_is_no_success() -> None:
    verdicts = over_after(0.3, waited=0.29)
    assert "not measured" in verdicts.examples[PROMPT]


@pytest.mark.parametrize("cut", [True, False], ids=["reset", "ended by the venue"])
def test_the_relay_hands_on_what_is_sent_and_dates_the_end(cut: bool) -> None:  # noqa: FBT001 - a parameter of the test
    loss = asyncio.run(lost(cut=cut))
    assert loss.before <= loss.after <= time.monotonic()
    assert loss.turns.ran > 0


async def lost(*, cut: bool) -> Loss:
    """Lose a connection, and give what the relay says of it."""
    told: asyncio.Queue[Loss] = asyncio.Queue()

    served = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            writer.write(await reader.readexactly(4))
            if cut:
                await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        served.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with asyncio.timeout(_WITHIN), server, RelayProcess(server.sockets[0].getsockname()[1], 1, told.put_nowait) as relay:
        began = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.ports[0])
        writer.write(b"ping")
        assert await reader.readexactly(4) == b"ping"
        if cut:
            relay.cut()
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
        loss = await told.get()
        assert loss.before > began
        with suppress(ConnectionError):
            await writer.wait_closed()
        await served.wait()
        return loss


def test_what_was_found_in_another_process_counts_as_found_here() -> None:
    verdicts = Verdicts()
    verdicts.counts["seen"] = 1
    there = Verdicts()
    there.counts["seen"] = 2
    there.breach(PROMPT, "an example")
    verdicts.add(there)
    assert (verdicts.counts["seen"], verdicts.breaches[PROMPT], verdicts.examples[PROMPT]) == (3, 1, "an example")


def test_what_was_never_judged_does_not_count_as_kept() -> None:
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
    verdicts = Verdicts()
    judge_memory("x", [Memory(1000)] * 3 + [Memory(late)] * 3, verdicts)
    assert (MEMORY not in verdicts.breaches) is is_kept
