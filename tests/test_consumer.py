"""A project outside of this tree that has only the wheel: strict type checkers pass it, and find what is wrong in it."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import attrs
import msgspec
import pytest
from readme_examples import examples

PROJECT = Path(__file__).parent.parent
SOURCES = Path(__file__).parent / "consumer"

# Each line marked so must be found by both checkers, and no other.
PLANTED = """\
from decimal import Decimal
from typing import assert_never, assert_type

from crossbook import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, Unlisted
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder, OrderPlaced, UnlistedEvent, UserFeedEvent
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters.orders_socket.commands import cancel_all
from crossbook_bindings.fourcasters.orders_socket.models import CancelAllRequest
from crossbook_bindings.fourcasters.rest import CancelReply, cancel_multiple
from crossbook_bindings.predictstreet.market_socket.commands import ping
from crossbook_bindings.predictstreet.market_socket.models import PingFrame
from crossbook_bindings.predictstreet.rest import OrderStatus, get_event, list_open_orders
from crossbook_bindings.runtime import SocketCommand


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


def fussy(client: Fourcasters, other: PredictStreet) -> None:
    client.cancel_orders("66c000000000000000000001")  # wrong: one text is not a list of its letters
    client.send(list_open_orders())  # wrong: a request of the other venue
    client.fetch(get_event(id="x"))  # wrong: and so is this
    NewOrder(game_id="", market_type="totals", side="over", odds=-104, risk=12)  # wrong: no such market
    NewOrder(game_id="", market_type="total", side="over", odds=-104, risk=12, order_type="postonly")  # wrong: no such type
    other.cancel_market_orders("M", side="yes")  # wrong: no such side
    other.send(list_open_orders(side="byu"))  # wrong: a typo in a request


def sent_to_fourcasters(command: SocketCommand[Venue, object]) -> str:
    return command.text()


def mixed_up() -> None:
    sent_to_fourcasters(cancel_all(CancelAllRequest(requestID="1")))
    sent_to_fourcasters(ping(PingFrame(id=7)))  # wrong: a message to the other venue


def incomplete(status: OrderStatus | Unlisted) -> str:
    match status:
        case "PENDING" | "OPEN" | "PARTIAL" | "FILLED" | "CANCELLED" | "CANCELLED_BY_RESOLVE" | "REJECTED" | "EXPIRED":
            return "known"
        case _:
            assert_type(status, Unlisted)  # wrong: a listed status is not handled
            return "new"


def deaf(event: UserFeedEvent) -> str:
    match event:
        case OrderPlaced() | UnlistedEvent():
            return "heard"
        case _:
            assert_never(event)  # wrong: most events are not handled


async def hurried(client: AsyncFourcasters) -> None:
    await client.send(list_open_orders())  # wrong: a request of the other venue


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


def run(*command: str | Path, cwd: Path, check: bool = True, **environment: str) -> str:
    variables = os.environ | environment
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT, cwd=folder)
    (wheel,) = folder.glob("crossbook-*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> tuple[Path, Path]:
    """Install the wheel into an environment of its own, which borrows third-party packages from this one."""
    # Installing pip there takes longer than all that it is asked for; an environment that uv made has none to lend.
    lent = importlib.util.find_spec("pip") is not None
    venv.create(environment, symlinks=True, with_pip=not lent)
    names = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=names))
    python = Path(sysconfig.get_path("scripts", "venv", vars=names), "python")
    pip = (sys.executable, "-m", "pip", "--python", python) if lent else (python, "-m", "pip")
    run(*pip, "install", "--no-compile", "--no-deps", "--no-index", wheel, cwd=environment)
    # A path in a .pth file is searched, but the .pth files in it are not read: this tree stays out of sight.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python, packages


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Consumer:
    """Build and check it once, whichever process of a run comes first. The others wait: two checkers leave no core for more."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / "consumer.json"
    with (shared / "consumer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(msgspec.json.encode(built(shared / "consumer"), enc_hook=str))
        return msgspec.json.decode(kept.read_bytes(), type=Consumer, dec_hook=lambda _, text: Path(text))


def built(root: Path) -> Consumer:
    root.mkdir()
    wheel = build_wheel(root)
    python, packages = install(wheel, root / "environment")
    folder = root / "project"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "planted.py").write_text(PLANTED)
    for number, example in enumerate(examples()):
        (folder / f"readme_{number}.py").write_text(example.code, encoding="utf-8")
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    with ThreadPoolExecutor() as both:
        cache = f"--cache-dir={root / 'cache'}"
        mypy = both.submit(
            run, sys.executable, "-m", "mypy", "--strict", "--python-executable", python, cache, ".", cwd=folder, check=False
        )
        pyright = both.submit(run, sys.executable, "-m", "basedpyright", "--pythonpath", python, cwd=folder, check=False)
    with ZipFile(wheel) as archive:
        return Consumer(python, packages, folder, tuple(archive.namelist()), mypy.result(), pyright.result())


def test_strict_checkers_pass_what_is_right_and_the_examples_of_the_readme(consumer: Consumer) -> None:
    for output in (consumer.mypy, consumer.pyright):
        assert re.search(r"\berrors?\b", output), "the planted errors show that it ran"
        complaints = [line for line in output.splitlines() if " error" in line and "planted.py" not in line]
        assert [line for line in complaints if not re.match(r"Found \d+ errors|\d+ errors", line)] == []


def test_strict_checkers_find_what_is_wrong(consumer: Consumer) -> None:
    wrong = {number for number, line in enumerate(PLANTED.splitlines(), 1) if "# wrong" in line}
    assert consumer.said(consumer.mypy, "planted.py") == wrong
    assert consumer.said(consumer.pyright, "planted.py") == wrong


def test_bindings_with_one_more_value_break_the_consumer_just_where_it_is_not_handled(consumer: Consumer, tmp_path: Path) -> None:
    specs, bindings = tmp_path / "specs", tmp_path / "bindings"
    shutil.copytree(PROJECT / "specs", specs, ignore=shutil.ignore_patterns("__pycache__", "compiler"))
    rest = specs / "predictstreet" / "rest.openapi.yaml"
    before = rest.read_text(encoding="utf-8")
    after = before.replace("        - SETTLEMENT_FAILED\n\n", "        - SETTLEMENT_FAILED\n        - HALTED\n\n", 1)
    assert after != before
    rest.write_text(after, encoding="utf-8")
    shutil.rmtree(specs / "fourcasters")  # of which nothing changes
    run(sys.executable, "-m", "compiler", "--specs", specs, "write", bindings, cwd=PROJECT / "specs")
    shutil.copytree(PROJECT / "generated" / "crossbook_bindings" / "fourcasters", bindings / "crossbook_bindings" / "fourcasters")
    expected = [
        number
        for number, line in enumerate((consumer.folder / "statuses.py").read_text(encoding="utf-8").splitlines(), 1)
        if "assert_type(status, Unlisted)" in line
    ]

    # What is not of the bindings was looked at before.
    cache = shutil.copytree(consumer.folder.parent / "cache", tmp_path / "cache")
    mypy = run(
        *(sys.executable, "-m", "mypy", "--strict", "--python-executable", consumer.python, "--cache-dir", cache),
        *("statuses.py", "both_venues.py", "typing_examples.py"),
        cwd=consumer.folder,
        check=False,
        MYPYPATH=str(bindings),
    )
    settings = tmp_path / "pyrightconfig.json"
    checked = [str(consumer.folder / name) for name in ("statuses.py", "both_venues.py", "typing_examples.py")]
    settings.write_text(json.dumps({"typeCheckingMode": "strict", "include": checked, "extraPaths": [str(bindings)]}))
    pyright = run(
        *(sys.executable, "-m", "basedpyright", "--pythonpath", consumer.python, "-p", settings), cwd=consumer.folder, check=False
    )

    for output in (mypy, pyright):
        assert [consumer.said(output, name) for name in ("statuses.py", "both_venues.py", "typing_examples.py")] == [
            {*expected},
            set(),
            set(),
        ]
        assert "HALTED" in output


def test_the_wheel_holds_what_is_needed_and_nothing_else(consumer: Consumer) -> None:
    names = set(consumer.wheel)
    assert {"crossbook/py.typed", "crossbook_bindings/py.typed"} <= names
    specs = {
        path.relative_to(PROJECT / "specs").as_posix()
        for venue in ("fourcasters", "predictstreet")
        for path in (PROJECT / "specs" / venue).iterdir()
    }
    assert {f"crossbook/sandbox/specs/{spec}" for spec in specs} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"crossbook", "crossbook_bindings", "crossbook_pytest"}
    ours = {name.replace("crossbook_pytest", "") for name in names}
    assert not [name for name in ours if "test" in name or "__pycache__" in name or "compiler" in name]


def test_the_sandbox_works_from_the_installed_wheel(consumer: Consumer) -> None:
    places = run(consumer.python, "sandboxed.py", cwd=consumer.folder).split()
    assert [Path(place).parent.parent for place in places] == [consumer.packages] * 2


def test_a_program_for_both_venues_moves_and_pulls_its_quotes_although_replies_are_lost(consumer: Consumer) -> None:
    assert run(consumer.python, "desk.py", cwd=consumer.folder) == "[True, True] ()\n"
