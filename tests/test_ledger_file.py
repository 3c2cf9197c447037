"""A ledger and the cursor of its feed, in one file: whatever ends the process, nothing of the feed is lost, and nothing counts twice."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from ledger_orders import COUNT, events
from waiting import until

from crossbook import Ledger
from crossbook.fourcasters import AsyncFourcasters
from crossbook.ledgers import LedgerFile
from crossbook.sandbox import Sandbox

READER: Final = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ledger_orders import events
from crossbook.ledgers import LedgerFile
file = LedgerFile(sys.argv[1], every=float(sys.argv[3]))
begin = int(file.load() or 0)
print("going", flush=True)
for number, event in enumerate(events(), 1):
    if number > begin:
        file.ledger.add(event)
        file.save(str(number))
file.flush()
print("done", flush=True)
"""


@pytest.mark.parametrize("every", [0.0, 0.02])
def test_a_process_that_is_killed_loses_nothing_of_the_feed_and_counts_nothing_twice(tmp_path: Path, every: float) -> None:
    path = tmp_path / "own.ledger"
    kills, done = 0, False
    while not done:
        reader = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", READER, str(path), str(Path(__file__).parent), str(every)], stdout=subprocess.PIPE, text=True
        )
        assert reader.stdout is not None
        assert reader.stdout.readline() == "going\n"
        before = path.stat().st_mtime_ns if path.exists() else 0
        if kills < 4:
            # It is killed as soon as it has written a few times more, whatever it is at then.
            until(lambda: reader.poll() is not None or (path.exists() and path.stat().st_mtime_ns != before))  # noqa: B023 - called at once
            reader.kill()
            kills += 1
            reader.communicate()
        else:
            done = reader.communicate()[0] == "done\n"
            assert done
    whole = Ledger()
    for event in events():
        whole.add(event)
    kept = LedgerFile(path)
    assert kept.load() == str(len(events()))
    assert kept.ledger.exposure() == whole.exposure()
    assert kept.ledger.may_be_open() == whole.may_be_open()
    assert sum((each.matched for each in whole.exposure()), Decimal(0)) == 30 * (COUNT // 3) + 20 * (COUNT // 30)


def test_it_keeps_the_cursor_of_a_feed_and_the_ledger_together(tmp_path: Path) -> None:
    async def listen(sandbox: Sandbox, orders: list[str]) -> None:
        venue = sandbox.fourcasters
        with LedgerFile(tmp_path / "own.ledger", every=0.0) as file:
            client = AsyncFourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url)
            async with client, client.user_feed(cursor=file) as feed:
                orders.append(venue.seed_order())
                async for event in feed:
                    file.ledger.add(event)
                    if all(file.ledger.order("fourcasters", order) is not None for order in orders):
                        break

    with Sandbox() as sandbox:
        orders: list[str] = []
        asyncio.run(asyncio.wait_for(listen(sandbox, orders), 30))
        asyncio.run(asyncio.wait_for(listen(sandbox, orders), 30))
    assert len(LedgerFile(tmp_path / "own.ledger").ledger.may_be_open()) == 2


@pytest.mark.parametrize("held", [b"", b"{}", b'{"version":2,"cursor":"7-0","ledger":{}}', b'{"version":1,"cursor":"7-0","ledger":{}}'])
def test_a_file_that_holds_something_else_is_not_taken_for_one(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "own.ledger").write_bytes(held)
    with pytest.raises(ValueError, match="expected"):
        LedgerFile(tmp_path / "own.ledger")
    assert (tmp_path / "own.ledger").read_bytes() == held


BURST: Final = """
import sys
sys.path.insert(0, sys.argv[2])
from ledger_orders import events
from crossbook.ledgers import LedgerFile
file = LedgerFile(sys.argv[1], every=3600)
for number, event in enumerate(events(), 1):
    file.ledger.add(event)
    file.save(str(number))
if len(sys.argv) > 3:
    raise ValueError(sys.argv[3])
"""


def whole(path: Path) -> bool:
    """Say whether a file holds everything that the feed told."""
    kept, all_of_it = LedgerFile(path), Ledger()
    for event in events():
        all_of_it.add(event)
    return kept.load() == str(len(events())) and kept.ledger.exposure() == all_of_it.exposure()


def hear_all(file: LedgerFile) -> None:
    for number, event in enumerate(events(), 1):
        file.ledger.add(event)
        file.save(str(number))


def test_what_came_in_a_burst_is_written_though_nothing_comes_after_it(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path / "own.ledger", every=0.05, clock=lambda: 0.0)  # By its clock, no time ever passes.
    hear_all(file)
    until(lambda: whole(tmp_path / "own.ledger"))


def test_what_only_an_observer_heard_is_written_though_no_cursor_is_kept(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path / "own.ledger", every=0.01)
    file.ledger.add(events()[0])
    until((tmp_path / "own.ledger").exists)
    assert len(LedgerFile(tmp_path / "own.ledger").ledger.may_be_open()) == 1
    assert LedgerFile(tmp_path / "own.ledger").load() is None


@pytest.mark.parametrize("fails", [False, True])
def test_a_process_that_ends_in_an_orderly_way_or_by_an_error_leaves_everything_written(tmp_path: Path, *, fails: bool) -> None:
    path = tmp_path / "own.ledger"
    command = [sys.executable, "-c", BURST, str(path), str(Path(__file__).parent), *(["fell"] if fails else [])]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=120)  # noqa: S603 - our own interpreter
    assert (ended.returncode != 0) is fails, ended.stderr
    assert whole(path)


def test_a_file_that_could_not_be_written_is_written_when_it_can_be_and_that_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossbook.storage.ledgers._AGAIN", 0.01)
    folder = tmp_path / "later"
    with caplog.at_level(logging.WARNING, logger="crossbook.ledgers"):
        file = LedgerFile(folder / "own.ledger", every=0.01)
        file.ledger.add(events()[0])
        with pytest.raises(FileNotFoundError):
            file.save("1")
        until(lambda: bool(caplog.records))
        folder.mkdir()
        until((folder / "own.ledger").exists)
    assert LedgerFile(folder / "own.ledger").load() == "1"
    assert len(caplog.records) == 1
