"""A tape whose calls come to the same again."""

from __future__ import annotations

from pathlib import Path

from crossbook.desk import Replay, replay


def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.tape"


def check_same(path: Path, calls: int) -> Replay:
    found = replay(path)
    assert [(verdict.method, verdict.differences) for verdict in found.verdicts] == []
    assert (found.calls, found.count("same"), found.torn, found.headless) == (calls, calls, 0, 0)
    return found
