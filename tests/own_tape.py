"""A tape of a test, and the lines in it."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

from crossbook.tape import Tape


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line)["is"] for line in path.read_bytes().splitlines() if line]


def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.tape"


def tape(path: Path) -> Generator[Tape]:
    with Tape(path) as tape:
        yield tape
