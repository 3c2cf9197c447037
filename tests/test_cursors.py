"""The place that a feed has come to, in a file: the old one or the new one, whatever happens in between."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from crossbook.cursors import FileCursor
from crossbook.feeds import CursorStore, MemoryCursor

SAVER: Final = """
import sys
from crossbook.cursors import FileCursor
kept = FileCursor(sys.argv[1])
number = 0
while True:
    number += 1
    kept.save(f"{number:020d}-{number:020d}")
    if number == 500:
        print("going", flush=True)
"""


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_store_gives_what_was_saved_last(tmp_path: Path, kind: str) -> None:
    kept: CursorStore = MemoryCursor() if kind == "memory" else FileCursor(tmp_path / "own.cursor")
    assert kept.load() is None
    for cursor in ("1755800000000-0", "1755800000100-12", '"odd\n', "7-0"):
        kept.save(cursor)
        assert kept.load() == cursor
    assert MemoryCursor("7-0").load() == "7-0"


def test_a_file_belongs_to_its_user_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "own.cursor"
    FileCursor(path).save("7-0")
    assert [each.name for each in tmp_path.iterdir()] == ["own.cursor"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert FileCursor(str(path)).load() == "7-0"


@pytest.mark.parametrize(
    "held", [b"", b"7-0", b"{}", b'{"version":1}', b'{"version":2,"cursor":"7-0"}', b'{"version":1,"cursor":7}', b"\xff", b"x" * 10_000]
)
def test_a_file_that_holds_something_else_is_not_taken_for_a_cursor(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "own.cursor"
    path.write_bytes(held)
    with pytest.raises(ValueError, match="expected a cursor"):
        FileCursor(path).load()
    assert path.read_bytes() == held


def test_a_cursor_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    kept = FileCursor(tmp_path / "own.cursor")
    kept.save("7-0")
    (tmp_path / "own.cursor.next").mkdir()
    with pytest.raises(OSError, match=r"own\.cursor\.next"):
        kept.save("8-0")
    assert kept.load() == "7-0"
    with pytest.raises(OSError, match="nowhere"):
        FileCursor(tmp_path / "nowhere" / "own.cursor").save("7-0")


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can be killed so there")
def test_a_process_that_is_killed_while_it_saves_leaves_a_whole_cursor(tmp_path: Path) -> None:
    path = tmp_path / "own.cursor"
    for _ in range(5):
        program = subprocess.Popen([sys.executable, "-c", SAVER, os.fspath(path)], stdout=subprocess.PIPE)  # noqa: S603 - our own words
        assert program.stdout is not None
        program.stdout.readline()
        program.kill()
        program.wait()
        program.stdout.close()
        found = FileCursor(path).load()
        assert found is not None
        assert int(found.partition("-")[0]) == int(found.partition("-")[2]) >= 500
