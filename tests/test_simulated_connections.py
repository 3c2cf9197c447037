"""Everything that can happen to a connection, over a network that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import connection_laws as laws
import pytest
from connection_laws import open_in, order, own_reply, reply, works
from fake_network import END, NEVER, Asked, Piece, World
from samples import LONG, sample
from simulated_kinds import KINDS, LEFT, WORLDS, Kind, clear, encrypted, in_pieces, many_addresses

from crossbook import CouldNotConnect, NoReply, NotSent, Timeouts

EVERY = sample(251, long=1)


def slow(*, seed: int = 0) -> World:
    """A venue that takes its time: a reply comes in three parts, the last after eight seconds."""
    world = many_addresses(seed=seed)
    world.manners[("192.0.2.4", 80)] = 0.7

    def answer(asked: Asked) -> Sequence[Piece]:
        raw = reply(asked.json["sessionID"])
        return [Piece(raw[:20], 1.0), Piece(raw[20:60], 3.0), Piece(raw[60:], 4.0)]

    world.answer = answer
    return world


# ----------------------------------------------------------------------------------------------- interrupts, cancellations


@pytest.mark.parametrize(
    ("world", "warm", "least"),
    [
        ("clear", False, 2000),
        ("clear", True, 1500),
        ("encrypted", False, 2000),
        ("encrypted", True, 2000),
        ("many", False, 2000),
        ("in pieces", False, 6000),
        ("in pieces", True, 6000),
    ],
)
def test_an_interrupt_at_any_step_leaves_a_client_that_works(world: str, warm: bool, least: int) -> None:  # noqa: FBT001 - a case
    make = {**WORLDS, "many": many_addresses, "in pieces": in_pieces}[world]
    every = 4 * EVERY if world == "encrypted" and EVERY > 1 else EVERY
    assert laws.interrupted_at_every_step(make, warm=warm, every=every) >= least, "not every step was counted"


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("world", "warm"), [("clear", False), ("clear", True), ("encrypted", False), ("encrypted", True), ("many", False)])
def test_a_cancellation_at_any_wait_leaves_a_client_that_works(world: str, warm: bool, again: bool) -> None:  # noqa: FBT001 - a case
    make, tick = (many_addresses, 0.03) if world == "many" else (WORLDS[world], 0.0)
    every = sample(3, long=1) if world == "encrypted" else 1
    assert laws.cancelled_at_every_wait(make, warm=warm, again=again, tick=tick, every=every) >= 10, "there were hardly any waits"


@pytest.mark.parametrize("kind", KINDS)
def test_time_that_runs_out_at_any_moment_leaves_a_client_that_works(kind: Kind) -> None:
    assert laws.given_up_at_every_moment(slow, kind, seconds=9.0, every=sample(0.15, long=0.07)) > 50


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


def behind_an_earlier_one(asked: Asked) -> Sequence[Piece]:
    return [Piece(reply(order(1)) + reply(asked.json["sessionID"]))]


def test_an_earlier_reply_that_comes_together_with_a_later_one_is_no_answer() -> None:
    for kind in KINDS:
        for make in WORLDS.values():
            world = make()
            world.grain = None
            with open_in(world, kind) as side:
                works(side, 1)
                world.answer = behind_an_earlier_one
                with pytest.raises(NoReply):
                    side.cancel(2)


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
    laws.cut_off_at_every_byte(WORLDS[world], kind, reply(order(2)), warm=warm, every=1 if world == "clear" and (LONG or not warm) else 11)


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
