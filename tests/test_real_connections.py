"""Real sockets, real interrupts, real cancellations, by the hundred; `CROSSBOOK_LONG=1` (`nox -s connections`) makes them thousands."""

from __future__ import annotations

import asyncio
import gc
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from accounts import PATIENT, TOKEN, object_ids
from certificates import ca_file, server_file
from samples import LONG, sample
from waiting import until

from crossbook import Cancelled, OutcomeUnknown
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.http.protocol.connection import Connection

ENDS = ("cancelled", "gave up", "answered")
"""How a call can end that may be cancelled at any time."""
IDS = object_ids(200)

# An interrupt can strike between the making of a socket and the line that keeps it: then the interpreter closes it, and says so.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module", params=["plain", "TLS"])
def url(request: pytest.FixtureRequest) -> Generator[str]:
    script = str(Path(__file__).with_name("naming_server.py"))
    words = [sys.executable, script, *([server_file("localhost", "127.0.0.1")] if request.param == "TLS" else [])]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own words
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            yield f"{'https' if request.param == 'TLS' else 'http'}://127.0.0.1:{port}"
        finally:
            process.terminate()


def named(url: str) -> dict[str, Any]:
    return {"token": TOKEN, "base_url": url, "timeouts": PATIENT, "ca_file": ca_file(), "pacing": None}


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture(autouse=True)
def nothing_is_left() -> Generator[None]:
    """Look whether no connection is left at the end, and as many descriptors are there as at the beginning."""
    before = descriptors()
    gc.freeze()  # What is there already is neither looked through nor counted.
    try:
        yield
        gc.collect()
        assert not [found for found in gc.get_objects() if isinstance(found, Connection)]
    finally:
        gc.unfreeze()
    assert descriptors() <= before


def calls_until_interrupted(client: Fourcasters, chance: random.Random, times: int) -> Counter[str]:
    """Cancel orders with an alarm clock set to strike somewhere in each call; every reply must be about the order asked for."""
    armed = False
    ends: Counter[str] = Counter()
    longest = 0.02

    def strike(*_: object) -> None:
        nonlocal armed
        if armed:
            armed = False
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, strike)
    try:
        for number in range(times):
            order_id = IDS[number % len(IDS)]
            try:
                armed = True
                signal.setitimer(signal.ITIMER_REAL, chance.random() ** 2 * longest + 1e-6)
                outcome = client.cancel_order(order_id)
                armed = False
            except KeyboardInterrupt:
                ends["interrupted"] += 1
                if ends["interrupted"] > 3 * ends["answered"] + 20:
                    longest *= 1.05  # A machine on which calls take longer is given more time for them.
            else:
                assert outcome == Cancelled(order_id)
                ends["answered"] += 1
            if number % 10 == 0:
                assert client.cancel_order(order_id) == Cancelled(order_id)
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return ends


def test_interrupts_leave_a_client_that_works(url: str) -> None:
    with Fourcasters(**named(url)) as client:
        ends = calls_until_interrupted(client, random.Random(1), sample(200, long=13_000))  # noqa: S311 - when to strike
        assert client.cancel_order(IDS[0]) == Cancelled(IDS[0])
    assert min(ends["interrupted"], ends["answered"]) > 20, ends


def test_interrupts_of_one_thread_do_not_touch_the_others(url: str) -> None:
    stop, faults = threading.Event(), list[BaseException]()
    counts = [0] * 4

    def work(which: int, client: Fourcasters) -> None:
        try:
            while not stop.is_set():
                order_id = IDS[(counts[which] * 4 + which) % len(IDS)]
                assert client.cancel_order(order_id) == Cancelled(order_id)
                counts[which] += 1
        except BaseException as fault:  # noqa: BLE001 - the test must hear of it
            faults.append(fault)

    with Fourcasters(**named(url)) as client:
        threads = [threading.Thread(target=work, args=(which, client)) for which in range(4)]
        for thread in threads:
            thread.start()
        calls_until_interrupted(client, random.Random(2), sample(60, long=4_000))  # noqa: S311 - when to strike
        until(lambda: min(counts) > 5 or faults)
        stop.set()
        for thread in threads:
            thread.join(timeout=20)
            assert not thread.is_alive(), "a thread is stuck"
    assert faults == []


async def call(client: AsyncFourcasters, order_id: str, give_up: Callable[[], float], ends: Counter[str]) -> None:
    """Cancel an order and give up after a while, in one of the ways in which callers do."""
    if give_up() < 0.5:
        task = asyncio.create_task(client.cancel_order(order_id))
        await asyncio.sleep(give_up() ** 2 * 0.2)
        task.cancel()
        try:
            outcome = await task
        except asyncio.CancelledError:
            ends["cancelled"] += 1
            return
    else:
        try:
            async with asyncio.timeout(give_up() ** 2 * 0.2):
                outcome = await client.cancel_order(order_id)
        except TimeoutError:
            ends["gave up"] += 1
            return
    assert outcome == Cancelled(order_id)
    ends["answered"] += 1


def test_cancellations_leave_a_client_that_works(url: str) -> None:
    chance = random.Random(3)  # noqa: S311 - when to give up

    async def main() -> Counter[str]:
        ends: Counter[str] = Counter()
        async with AsyncFourcasters(**named(url)) as client:
            for round_ in range(600):
                await asyncio.gather(*(call(client, IDS[(round_ * 20 + number) % len(IDS)], chance.random, ends) for number in range(20)))
                assert await client.cancel_order(IDS[round_ % len(IDS)]) == Cancelled(IDS[round_ % len(IDS)])
                # How often each end comes in so many rounds is up to the machine: it goes on until each has come.
                if not LONG and round_ >= 11 and min(ends[end] for end in ENDS) > 5:
                    break
        return ends

    ends = asyncio.run(main())
    assert min(ends[end] for end in ENDS) > 5, ends


def test_each_loop_has_a_client_of_its_own_and_they_do_not_mix(url: str) -> None:
    faults: list[BaseException] = []

    async def main() -> None:
        async with AsyncFourcasters(**named(url)) as client:
            for _ in range(sample(2, long=20)):
                outcomes = await asyncio.gather(*map(client.cancel_order, IDS[:20]))
                assert outcomes == [Cancelled(order_id) for order_id in IDS[:20]]

    def work() -> None:
        try:
            asyncio.run(main())
        except BaseException as fault:  # noqa: BLE001 - the test must hear of it
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a thread is stuck"
    assert faults == []


def test_connections_opened_and_closed_by_the_hundred_leave_nothing(url: str) -> None:
    count = sample(100, long=1000)
    before = threading.active_count()

    async def main(times: int) -> None:
        for number in range(times):
            order_id = IDS[number % len(IDS)]
            async with AsyncFourcasters(**named(url)) as client:
                assert await client.cancel_order(order_id) == Cancelled(order_id)

    asyncio.run(main(count // 2))
    for number in range(count // 2):
        order_id = IDS[number % len(IDS)]
        with Fourcasters(**named(url)) as client:
            assert client.cancel_order(order_id) == Cancelled(order_id)
    assert threading.active_count() == before


def test_a_cancelled_opening_leaves_nothing(url: str) -> None:
    """Cancelled while it looks up, connects, and agrees on TLS: nothing has been sent then, whatever the moment."""

    async def main() -> None:
        for number in range(sample(36, long=2000)):
            async with AsyncFourcasters(**named(url)) as client:
                task = asyncio.create_task(client.cancel_all_orders())
                for _ in range(number % 12):
                    await asyncio.sleep(0)
                task.cancel()
                with pytest.raises((asyncio.CancelledError, OutcomeUnknown)):
                    await task
            await asyncio.sleep(0)

    asyncio.run(main())
