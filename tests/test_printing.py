"""What the command does where what it prints cannot be written: a reader who has gone, a full disk, a terminal that knows few letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from crossbook.sandbox import Sandbox

COMMAND = Path(sys.executable).parent / "crossbook"
SECONDS = 60.0
FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this machine has no device that is always full")


def settings(sandbox: Sandbox, folder: Path) -> Path:
    path = folder / "settings.toml"
    path.write_text(f'[fourcasters]\ntoken = "{sandbox.fourcasters.token}"\nurl = "{sandbox.fourcasters.url}"\n', encoding="utf-8")
    return path


@contextmanager
def nobody_reads() -> Generator[int]:
    """Give the end of a pipe of which the other end is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@contextmanager
def full() -> Generator[int]:
    with FULL.open("wb") as device:
        yield device.fileno()


class Ran:
    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.path = settings(sandbox, folder)

    def __call__(
        self, *arguments: str, out: int = subprocess.PIPE, err: int = subprocess.PIPE, encoding: str = "utf-8"
    ) -> tuple[int, str, str]:
        done = subprocess.run(  # noqa: S603 - our own
            [COMMAND, *arguments, "--settings", str(self.path)],
            stdout=out,
            stderr=err,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode()


@pytest.fixture
def run(sandbox: Sandbox, tmp_path: Path) -> Ran:
    return Ran(sandbox, tmp_path)


PULL = ("pull", "--prefix", "q-", "--execute")


@pytest.mark.parametrize("lost", [nobody_reads, full])
def test_a_pull_whose_output_is_lost_pulls_everything_and_its_exit_code_says_so(
    run: Ran, sandbox: Sandbox, lost: Callable[[], AbstractContextManager[int]]
) -> None:
    for number in range(3):
        sandbox.fourcasters.seed_order(user_reference=f"q-{number}")
    with lost() as place:
        code, _, _ = run(*PULL, out=place, err=place)
    assert (code, sandbox.fourcasters.open_order_ids()) == (0, ())


def test_the_result_of_a_pull_is_told_on_what_is_still_open(run: Ran, sandbox: Sandbox) -> None:
    sandbox.fourcasters.seed_order(user_reference="q-1")
    with nobody_reads() as place:
        code, told, _ = run(*PULL, err=place)
    assert (code, "nothing rests: proven" in told, "could not be shown (Broken pipe)" in told) == (0, True, True)
    sandbox.fourcasters.seed_order(user_reference="q-2")
    with full() as place:
        code, _, told = run(*PULL, out=place)
    assert (code, "nothing rests: proven. Positions were not closed." in told, "Traceback" in told) == (0, True, False)
    assert "cannot be printed where it should be (No space left on device)" in told
    sandbox.fourcasters.seed_order(user_reference="q-3")
    with full() as place:
        code, _, told = run(*PULL, "--json", out=place)
    assert json.loads(told.splitlines()[-1])["verdict"] == "nothing rests: proven"


def test_who_only_looks_ends_as_other_tools_do_when_nobody_reads_on(run: Ran, sandbox: Sandbox) -> None:
    sandbox.fourcasters.seed_order()
    with nobody_reads() as place:
        assert run("open", out=place) == (141, "", "")
    with full() as place:
        code, _, told = run("open", "--json", out=place)
    assert (code, told) == (5, "crossbook open: what it found cannot be printed: No space left on device\n")


def test_a_terminal_that_knows_few_letters_is_told_all_of_it(run: Ran, sandbox: Sandbox) -> None:
    name = "\u00e9\u20ac\U0001f600"
    sandbox.fourcasters.seed_order(user_reference=name)
    code, told, _ = run("open", encoding="ascii")
    assert (code, name.encode("ascii", "backslashreplace").decode() in told) == (0, True)
    code, told, _ = run("open", "--json", encoding="ascii")
    assert (code, json.loads(told)["orders"][0]["user_reference"]) == (0, name)
