"""The dead man's handle, in a time that the tests own: when it beats, when it gives alarm, and when it refuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Answer, Replies, said

from crossbook import InvalidRequest, NoReply, NotSent, OutcomeUnknown, ReadFailed
from crossbook.desk import DeadMan, DeadManAlarm, DisarmRefused, LeaseHeld, Pull, Unreconciled, WholeAccount, pull_orders
from crossbook.desk.beats import Beats, begun
from crossbook.fourcasters import Fourcasters
from crossbook.sandbox import Sandbox

SECONDS = 30.0
"""How long a test waits for a thread, at most."""


class OwnClock:
    """Time that passes when the test says so. A test goes on once the thread waits again."""

    def __init__(self) -> None:
        self.time = 1000.0
        self._changed = threading.Condition()
        self._waiting: list[float] = []

    def now(self) -> float:
        return self.time

    def wait(self, wake: threading.Event, moment: float) -> None:
        with self._changed:
            self._waiting.append(moment)
            self._changed.notify_all()
            while self.time < moment and not wake.is_set():
                self._changed.wait(0.002)
            self._waiting.remove(moment)
            self._changed.notify_all()

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass in small steps; whoever is due then acts before the next."""
        until = self.time + seconds
        while self.time < until:
            self.settle()
            self.time = min(until, self.time + step)
        self.settle()

    def settle(self) -> None:
        """Wait until the thread waits for something that is still to come, or is over."""
        ends = time.monotonic() + SECONDS
        while True:
            threads = [thread for thread in threading.enumerate() if thread.name == "crossbook-dead-man"]
            with self._changed:
                self._changed.notify_all()
                if not threads or (self._waiting and min(self._waiting) > self.time):
                    return
                self._changed.wait(0.002)
            assert time.monotonic() < ends, "the thread neither waits nor ends"


@attrs.frozen
class Told:
    id: str | None = "66d000000000000000000001"
    timeout_seconds: int = 30
    told_seconds: int | None = 30


class Venue:
    """What a client says: heartbeats that succeed, or fail as a test has it."""

    venue = "fourcasters"

    def __init__(self, clock: OwnClock) -> None:
        self.clock = clock
        self.beats: list[float] = []
        self.failures: list[Callable[[], Exception]] = []
        self.fails: Callable[[], Exception] | None = None
        self.names: list[int | None] = []
        """Seconds that the next acknowledgements name; those after them, what was asked for."""
        self.orders: tuple[Any, ...] = ()
        self.listing: Exception | None = None
        self.account: str | None = Told().id

    def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> Told:
        assert deadline > 0
        self.beats.append(self.clock.now())
        failure = self.failures.pop(0) if self.failures else self.fails
        if failure is not None:
            raise failure()
        told = self.names.pop(0) if self.names else timeout_seconds
        return Told(timeout_seconds=timeout_seconds, told_seconds=told)

    def me(self, *, deadline: float = 30.0) -> Told:
        assert deadline > 0
        return Told(self.account)

    def open_orders(self, *, deadline: float = 30.0) -> tuple[Any, ...]:
        assert deadline > 0
        if self.listing is not None:
            raise self.listing
        return self.orders


def lost() -> Exception:
    return NoReply("no reply", venue="fourcasters", operation="ordersHeartbeat")


def unsent() -> Exception:
    return NotSent("no connection", venue="fourcasters", operation="ordersHeartbeat")


class Held:
    def __init__(self, folder: Path) -> None:
        self.clock = OwnClock()
        self.venue = Venue(self.clock)
        self.alarms: list[DeadManAlarm] = []
        self.folder = folder
        self.man = self.another()

    def state(self) -> str:
        return self.man.state

    def heard(self, count: int) -> list[DeadManAlarm]:
        """Give the alarms, once there are so many: they are told in a thread of their own."""
        ends = time.monotonic() + SECONDS
        while len(self.alarms) < count:
            assert time.monotonic() < ends, self.alarms
            time.sleep(0.002)
        return self.alarms

    def another(self) -> DeadMan:
        return DeadMan(self.venue, timeout=30, alarm=self.alarms.append, lease_folder=self.folder, clock=self.clock)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    made = Held(tmp_path)
    yield made
    made.man.let_go()


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


@pytest.mark.parametrize("named", [1, 29, 999])
def test_what_names_another_timer_than_was_asked_for_is_no_acknowledgement(held: Held, named: int) -> None:
    held.man.arm()
    held.venue.names = [named] * 100
    held.clock.pass_time(11)
    assert held.state() == "missed"
    assert f"found one of {named} s" in held.heard(1)[0].why
    held.clock.pass_time(30)
    assert held.state() == "lost"


def test_what_is_not_acknowledged_does_not_arm(held: Held) -> None:
    held.venue.names = [29]
    with pytest.raises(OutcomeUnknown, match="the acknowledgement of a timer of 30 s, found one of 29 s"):
        held.man.arm()
    assert held.state() == "lost"
    with pytest.raises(Unreconciled):
        held.man.arm()


def test_to_disarm_outlasts_the_longer_timer_that_the_venue_named_last(held: Held) -> None:
    held.man.arm()
    held.venue.names = [500]
    held.clock.pass_time(11)
    assert disarmed(held) >= 500 - 2


@pytest.mark.parametrize(
    "body",
    [
        {"error": "orders service unreachable"},
        {"data": {"error": "Invalid heartbeat timeout"}},
        {"data": {"type": "heartbeatRejected", "timeoutSec": 6}},
        {"data": {"type": "heartbeatAck", "timeoutSec": 6}, "error": "x"},
        {"data": {"type": "heartbeatAck", "timeoutSec": "6"}},
        {"data": {"success": False}},
        {"data": False},
        {"success": False},
        [],
        "<html>",
        b"<html>",
        b'{"data":{"type":"heartbeatAck","timeoutSec":6,"timeoutSec":60}}',
        b'{"data":{"type":"heartbeatAck","timeoutSec":1e999}}',
    ],
)
def test_what_speaks_against_an_acknowledgement_is_none(venue: Replies, fourcasters: Fourcasters, body: Any) -> None:
    venue.will(Answer(200, body) if isinstance(body, bytes) else said(body))
    with pytest.raises(OutcomeUnknown, match="it is no acknowledgement"):
        fourcasters.heartbeat(6)


@pytest.mark.parametrize("body", [b"", {}, {"data": {"type": "heartbeatAck"}}, {"data": {"serverTime": "x"}}, {"data": "ok"}])
def test_over_rest_a_status_acknowledges_whatever_form_its_reply_has(venue: Replies, fourcasters: Fourcasters, body: Any) -> None:
    # pages/rest/user/orders-heartbeat.mdx: 200 is "Heartbeat acknowledged", and no page shows a reply.
    venue.will(Answer(200, body) if isinstance(body, bytes) else said(body))
    assert fourcasters.heartbeat(6).told_seconds is None


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


@pytest.mark.parametrize("held_in_it", [b"", b"\0\0\0\0\0", b"ove", b"over\nx", b"runn"])
def test_a_lease_that_was_cut_off_or_spoilt_is_reconciled_first(held: Held, held_in_it: bytes) -> None:
    held.man.arm()
    held.man.let_go()
    (path,) = held.folder.iterdir()
    path.write_bytes(held_in_it)
    held.man = held.another()
    with pytest.raises(Unreconciled, match="reconcile first"):
        held.man.arm()


def test_a_folder_that_does_not_exist_is_an_error_before_anything_is_sent(held: Held) -> None:
    with pytest.raises(InvalidRequest, match="a folder that exists"):
        DeadMan(held.venue, lease_folder=held.folder / "none")


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


def test_an_account_has_one_holder_on_a_machine(held: Held) -> None:
    held.man.arm()
    other = held.another()
    with pytest.raises(LeaseHeld, match="locked by another one"):
        other.arm()
    held.venue.account = "66d000000000000000000002"
    other.arm()
    other.let_go()
    held.venue.account = None
    with pytest.raises(InvalidRequest, match="an account that the venue names"):
        held.another().arm()


def test_who_lets_go_with_the_timer_running_leaves_that_to_be_reconciled(held: Held) -> None:
    held.man.arm()
    held.man.let_go()
    assert held.state() == "lost"
    with pytest.raises(Unreconciled):
        held.another().arm()


@pytest.mark.parametrize("timeout", [5, 0, -1, 7.5, True, "30", None])
def test_a_timeout_that_the_venue_does_not_take_is_an_error(held: Held, timeout: Any) -> None:
    with pytest.raises(InvalidRequest, match="a whole number of seconds, 6 or more"):
        DeadMan(held.venue, timeout=timeout)


HOLDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_dead_man import Held
held = Held(Path(sys.argv[1]))
held.man.arm()
print("armed", flush=True)
time.sleep(60)
"""


def test_a_holder_that_is_killed_lets_go_and_leaves_the_timer_to_be_reconciled(held: Held) -> None:
    command = [sys.executable, "-c", HOLDER, str(held.folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own interpreter
        assert holder.stdout is not None
        assert holder.stdout.readline() == "armed\n"
        with pytest.raises(LeaseHeld):
            held.man.arm()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with pytest.raises(Unreconciled):
        held.man.arm()
    held.man.reconcile()
    held.man.arm()
    assert held.state() == "armed"


WAYS = ("answered", "lost", "unsent")


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 12), st.sampled_from(["answered", "lost", "unsent"]), st.floats(0, 12), st.floats(0, 119)), max_size=12)
)
def test_the_timer_never_runs_longer_than_is_said_nor_shorter(happenings: list[tuple[float, str, float, float]]) -> None:
    """Of a timer at a venue that hears heartbeats when it does, `beats` gives bounds on both sides."""
    beats, heard = begun(30.0, 120.0, 1000.0, 1001.0), [1000.5]
    now = 1001.0
    for pause, how, takes, late in happenings:
        sent = now + pause
        if sent >= beats.may_run_out_at:
            break
        now, before = sent + takes, beats
        match how:
            case "answered" if now >= before.may_run_out_at:
                break  # It is taken for a loss.
            case "answered":
                heard.append(sent + takes / 2)
                beats = beats.answered(sent, now)
            case "lost":
                heard.append(now + late)
                beats = beats.missed(now, may_have_come=True)
            case _:
                beats = beats.missed(now, may_have_come=False)
        runs_out = _runs_out([moment for moment in heard if moment <= now])
        assert now >= beats.may_run_out_at or runs_out >= beats.may_run_out_at
        assert max(heard) + 30.0 <= beats.has_run_out_by
        assert isinstance(beats, Beats)


def _runs_out(heard: list[float]) -> float:
    """Say when a timer of 30 seconds runs out that hears these."""
    ends = heard[0] + 30.0
    for moment in sorted(heard):
        ends = moment + 30.0 if moment <= ends else ends
    return ends


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
