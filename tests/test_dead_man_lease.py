"""One holder on a machine for the dead man's handle of an account, and what the next one finds of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dead_man_world
import pytest
from dead_man_world import Held

from crossbook import InvalidRequest
from crossbook.desk import DeadMan, LeaseHeld, Unreconciled

held = pytest.fixture(dead_man_world.held)


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
    file = held.folder / "file"
    file.touch()
    with pytest.raises(InvalidRequest, match=r"expected lease_folder as the path of a folder that exists, found '.*/file'"):
        DeadMan(held.venue, lease_folder=str(file))


@pytest.mark.parametrize("named", ["", "\0", 7, b"here", ["here"], True])
def test_what_names_no_folder_is_an_error_that_says_what_was_found(held: Held, named: Any) -> None:
    words = re.escape(f"expected lease_folder as the path of a folder that exists, found {named!r}; nothing was sent")
    with pytest.raises(InvalidRequest, match=words):
        DeadMan(held.venue, lease_folder=named)


class Named:
    """A path of another make."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return str(self.path)


@pytest.mark.parametrize("named", [str, Named, Path])
def test_a_folder_is_named_as_text_or_as_a_path(held: Held, named: Callable[[Path], str | os.PathLike[str]]) -> None:
    man = DeadMan(held.venue, lease_folder=named(held.folder), clock=held.clock)
    man.arm()
    with pytest.raises(LeaseHeld, match=re.escape(str(held.folder))):
        held.another().arm()
    man.let_go()


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
