"""The file of a tape: who may read it, how long it is kept, and what a kill leaves in it."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import own_tape
import pytest
from accounts import ORDER, Clients
from observed import CANCELLED
from operations import BET
from own_tape import lines
from replies import Held, Replies, said

from crossbook import Cancelled
from crossbook.desk import replay
from crossbook.observing import Event, UnclaimedFrame
from crossbook.tape import Tape

path = pytest.fixture(own_tape.path)
tape = pytest.fixture(own_tape.tape)


# ---- the file


def test_only_its_user_may_read_a_tape(path: Path) -> None:
    before = os.umask(0)
    try:
        with Tape(path, largest=1, kept=2) as tape:
            tape(UnclaimedFrame(at=0.0, venue="fourcasters", text="x"))
            tape(UnclaimedFrame(at=0.0, venue="fourcasters", text="x"))
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == dict.fromkeys(["orders.tape", "orders.tape.1", "orders.tape.2"], 0o600)


def test_a_file_that_others_may_read_is_closed_to_them(path: Path) -> None:
    path.touch(0o644)
    path.chmod(0o644)
    with Tape(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_tape_goes_on_to_the_next_file_and_keeps_so_many(path: Path) -> None:
    with Tape(path, largest=300, kept=3) as tape:
        for number in range(40):
            tape(UnclaimedFrame(at=float(number), venue="fourcasters", text="x" * 50))
    files = {each.name for each in path.parent.iterdir()}
    assert files == {"orders.tape", "orders.tape.1", "orders.tape.2", "orders.tape.3"}
    numbers = [
        line["at"]
        for name in ("orders.tape.3", "orders.tape.2", "orders.tape.1", "orders.tape")
        for line in lines(path.parent / name)
        if "at" in line
    ]
    assert numbers == [float(number) for number in range(40)][-len(numbers) :]
    assert max(each.stat().st_size for each in path.parent.iterdir()) < 700


def test_files_that_went_with_time_are_told_of(venue: Replies, clients: Clients, path: Path) -> None:
    venue.always(said(CANCELLED))
    for whole in (True, False):
        with Tape(path, largest=1, kept=2) as tape:
            client = clients.fourcasters(observers=[tape])
            before = replay(path).gone
            assert (before == 0) is whole
            client.cancel_order(ORDER)
            client.cancel_order(ORDER)
        found = replay(path)
        assert found.gone > before, "files are counted on by the next process"
        assert len(found.files) == 3


def test_a_tape_of_which_nothing_went_says_so(venue: Replies, clients: Clients, path: Path) -> None:
    venue.always(said(CANCELLED))
    for _ in range(2):
        with Tape(path, largest=2000) as tape:
            client = clients.fourcasters(observers=[tape])
            for _ in range(5):
                client.cancel_order(ORDER)
    found = replay(path)
    assert len(found.files) > 2
    assert (found.gone, found.headless) == (0, 0)
    found_files = [Path(name) for name in found.files]
    found_files[1].unlink()
    assert replay(path).gone == 1


def test_a_call_that_goes_over_the_end_of_a_file_is_one_call(venue: Replies, clients: Clients, path: Path) -> None:
    venue.always(said(CANCELLED))
    with Tape(path, largest=1, kept=1000) as tape:
        client = clients.fourcasters(observers=[tape])
        for _ in range(5):
            client.cancel_order(ORDER)
    found = replay(path)
    assert len(found.files) > 5
    assert (found.calls, found.outcomes, found.count("same"), found.headless) == (5, 5, 5, 0)


def test_without_older_files_a_tape_begins_anew(path: Path) -> None:
    with Tape(path, largest=1, kept=0) as tape:
        tape(UnclaimedFrame(at=0.0, venue="fourcasters", text="x"))
    assert [each.name for each in path.parent.iterdir()] == ["orders.tape"]
    assert len(lines(path)) == 1


def test_two_tapes_cannot_write_to_one_file(path: Path, tape: Tape) -> None:
    with pytest.raises(OSError, match="in use by another tape"):
        Tape(path)
    tape.close()
    Tape(path).close()


def test_a_link_is_not_followed(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(OSError, match=r"."):
        Tape(path)


@pytest.mark.parametrize("named", [{"largest": 0}, {"kept": -1}])
def test_numbers_that_make_no_sense_are_refused(named: Any, path: Path) -> None:
    with pytest.raises(ValueError, match="expected largest"):
        Tape(path, **named)


def test_threads_may_share_a_tape(path: Path) -> None:
    with Tape(path, largest=5000, kept=1000) as tape:

        def write(first: int) -> None:
            for number in range(first, first + 200):
                tape(UnclaimedFrame(at=float(number), venue="fourcasters", text="x" * 60))

        threads = [threading.Thread(target=write, args=(number * 200,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    numbers = sorted(line["at"] for each in path.parent.iterdir() for line in lines(each) if "at" in line)
    assert numbers == [float(number) for number in range(1600)]


# ---- kill -9

WRITER = textwrap.dedent(
    """
    import sys
    from crossbook.fourcasters import Fourcasters
    from crossbook.tape import Tape

    with Tape(sys.argv[1]) as tape, Fourcasters(token="planted", base_url=sys.argv[2], retry=None, pacing=None, observers=[tape]) as client:
        while True:
            client.cancel_order(sys.argv[3])
    """
)


def killed(path: Path, venue: Replies, requests: int) -> None:
    """Run a program that cancels, and kill it without a word when it has asked so often."""
    before = len(venue.requests)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path), venue.url, ORDER]) as process:  # noqa: S603 - our own
        venue.wait_for(before + requests)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def test_whatever_was_sent_before_a_kill_is_on_the_tape(path: Path, venue: Replies) -> None:
    venue.always(said(CANCELLED))
    for _ in range(3):
        killed(path, venue, 30)
    found = replay(path)
    intents = sum(line["event"] == "Intent" for line in lines_read(path))
    assert intents >= len(venue.requests)
    assert found.calls == found.count("same") + found.count("unfinished")
    assert found.count("unfinished") <= 3
    assert found.torn == 0
    assert all(kind in ("CancelUnknown", "NotCancelled", "Cancelled") for verdict in found.verdicts for kind, _ in verdict.derived)


def lines_read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in path.read_bytes().splitlines():
        with suppress(ValueError):
            found.append(json.loads(line)["is"])
    return found


def test_a_kill_while_a_request_is_under_way_leaves_its_order_unknown(path: Path, venue: Replies) -> None:
    venue.will(*[said(CANCELLED)] * 4)
    venue.always(Held(said(CANCELLED)))
    killed(path, venue, 5)
    found = replay(path)
    assert (found.calls, found.count("same"), found.count("unfinished")) == (5, 4, 1)
    (verdict,) = found.verdicts
    assert [kind for kind, _ in verdict.derived] == ["CancelUnknown"]


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_torn_last_line_is_passed_over_and_nothing_after_it_is_lost(cut: int, path: Path, venue: Replies, clients: Clients) -> None:
    venue.always(said(CANCELLED))
    with Tape(path) as tape:
        clients.fourcasters(observers=[tape]).cancel_order(ORDER)
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    with Tape(path) as tape:
        clients.fourcasters(observers=[tape]).cancel_order(ORDER)
    found = replay(path)
    # Without its end, a line is whole all the same.
    torn = cut > 1
    assert (found.calls, found.torn, found.count("unfinished")) == (2, int(torn), int(torn))
    assert found.count("same") == 2 - torn


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_of_its_process_does_not_write_on_a_tape(tape: Tape, path: Path) -> None:
    before = path.read_bytes()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            tape(UnclaimedFrame(at=0.0, venue="fourcasters", text="x"))
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert path.read_bytes() == before


def test_a_full_disk_breaks_no_call(venue: Replies, clients: Clients) -> None:
    venue.always(said(CANCELLED))

    def full(_: Event) -> None:
        raise OSError(28, "No space left on device")

    calls: list[Callable[[], object]] = [lambda: clients.fourcasters(observers=[full]).cancel_order(ORDER)]
    assert [type(call()) for call in calls] == [Cancelled]


def test_a_place_is_written_with_its_order(venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    venue.always(said({}, 500))
    clients.fourcasters(observers=[tape]).place_orders([BET])
    began, intent, _, over = lines(path)[1:]
    assert began["arguments"]["orders"][0]["risk"] == "12.50"
    assert intent["user_references"] == ["ref-1"]
    assert over["told"]["kinds"] == ["PlaceUnknown"]
    assert replay(path).count("same") == 1
