"""`crossbook pull` and `crossbook cancel` that are stopped: by Ctrl-C, by a terminal that is closed, by whoever manages services."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from interruptible import interruptible
from replies import Held, Received, Replies, said

from crossbook.commands.stopping import stoppable

SECONDS = 30
COMMAND = Path(sys.executable).parent / "crossbook"
ORDERS = ("65b036dfb31407c2b6bc1cfe", "65b036dfb31407c2b6bc1cff")
STOPS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
NOWHERE: dict[str, Any] = {"data": {"unmatched": []}}


@pytest.fixture
def venue() -> Generator[Replies]:
    with Replies() as venue:
        yield venue
    assert venue.faults == []


@pytest.fixture
def other() -> Generator[Replies]:
    with Replies() as other:
        yield other
    assert other.faults == []


def settings(folder: Path, venue: Replies, other: Replies | None = None) -> Path:
    path = folder / "settings.toml"
    text = f'[fourcasters]\ntoken = "token"\nurl = "{venue.url}"\n'
    if other is not None:
        text += f'[predictstreet]\napi_key = "ps_test_0123456789abcdef_{"s" * 43}"\n[predictstreet.environment]\nname = "here"\n'
        text += f'rest_url = "{other.url}"\nwebsocket_url = "ws{other.url[4:]}"\nrpc_url = "{other.url}"\nchain_id = 1\n'
    path.write_text(text, encoding="utf-8")
    return path


def running(*arguments: object, wrapped: tuple[str, ...] = (), **named: Any) -> AbstractContextManager[subprocess.Popen[str]]:
    return interruptible([*wrapped, COMMAND, *map(str, arguments)], seconds=2 * SECONDS, **named)


@STOPS
def test_a_pull_that_is_stopped_says_what_it_knows_and_sends_nothing_more(
    number: signal.Signals, venue: Replies, other: Replies, tmp_path: Path
) -> None:
    venue.always(Held(said({})))
    other.always(Held(said({})))
    with running("pull", "--account", "--execute", "--json", "--settings", settings(tmp_path, venue, other)) as process:
        venue.wait_for(1)
        other.wait_for(1)
        process.send_signal(number)
        out, errors = process.communicate(timeout=SECONDS)
    told = json.loads(out)
    assert (process.returncode, told["executed"], told["verdict"]) == (1, True, "not proven")
    assert [each["venue"] for each in told["venues"]] == ["fourcasters", "predictstreet"]
    assert all("it was stopped before its end" in json.dumps(each["left"]) for each in told["venues"])
    assert told["venues"][0]["may_still_cancel_for"] > 100
    assert (len(venue.requests), len(other.requests)) == (1, 1)
    assert "Traceback" not in errors


@STOPS
def test_a_cancel_that_is_stopped_says_that_nobody_knows_and_sends_nothing_more(
    number: signal.Signals, venue: Replies, tmp_path: Path
) -> None:
    venue.always(Held(said({})))
    with running("cancel", "fourcasters", *ORDERS, "--execute", "--json", "--settings", settings(tmp_path, venue)) as process:
        venue.wait_for(1)
        process.send_signal(number)
        out, errors = process.communicate(timeout=SECONDS)
    told = json.loads(out)
    assert (process.returncode, told["error"]) == (2, "it was stopped before its end")
    assert [(row["order_id"], row["outcome"]) for row in told["outcomes"]] == [(order_id, "unknown") for order_id in ORDERS]
    assert len(venue.requests) == 1
    assert "Traceback" not in errors


def test_what_was_answered_before_a_cancel_was_stopped_is_told(venue: Replies, tmp_path: Path) -> None:
    """The look at what became of one order is what is stopped."""
    done = {"data": [{"success": True, "sessionID": ORDERS[0]}, {"success": True}]}
    venue.otherwise = lambda received: said(done) if received.target.endswith("cancelMultiple") else Held(said({}))
    with running("cancel", "fourcasters", *ORDERS, "--execute", "--settings", settings(tmp_path, venue)) as process:
        venue.wait_for(2)
        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    first, second = (line for line in out.splitlines() if line.strip().startswith(ORDERS))
    assert (ORDERS[0] in first, "cancelled" in first, ORDERS[1] in second, "unknown" in second) == (True, True, True, True)
    assert "it was stopped before its end" in errors


def test_a_closed_terminal_that_sends_its_signal_twice_changes_nothing(venue: Replies, tmp_path: Path) -> None:
    venue.always(Held(said({})))
    with running("pull", "--account", "--execute", "--json", "--settings", settings(tmp_path, venue)) as process:
        venue.wait_for(1)
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            process.send_signal(number)
        out, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, json.loads(out)["verdict"]) == (1, "not proven")
    assert "Traceback" not in errors


STUCK = """
import signal
from crossbook.commands.stopping import stoppable

moments = iter([0.0, 4.0, 6.0])
with stoppable(lambda: next(moments)):
    try:
        signal.raise_signal(signal.SIGTERM)
    except KeyboardInterrupt:
        print("told", flush=True)
    signal.raise_signal(signal.SIGTERM)
    print("passed over", flush=True)
    signal.raise_signal(signal.SIGTERM)
    print("never", flush=True)
"""


def test_what_cannot_be_told_within_seconds_is_broken_off_by_another_signal() -> None:
    with interruptible([sys.executable, "-c", STUCK], seconds=SECONDS) as process:
        out, _ = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (-signal.SIGTERM, "told\npassed over\n")


def test_signals_do_what_they_did_before_where_nothing_was_stopped() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    with stoppable() as stop:
        stop.pass_over()
    assert [signal.getsignal(number) for number in numbers] == before


def test_a_pull_under_nohup_goes_on_when_its_terminal_is_closed(venue: Replies, tmp_path: Path) -> None:
    venue.otherwise = lambda received: said({"data": []}) if received.target.endswith("AllOrders") else Held(said(NOWHERE))
    path, out = settings(tmp_path, venue), tmp_path / "out"
    with ExitStack() as stack:
        named = {"stdin": subprocess.DEVNULL, "stdout": stack.enter_context(out.open("w")), "stderr": subprocess.DEVNULL}
        arguments = ("pull", "--account", "--execute", "--json", "--settings", path)
        process = stack.enter_context(running(*arguments, wrapped=("nohup",), **named))
        venue.wait_for(2)
        process.send_signal(signal.SIGHUP)
        venue.release()
        process.wait(timeout=SECONDS)
    assert (process.returncode, json.loads(out.read_text())["verdict"]) == (0, "nothing rests: proven")


def test_a_dry_run_that_is_stopped_just_ends(venue: Replies, tmp_path: Path) -> None:
    venue.always(Held(said(NOWHERE)))
    with running("pull", "--account", "--settings", settings(tmp_path, venue)) as process:
        venue.wait_for(1)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (-signal.SIGTERM, "")


def test_what_had_been_cancelled_before_a_pull_was_stopped_is_told(venue: Replies, tmp_path: Path) -> None:
    def answer(received: Received) -> Any:
        if received.target.endswith("AllOrders"):
            return said({"data": [{"success": True, "sessionID": ORDERS[0]}]})
        return Held(said(NOWHERE))

    venue.otherwise = answer
    with running("pull", "--account", "--execute", "--settings", settings(tmp_path, venue)) as process:
        venue.wait_for(2)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert ORDERS[0] in out
    assert "it was stopped before its end" in " ".join(out.split())
    assert "not proven. Positions were not closed." in out
