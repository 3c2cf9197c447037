"""The fixtures that come with crossbook, in pytest runs of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

USES = """
import pytest
from crossbook import Cancelled, CancelUnknown
from crossbook.sandbox import Fault

@pytest.mark.parametrize("number", range(10))
def test_each_test_has_a_sandbox_of_its_own(crossbook_sandbox, fourcasters, number):
    order_id = crossbook_sandbox.fourcasters.seed_order()
    assert crossbook_sandbox.fourcasters.open_order_ids() == (order_id,)
    assert isinstance(fourcasters.cancel_order(order_id), Cancelled)

def test_predictstreet(crossbook_sandbox, predictstreet):
    assert isinstance(predictstreet.cancel_order(crossbook_sandbox.predictstreet.seed_order()), Cancelled)

@MARK
async def test_asynchronous(crossbook_sandbox, async_fourcasters, async_predictstreet):
    order_id = crossbook_sandbox.fourcasters.seed_order()
    crossbook_sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")
    assert isinstance(await async_fourcasters.cancel_order(order_id), CancelUnknown)
    assert isinstance(await async_predictstreet.cancel_order(crossbook_sandbox.predictstreet.seed_order()), Cancelled)

@pytest.mark.crossbook_sandbox(limits=True, fourcasters_token="fixed")
def test_arguments(crossbook_sandbox, predictstreet):
    assert crossbook_sandbox.fourcasters.token == "fixed"
"""
FAULTS = """
import pytest
from crossbook.sandbox import Fault

def test_forgotten(crossbook_sandbox):
    crossbook_sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")

def test_failed_anyway(crossbook_sandbox):
    crossbook_sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")
    raise ZeroDivisionError

@pytest.mark.crossbook_sandbox(faults_must_fire=False)
def test_opted_out(crossbook_sandbox):
    crossbook_sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")
"""
UNUSED = """
import sys

def test_nothing_of_crossbook_is_loaded():
    assert [name for name in sys.modules if name.partition(".")[0] in ("crossbook", "crossbook_bindings", "aiohttp", "jsonschema")] == []
"""


def run(folder: Path, source: str, *options: str) -> str:
    """Run pytest on one file, in a folder without this project's settings; return what it prints."""
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "crossbook_pytest", "-p", "no:cacheprovider", "-rfEp", "--strict-markers", *options]
    return subprocess.run([*command, folder], cwd=folder, capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own words


CLOCKED = """
import json, time

@pytest.fixture(autouse=True)
def clocked():
    start = time.process_time()
    yield
    with open("times", "a") as file:
        file.write(json.dumps(time.process_time() - start) + "\\n")
"""


def test_each_test_has_a_sandbox_and_clients_and_takes_less_than_fifty_milliseconds_after_the_first(tmp_path: Path) -> None:
    output = run(tmp_path, USES.replace("MARK", "pytest.mark.asyncio") + CLOCKED)
    assert "13 passed" in output, output
    # Time of this process, as others may want the machine as well: what waits is the sandbox, and that is in the process.
    times = [json.loads(line) for line in (tmp_path / "times").read_text(encoding="utf-8").splitlines()]
    assert sorted(times[1:10])[4] < 0.05


def test_it_does_not_matter_what_runs_the_coroutines_of_tests(tmp_path: Path) -> None:
    output = run(tmp_path, USES.replace("MARK", "pytest.mark.anyio").replace("range(10)", "range(1)"), "-p", "no:asyncio")
    # anyio runs its tests once for each backend that is there.
    assert "4 passed" in output or "5 passed" in output, output


def test_a_fault_that_never_struck_is_an_error_of_its_test(tmp_path: Path) -> None:
    output = run(tmp_path, FAULTS)
    assert "1 failed, 2 passed, 1 error" in output, output
    assert "UnfiredFaults: expected every planned fault to strike, found 1 that never did: reply_lost at cancel" in output
    assert "FAILED test_it.py::test_failed_anyway - ZeroDivisionError" in output
    assert "ERROR test_it.py::test_forgotten" in output


def test_a_run_that_does_not_use_it_does_not_pay_for_it(tmp_path: Path) -> None:
    output = run(tmp_path, UNUSED)
    assert "1 passed" in output, output
