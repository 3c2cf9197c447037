"""Everything that can happen to a connection, over a network that is not there: the laws, and the mistakes that they must find.

`CROSSBOOK_LONG=1` interrupts at every step of the interpreter (`nox -s connections`); otherwise at a sample of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType
from typing import TypeAlias

import attrs
import connection_laws as laws
import pytest
from certificates import ca_file, served
from connection_laws import HOST, Async, Sync, open_in, order, own_reply, reply, works
from fake_network import END, NEVER, Asked, Piece, World
from planting import planted

from crossbook import CouldNotConnect, CrossbookError, NoReply, NotSent, Timeouts
from crossbook.http import async_transport, pool, transport
from crossbook.http.protocol import connection, layers

EVERY = 1 if os.environ.get("CROSSBOOK_LONG") else 53

Kind: TypeAlias = type[Sync] | type[Async]
KINDS: tuple[Kind, ...] = (Sync, Async)


def clear(*, seed: int = 0) -> World:
    return World(own_reply, seed=seed)


def encrypted(*, seed: int = 0) -> World:
    return World(own_reply, seed=seed, tls=served(HOST), ca_file=ca_file())


def many_addresses(*, seed: int = 0) -> World:
    """Two of the addresses are dead, one refuses."""
    world = clear(seed=seed)
    world.addresses = [(2, (f"192.0.2.{number}", 80)) for number in range(1, 5)]
    world.manners = {("192.0.2.1", 80): NEVER, ("192.0.2.2", 80): OSError(111, "Connection refused"), ("192.0.2.3", 80): NEVER}
    world.look_up_seconds = 0.2
    return world


def slow(*, seed: int = 0) -> World:
    """A venue that takes its time: a reply comes in three parts, the last after eight seconds."""
    world = many_addresses(seed=seed)
    world.manners[("192.0.2.4", 80)] = 0.7

    def answer(asked: Asked) -> Sequence[Piece]:
        raw = reply(asked.json["sessionID"])
        return [Piece(raw[:20], 1.0), Piece(raw[20:60], 3.0), Piece(raw[60:], 4.0)]

    world.answer = answer
    return world


WORLDS = {"clear": clear, "encrypted": encrypted}


# ----------------------------------------------------------------------------------------------- interrupts, cancellations


@pytest.mark.parametrize(
    ("world", "warm", "least"),
    [("clear", False, 6000), ("clear", True, 6000), ("encrypted", False, 6000), ("encrypted", True, 6000), ("many", False, 6000)],
)
def test_an_interrupt_at_any_step_leaves_a_client_that_works(world: str, warm: bool, least: int) -> None:  # noqa: FBT001 - a case
    make = {**WORLDS, "many": many_addresses}[world]
    every = 4 * EVERY if world == "encrypted" and EVERY > 1 else EVERY
    assert laws.interrupted_at_every_step(make, warm=warm, every=every) >= least, "not every step was counted"


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("world", "warm"), [("clear", False), ("clear", True), ("encrypted", False), ("encrypted", True), ("many", False)])
def test_a_cancellation_at_any_wait_leaves_a_client_that_works(world: str, warm: bool, again: bool) -> None:  # noqa: FBT001 - a case
    make, tick = (many_addresses, 0.03) if world == "many" else (WORLDS[world], 0.0)
    assert laws.cancelled_at_every_wait(make, warm=warm, again=again, tick=tick) >= 10, "there were hardly any waits"


@pytest.mark.parametrize("kind", KINDS)
def test_time_that_runs_out_at_any_moment_leaves_a_client_that_works(kind: Kind) -> None:
    assert laws.given_up_at_every_moment(slow, kind, seconds=9.0, every=0.07) > 100


# ------------------------------------------------------------------------------------------- what is left over, what breaks

LEFT: dict[str, Sequence[Piece]] = {
    "another reply": [Piece(reply(order(99)))],
    "another reply, later": [Piece(reply(order(99)), 0.5)],
    "a refusal": [Piece(reply(order(99), "409 Conflict"))],
    "a byte": [Piece(b"H")],
    "half of a reply": [Piece(reply(order(99))[:30])],
    "half of a reply, the rest later": [Piece(reply(order(99))[:30], 0.1), Piece(reply(order(99))[30:], 2.5)],
    "an end": [Piece(END)],
    "an end, later": [Piece(END, 0.5)],
    "a request timeout, and an end": [Piece(b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", 0.5), Piece(END)],
}


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_over_is_nobody_s_reply(kind: Kind, world: str, left: str) -> None:
    laws.nothing_left_over_is_used(WORLDS[world], kind, LEFT[left], pause=1.0)


def doubled(asked: Asked) -> Sequence[Piece]:
    return [Piece(reply(asked.json["sessionID"]) + reply(order(99)))]


def followed_by(left: Sequence[Piece], asked: Asked) -> Sequence[Piece]:
    return [*own_reply(asked), *left]


def half_an_answer(_: Asked) -> Sequence[Piece]:
    return [Piece(b"HTTP/1.1 200 OK\r\n"), Piece(END, 1e5)]


def test_what_comes_in_one_piece_with_a_reply_is_nobody_s_reply() -> None:
    for kind in KINDS:
        for make in WORLDS.values():
            world = make()
            world.grain = None
            world.answer = doubled
            with open_in(world, kind) as side:
                for number in range(6):
                    works(side, number)


def test_what_comes_at_once_with_a_reply_is_nobody_s_reply() -> None:
    for kind in KINDS:
        for make in WORLDS.values():
            for left in LEFT.values():
                world = make()
                world.grain = None
                world.answer = partial(followed_by, left)
                with open_in(world, kind) as side:
                    for number in range(4):
                        works(side, number)
                        world.now += 1.0


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_reply_that_is_cut_off_at_any_byte_is_none(kind: Kind, world: str, warm: bool) -> None:  # noqa: FBT001 - a case
    laws.cut_off_at_every_byte(WORLDS[world], kind, reply(order(2)), warm=warm, every=1 if world == "clear" else 11)


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_is_used_again_until_it_has_lain_for_too_long(kind: Kind) -> None:
    for pause, connections in ((2.4, 1), (2.6, 5)):
        world = clear()
        with open_in(world, kind) as side:
            for number in range(5):
                works(side, number)
                world.now += pause
        assert world.connections == connections


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_keeps_no_connection_is_believed_for_a_while(kind: Kind) -> None:
    """It closes each connection a moment after its reply, unannounced: nobody knows whether a request that meets that end arrived."""
    world = clear()
    with open_in(world, kind) as side:
        world.answer = partial(followed_by, [Piece(END, 0.5)])
        for number in range(4):
            works(side, number)
            world.now += 1.0
        assert world.open_descriptors == 0, "nothing is kept any more"
        world.answer = own_reply
        world.now += 29
        works(side, 5)
        works(side, 6)
        works(side, 7)
    assert [asked.connection for asked in world.asked] == [1, 2, 3, 4, 5, 5, 5], "connections are kept again"


@pytest.mark.parametrize("kind", KINDS)
def test_a_fork_does_not_share_connections(kind: Kind) -> None:
    world = clear()
    with open_in(world, kind) as side:
        works(side, 1)
        world.process_id = 2
        works(side, 2)
        works(side, 3)
    assert [asked.connection for asked in world.asked] == [1, 2, 2]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("warm", [False, True])
def test_a_connection_that_takes_no_byte_has_sent_none(kind: Kind, warm: bool) -> None:  # noqa: FBT001 - a case
    world = clear()
    with open_in(world, kind) as side:
        if warm:
            works(side, 1)
        world.deaf = True
        with pytest.raises(NotSent, match="nothing was sent"):
            side.cancel(2)
        world.deaf = False
        works(side, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_speaks_before_it_is_asked_is_not_asked(kind: Kind) -> None:
    world = clear()
    world.greeting = [Piece(reply(order(99)))]
    with open_in(world, kind) as side:
        with pytest.raises(CouldNotConnect, match="before it was asked"):
            side.cancel(1)
        assert world.requests_begun == 0
        world.greeting = []
        works(side, 2)


# ---------------------------------------------------------------------------------------------------- where time runs out


def ends(kind: Kind, world: World, timeouts: Timeouts) -> tuple[str, float]:
    """Give what a call that fails says, and how long it took."""
    with open_in(world, kind, timeouts) as side:
        start = world.now
        with pytest.raises((CouldNotConnect, NoReply)) as caught:
            side.cancel(1)
        took = world.now - start
        world.answer, world.manners, world.look_up_seconds, world.mute = own_reply, {}, 0.0, False
        works(side, 2)
    return caught.value.message, took


@pytest.mark.parametrize("kind", KINDS)
def test_the_time_that_ran_out_and_where_is_told(kind: Kind) -> None:
    world = clear()
    world.look_up_seconds = 60
    words, took = ends(kind, world, Timeouts(connect=2, reply=10))
    assert "not connected to venue.test:80 within 2 s: time ran out while looking up venue.test" in words
    assert took == pytest.approx(2)

    world = clear()
    world.addresses = [(2, (f"192.0.2.{number}", 80)) for number in range(1, 9)]
    world.manners = {address: NEVER for _, address in world.addresses}
    words, took = ends(kind, world, Timeouts(connect=1, reply=10))
    assert "within 1 s: time ran out while connecting to venue.test:80" in words
    assert took == pytest.approx(1)

    world = encrypted()
    world.mute = True
    words, took = ends(kind, world, Timeouts(connect=3, reply=10))
    assert "not connected to venue.test:443 within 3 s: time ran out while agreeing on TLS with venue.test:443" in words
    assert took == pytest.approx(3)

    world = clear()
    world.answer = half_an_answer
    words, took = ends(kind, world, Timeouts(connect=1, reply=4))
    assert words == "no complete reply within 4 s"
    assert took == pytest.approx(4)


@pytest.mark.parametrize("kind", KINDS)
def test_one_address_that_answers_is_found_among_many_that_do_not(kind: Kind) -> None:
    world = clear()
    world.addresses = [(10 if number % 2 else 2, (f"192.0.2.{number}", 80)) for number in range(1, 10)]
    world.manners = {address: NEVER for _, address in world.addresses[:-1]}
    with open_in(world, kind, Timeouts(connect=1, reply=1)) as side:
        start = world.now
        works(side, 1)
        assert world.now - start < 0.7


@pytest.mark.parametrize("kind", KINDS)
def test_addresses_that_all_refuse_are_reported_at_once(kind: Kind) -> None:
    world = clear()
    world.addresses = [(2, (f"192.0.2.{number}", 80)) for number in range(1, 4)]
    world.manners = {address: ConnectionRefusedError(111, "Connection refused") for _, address in world.addresses}
    words, took = ends(kind, world, Timeouts(connect=5, reply=5))
    assert "could not connect to venue.test:80: Connection refused" in words
    assert took < 0.1


# ------------------------------------------------------------------------------------------------------- planted mistakes


def interrupts() -> None:
    laws.interrupted_at_every_step(clear, warm=True, every=97)


def interrupts_of_the_pool() -> None:
    laws.interrupted_at_every_step(clear, warm=True, places=("crossbook/http/pool",))


def interrupts_of_the_transport() -> None:
    laws.interrupted_at_every_step(clear, warm=True, places=("crossbook/http/transport",))


def cancellations() -> None:
    laws.cancelled_at_every_wait(many_addresses, warm=False, tick=0.1)
    laws.cancelled_at_every_wait(clear, warm=True)


def leftovers() -> None:
    test_what_comes_in_one_piece_with_a_reply_is_nobody_s_reply()
    test_what_comes_at_once_with_a_reply_is_nobody_s_reply()
    for make in WORLDS.values():
        for kind in KINDS:
            for left in LEFT.values():
                laws.nothing_left_over_is_used(make, kind, left, pause=1.0)


def truncations() -> None:
    laws.cut_off_at_every_byte(clear, Sync, reply(order(2)), warm=True)
    laws.cut_off_at_every_byte(clear, Async, reply(order(2)), warm=False)


def forks() -> None:
    test_a_fork_does_not_share_connections(Sync)


def refusals() -> None:
    test_a_connection_that_takes_no_byte_has_sent_none(Sync, warm=True)
    test_a_connection_that_takes_no_byte_has_sent_none(Async, warm=True)


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
