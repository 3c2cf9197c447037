"""The dead man's handle, in a time that the tests own: when it beats, when it gives alarm, and how it is armed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import dead_man_world
import pytest
from dead_man_world import SECONDS, Held, lost

from crossbook import InvalidRequest, NotSent, OutcomeUnknown, ReadFailed
from crossbook.desk import DeadMan, DeadManAlarm, Unreconciled


def unsent() -> Exception:
    return NotSent("no connection", venue="fourcasters", operation="ordersHeartbeat")


held = pytest.fixture(dead_man_world.held)


def test_nothing_is_sent_before_it_is_armed(held: Held) -> None:
    assert (held.state(), held.venue.beats) == ("disarmed", [])


def test_it_beats_three_times_in_a_timeout(held: Held) -> None:
    held.man.arm()
    held.clock.pass_time(60)
    assert held.venue.beats == [1000.0 + 10 * number for number in range(7)]
    assert (held.state(), held.alarms) == ("armed", [])


@pytest.mark.parametrize("failure", [lost, unsent])
def test_a_missed_acknowledgement_gives_alarm_and_the_next_beat_comes_soon(held: Held, failure: Any) -> None:
    held.man.arm()
    held.venue.failures = [failure]
    held.clock.pass_time(11)
    assert held.state() == "missed"
    assert [(alarm.state, alarm.runs_out_in) for alarm in held.heard(1)] == [("missed", 20.0)]
    held.clock.pass_time(4)
    assert held.state() == "armed"
    assert held.venue.beats[:2] == [1000.0, 1010.0]
    assert 1013 <= held.venue.beats[2] <= 1014


def test_a_timeout_without_an_acknowledgement_is_a_loss_and_nothing_is_sent_after_it(held: Held) -> None:
    held.man.arm()
    held.venue.fails = lost
    held.clock.pass_time(100)
    assert held.state() == "lost"
    while held.heard(1)[-1].state != "lost":
        held.heard(len(held.alarms) + 1)
    assert max(held.venue.beats) < 1030
    held.venue.fails = None
    with pytest.raises(Unreconciled):
        held.man.arm()
    held.venue.orders = ("order",)
    found: tuple[Any, ...] = held.man.reconcile()
    assert found == ("order",)
    held.man.arm()
    assert held.state() == "armed"


def test_a_reconcile_that_fails_is_none(held: Held) -> None:
    held.man.arm()
    held.venue.fails = lost
    held.clock.pass_time(40)
    held.venue.listing = ReadFailed("no", venue="fourcasters", operation="getUnmatched")
    with pytest.raises(ReadFailed):
        held.man.reconcile()
    with pytest.raises(Unreconciled):
        held.man.arm()


def test_an_alarm_that_blocks_stops_no_heartbeat(tmp_path: Path) -> None:
    held, go_on = Held(tmp_path), threading.Event()
    states = list[str]()

    def block(alarm: DeadManAlarm) -> None:
        go_on.wait(SECONDS)
        states.append(alarm.state)

    man = DeadMan(held.venue, timeout=30, alarm=block, lease_folder=tmp_path, clock=held.clock)
    man.arm()
    held.venue.failures = [lost]
    held.clock.pass_time(60)
    assert (man.state, len(held.venue.beats), states) == ("armed", 7, [])
    go_on.set()
    man.let_go()


def test_it_is_lost_when_its_time_is_over_whoever_has_noticed(held: Held) -> None:
    held.man.arm()
    held.clock.time += 30  # (A program that was stopped for so long.)
    assert held.state() == "lost"


@pytest.mark.parametrize("failure", [RuntimeError, SystemExit, GeneratorExit])
def test_an_alarm_that_fails_stops_no_heartbeat(tmp_path: Path, failure: type[BaseException]) -> None:
    held = Held(tmp_path)

    def fail(_: DeadManAlarm) -> None:
        raise failure("watching")

    man = DeadMan(held.venue, timeout=30, alarm=fail, lease_folder=tmp_path, clock=held.clock)
    man.arm()
    held.venue.failures = [lost]
    held.clock.pass_time(40)
    assert (man.state, len(held.venue.beats)) == ("armed", 5)
    man.let_go()


def test_arming_that_may_have_begun_the_timer_has_to_be_reconciled(held: Held) -> None:
    held.venue.failures = [lost]
    with pytest.raises(OutcomeUnknown):
        held.man.arm()
    with pytest.raises(Unreconciled):
        held.man.arm()
    with pytest.raises(Unreconciled):
        held.another().arm()
    held.man.reconcile()
    held.man.arm()


def test_arming_that_never_left_leaves_nothing(held: Held) -> None:
    held.venue.failures = [unsent]
    with pytest.raises(NotSent):
        held.man.arm()
    assert held.state() == "disarmed"
    held.man.arm()
    with pytest.raises(RuntimeError, match="found one that is armed"):
        held.man.arm()


@pytest.mark.parametrize("timeout", [5, 0, -1, 7.5, True, "30", None])
def test_a_timeout_that_the_venue_does_not_take_is_an_error(held: Held, timeout: Any) -> None:
    with pytest.raises(InvalidRequest, match="a whole number of seconds, 6 or more"):
        DeadMan(held.venue, timeout=timeout)
