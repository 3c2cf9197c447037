"""Mistakes that are planted in our own code for connections, and must be found by the laws."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import attrs
import connection_laws as laws
import pytest
import test_simulated_connections as over_no_network
from connection_laws import Async, Sync, order, reply
from planting import planted
from simulated_kinds import KINDS, LEFT, WORLDS, clear, in_pieces, many_addresses

from crossbook import CrossbookError
from crossbook.http import async_transport, pool, transport
from crossbook.http.protocol import at_sight, connection, layers


def interrupts() -> None:
    laws.interrupted_at_every_step(in_pieces, warm=True, every=97)


def interrupts_of_the_pool() -> None:
    laws.interrupted_at_every_step(clear, warm=True, places=("crossbook/http/pool",))


def interrupts_of_the_transport() -> None:
    laws.interrupted_at_every_step(clear, warm=True, places=("crossbook/http/transport",))


def cancellations() -> None:
    laws.cancelled_at_every_wait(many_addresses, warm=False, tick=0.1)
    laws.cancelled_at_every_wait(clear, warm=True)


def leftovers() -> None:
    over_no_network.test_what_comes_in_one_piece_with_a_reply_is_nobody_s_reply()
    over_no_network.test_an_earlier_reply_that_comes_together_with_a_later_one_is_no_answer()
    over_no_network.test_what_comes_at_once_with_a_reply_is_nobody_s_reply()
    for make in WORLDS.values():
        for kind in KINDS:
            for left in LEFT.values():
                laws.nothing_left_over_is_used(make, kind, left, pause=1.0)


def truncations() -> None:
    laws.cut_off_at_every_byte(clear, Sync, reply(order(2)), warm=True)
    laws.cut_off_at_every_byte(clear, Async, reply(order(2)), warm=False)


def forks() -> None:
    over_no_network.test_a_fork_does_not_share_connections(Sync)


def refusals() -> None:
    over_no_network.test_a_connection_that_takes_no_byte_has_sent_none(Sync, warm=True)
    over_no_network.test_a_connection_that_takes_no_byte_has_sent_none(Async, warm=True)


_CLOSED = """\
        except BaseException:
            line.close()
            raise
        self._pool"""
_GIVEN_BACK = """\
        except BaseException:
            line.connection.is_clean = True
            self._pool.give(line, line.since)
            raise
        self._pool"""


FOUND = (AssertionError, CrossbookError, pytest.fail.Exception)
"""How a law says that it is broken: a call that must work and does not ends in an error of ours."""


@attrs.frozen
class Mistake:
    module: ModuleType
    right: str
    wrong: str
    law: Callable[[], None]
    preamble: str = ""


MISTAKES = {
    # The next exchange begins on a connection that still holds bytes of the last.
    "what trails a reply is not looked at": Mistake(
        connection, 'alone = self._wire.trailing_data == (b"", False)', "alone = True", leftovers
    ),
    "what lies on the socket is not looked at": Mistake(pool, "and line.is_quiet()\n", "and True\n", leftovers),
    "a goodbye of TLS is not noticed": Mistake(layers, "not self.closed and self._records.whole", "self._records.whole", leftovers),
    "half a record of TLS is not noticed": Mistake(layers, "not self.closed and self._records.whole", "not self.closed", leftovers),
    "an interrupted exchange's connection goes back": Mistake(transport, _CLOSED, _GIVEN_BACK, interrupts),
    "a cancelled exchange's connection goes back": Mistake(async_transport, _CLOSED, _GIVEN_BACK, cancellations),
    # A cancelled task leaves something behind, until there is nothing left.
    "only errors close a connection": Mistake(async_transport, _CLOSED, _CLOSED.replace("BaseException", "Exception"), cancellations),
    "a cancelled task keeps its slot": Mistake(
        async_transport,
        "        line = self._pool.take(",
        """\
        self.__dict__.setdefault("slots", asyncio.Semaphore(1))
        await self.slots.acquire()
        asyncio.current_task().add_done_callback(lambda task: task.cancelled() or self.slots.release())
        line = self._pool.take(""",
        cancellations,
    ),
    # An interrupt leaves a lock held.
    "the pool has a lock": Mistake(
        pool,
        "        if not fresh and (line",
        """\
        assert _LOCK.acquire(timeout=0.1), "a lock is still held"
        self._idle.get(route.origin)
        _LOCK.release()
        if not fresh and (line""",
        interrupts_of_the_pool,
        preamble="import threading\n_LOCK = threading.Lock()\n",
    ),
    # What is said of an interrupted or a failed request is not true.
    "bytes are counted after they have left": Mistake(
        transport,
        "        terms.handed_over = True  # An",
        "        count = channel.send(left, until)\n        terms.handed_over = True  # An",
        interrupts_of_the_transport,
    ),
    "bytes that nobody took are counted": Mistake(
        transport, "            terms.handed_over = before  # This time it took none.\n", "", refusals
    ),
    "bytes that nobody took are counted, asynchronously": Mistake(
        async_transport, "        terms.handed_over = before  # It took none.\n", "", refusals
    ),
    "a fork is not noticed": Mistake(pool, "if self._owner != self._process():", "if False:", forks),
    "what trails a reply that is read at sight is not looked at": Mistake(at_sight, "and int(told) == length", "", leftovers),
    "a reply without its end is complete": Mistake(
        connection,
        "                    self._wire.receive_data((yield from self._received()))\n                case h11.Data",
        """\
                    try:
                        self._wire.receive_data((yield from self._received()))
                    except Fault:
                        return body.whole()
                case h11.Data""",
        truncations,
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_our_own_code_is_found(mistake: str) -> None:
    found = MISTAKES[mistake]
    with planted(found.module, found.right, found.wrong, preamble=found.preamble), pytest.raises(FOUND):
        found.law()
