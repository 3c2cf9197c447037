"""Runs the pinned tools of this interpreter; a warning of theirs is an error of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUFF_OPTIONS = ("--isolated", "--no-respect-gitignore", "--no-cache", "--line-length=140", "--target-version=py311", "--quiet")


class ToolFailedError(RuntimeError):
    """A generator failed, or warned."""


def run(module: str, *arguments: str) -> None:
    """Run one Python tool as a module and fail on a non-zero exit or on any warning."""
    # A generator that skips a schema, or cannot find its formatter, only warns: with rc 0 that would pass for success.
    environment = os.environ | {"PYTHONWARNINGS": "error::UserWarning", "PYTHONHASHSEED": "0"}
    result = subprocess.run(  # noqa: S603 - fixed command lines of this package
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    output = result.stdout + result.stderr
    if result.returncode != 0 or "warning" in output.lower():
        message = f"{module} {' '.join(arguments)}\nended with {result.returncode}:\n{output}"
        raise ToolFailedError(message)


def tidy(folder: Path) -> None:
    """Sort imports, drop unused ones and format: the same bytes wherever it runs, whatever settings surround it."""
    run("ruff", "check", *RUFF_OPTIONS, "--fix", "--select=I,F401,UP037", str(folder))
    run("ruff", "format", *RUFF_OPTIONS, str(folder))
