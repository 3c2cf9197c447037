"""A project outside of this tree that has only the wheel: strict type checkers pass it, and find what is wrong in it."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest

PROJECT = Path(__file__).parent.parent
SOURCES = Path(__file__).parent / "consumer"

# Each line marked so must be found by both checkers, and no other.
PLANTED = """\
from decimal import Decimal
from typing import assert_never

from crossbook import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import AsyncPredictStreet
from crossbook_bindings.fourcasters.rest import CancelReply, cancel_multiple


def forgetful(outcome: CancelOutcome) -> str:
    match outcome:
        case Cancelled():
            return "gone"
        case NotCancelled():
            return "there"
        case _:
            assert_never(outcome)  # wrong: an unknown outcome is not handled


def careless(outcome: Cancelled | NotCancelled | CancelUnknown, client: Fourcasters) -> None:
    print(outcome.filled)  # wrong: only a cancelled order has it
    client.cancel_game_orders("66a000000000000000000001", "moneyline1x2")  # wrong: only the socket can
    client.cancel_orders([1, 2])  # wrong: ids are text
    Fourcasters("token")  # wrong: by name
    NewOrder(game_id="", market_type="total", side="over", odds=-104, risk=12.5)  # wrong: money is exact
    reply: CancelReply = client.send(cancel_multiple(sessionIDs=("66c000000000000000000001",)))  # wrong: another reply
    print(reply)


async def hasty(client: AsyncPredictStreet) -> Decimal:
    return client.cancel_order("x").remaining  # wrong: nobody waited for it
"""


@attrs.frozen
class Consumer:
    """The project, its interpreter, and what the two checkers said of it."""

    python: Path
    packages: Path
    folder: Path
    wheel: tuple[str, ...]
    mypy: str
    pyright: str

    def said(self, output: str, file: str) -> set[int]:
        """Give the lines of a file that a checker complains about."""
        return {int(line) for line in re.findall(rf"{re.escape(file)}:(\d+)(?::\d+)?(?: -|:) error", output)}


def run(*command: str | Path, cwd: Path, check: bool = True) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    # Without isolation nothing is fetched; a tests environment need not hold the build backend, though.
    here = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "build", "--wheel", *here, "--outdir", folder, PROJECT, cwd=folder)
    (wheel,) = folder.glob("crossbook-*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> tuple[Path, Path]:
    """Install the wheel into an environment of its own, which borrows third-party packages from this one."""
    venv.create(environment, symlinks=True, with_pip=True)
    names = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=names))
    python = Path(sysconfig.get_path("scripts", "venv", vars=names), "python")
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=environment)
    # A path in a .pth file is searched, but the .pth files in it are not read: this tree stays out of sight.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python, packages


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consumer]:
    root = tmp_path_factory.mktemp("consumer")
    wheel = build_wheel(root)
    python, packages = install(wheel, root / "environment")
    folder = root / "project"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "planted.py").write_text(PLANTED)
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    with ThreadPoolExecutor() as both:
        cache = f"--cache-dir={root / 'cache'}"
        mypy = both.submit(
            run, sys.executable, "-m", "mypy", "--strict", "--python-executable", python, cache, ".", cwd=folder, check=False
        )
        pyright = both.submit(run, sys.executable, "-m", "basedpyright", "--pythonpath", python, cwd=folder, check=False)
    with ZipFile(wheel) as archive:
        yield Consumer(python, packages, folder, tuple(archive.namelist()), mypy.result(), pyright.result())


def test_strict_checkers_pass_what_is_right(consumer: Consumer) -> None:
    for output in (consumer.mypy, consumer.pyright):
        assert re.search(r"\berrors?\b", output), "the planted errors show that it ran"
        complaints = [line for line in output.splitlines() if " error" in line and "planted.py" not in line]
        assert [line for line in complaints if not re.match(r"Found \d+ errors|\d+ errors", line)] == []


def test_strict_checkers_find_what_is_wrong(consumer: Consumer) -> None:
    wrong = {number for number, line in enumerate(PLANTED.splitlines(), 1) if "# wrong" in line}
    assert consumer.said(consumer.mypy, "planted.py") == wrong
    assert consumer.said(consumer.pyright, "planted.py") == wrong


def test_the_wheel_holds_what_is_needed_and_nothing_else(consumer: Consumer) -> None:
    names = set(consumer.wheel)
    assert {"crossbook/py.typed", "crossbook_bindings/py.typed"} <= names
    specs = {
        path.relative_to(PROJECT / "specs").as_posix()
        for venue in ("fourcasters", "predictstreet")
        for path in (PROJECT / "specs" / venue).iterdir()
    }
    assert {f"crossbook/sandbox/specs/{spec}" for spec in specs} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"crossbook", "crossbook_bindings"}
    assert not [name for name in names if "test" in name or "__pycache__" in name or "compiler" in name]


def test_the_sandbox_works_from_the_installed_wheel(consumer: Consumer) -> None:
    places = run(consumer.python, "sandboxed.py", cwd=consumer.folder).split()
    assert [Path(place).parent.parent for place in places] == [consumer.packages] * 2
