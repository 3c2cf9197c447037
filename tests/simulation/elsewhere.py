"""Plays batches of runs in other processes, where Python orders its sets in other ways."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_TESTS: Final = Path(__file__).parents[1]
_SCRIPT: Final = "from simulation.session import *; print(''.join(play(each).digest.hex() for each in batches({runs}, {seed!r})))"


def digests_elsewhere(runs: int, seed: str) -> set[str]:
    """Give the digests that two other processes come to: one, where the seed alone decides."""
    return {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _SCRIPT.format(runs=runs, seed=seed)],
            env={**os.environ, "PYTHONPATH": str(_TESTS), "PYTHONHASHSEED": order},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for order in ("1", "2")
    }
