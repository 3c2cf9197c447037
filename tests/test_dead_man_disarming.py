"""The dead man's handle is let go only where nothing rests and the timer has certainly run out."""

from __future__ import annotations

import threading
from pathlib import Path

import dead_man_world
import pytest
from dead_man_world import SECONDS, Held, OwnClock, Venue, lost

from crossbook import ReadFailed
from crossbook.desk import DeadMan, DisarmRefused, Pull, WholeAccount, pull_orders
from crossbook.fourcasters import Fourcasters
from crossbook.sandbox import Sandbox

held = pytest.fixture(dead_man_world.held)


def test_to_disarm_outlasts_the_longer_timer_that_the_venue_named_last(held: Held) -> None:
    held.man.arm()
    held.venue.names = [500]
    held.clock.pass_time(11)
    assert disarmed(held) >= 500 - 2


def disarmed(held: Held) -> float:
    """Disarm in a thread, let time pass until that is over, and say how long it took."""
    began, over = held.clock.time, list[float]()

    def disarm() -> None:
        held.man.disarm()
        over.append(held.clock.time)

    thread = threading.Thread(target=disarm)
    thread.start()
    while thread.is_alive():
        held.clock.time += 0.5
        thread.join(0.003)
    (ended,) = over
    return ended - began


def test_to_disarm_outlasts_the_timer(held: Held) -> None:
    held.man.arm()
    held.clock.pass_time(15)
    took = disarmed(held)
    assert held.state() == "disarmed"
    assert max(held.venue.beats) + 30 <= held.clock.time
    assert took <= 32
    held.man.arm()  # Nothing to reconcile.
    assert held.state() == "armed"


def test_to_disarm_outlasts_a_heartbeat_that_may_still_arrive(held: Held) -> None:
    held.man.arm()
    held.venue.failures = [lost]
    held.clock.pass_time(12)
    took = disarmed(held)
    assert took >= 120 + 30 - 12


class Impatient(OwnClock):
    """A clock whose wait in the thread of whoever disarms is interrupted, once."""

    interrupts = True

    def wait(self, wake: threading.Event, moment: float) -> None:
        if threading.current_thread() is threading.main_thread() and self.interrupts:
            self.interrupts = False
            raise KeyboardInterrupt
        super().wait(wake, moment)


def test_a_disarming_that_was_interrupted_goes_on_waiting_whatever_was_placed_meanwhile(tmp_path: Path) -> None:
    clock = Impatient()
    venue = Venue(clock)
    man = DeadMan(venue, timeout=30, lease_folder=tmp_path, clock=clock)
    man.arm()
    with pytest.raises(KeyboardInterrupt):
        man.disarm()
    assert str(man.state) == "disarming"
    # Nothing renews any more, so to refuse now would leave a timer that nobody can do anything about.
    venue.orders = ("placed against the advice",)
    ended = threading.Thread(target=man.disarm)
    ended.start()
    clock.pass_time(31)
    ended.join(SECONDS)
    assert (str(man.state), len(venue.beats)) == ("disarmed", 1)
    man.arm()
    assert str(man.state) == "armed"
    man.let_go()


def test_to_disarm_is_refused_while_something_rests_or_cannot_be_read(held: Held) -> None:
    held.man.arm()
    held.venue.orders = ("order",)
    with pytest.raises(DisarmRefused, match="found 1 orders") as raised:
        held.man.disarm()
    assert [*map(str, raised.value.orders)] == ["order"]
    held.venue.listing = ReadFailed("no list", venue="fourcasters", operation="getUnmatched")
    with pytest.raises(DisarmRefused, match="no list"):
        held.man.disarm()
    before = len(held.venue.beats)
    held.clock.pass_time(25)
    assert (held.state(), len(held.venue.beats) - before) == ("armed", 2)


def test_it_holds_an_account_of_the_sandbox(sandbox: Sandbox, tmp_path: Path) -> None:
    venue = sandbox.fourcasters
    clock = OwnClock()
    order = venue.seed_order()
    with Fourcasters(token=venue.token, base_url=venue.url) as client:
        man = DeadMan(client, timeout=30, lease_folder=tmp_path, clock=clock)
        man.arm()
        with pytest.raises(DisarmRefused):
            man.disarm()
        clock.pass_time(25, step=5)
        assert sum(request.operation == "ordersHeartbeat" for request in venue.requests) == 3
        venue.advance(29)
        assert venue.open_order_ids() == (order,)
        assert pull_orders(Pull(client, WholeAccount())).is_proven
        order = venue.seed_order()
        man.let_go()
        venue.advance(31)
        assert venue.open_order_ids() == ()
        assert man.reconcile() == ()
