"""The programs in the README, and what it says that they print."""

from __future__ import annotations

import gc
import os
import re
import runpy
import sys
import warnings
from multiprocessing import get_context
from pathlib import Path

import attrs

README = Path(__file__).resolve().parents[1].joinpath("README.md").read_text(encoding="utf-8")


@attrs.frozen
class Example:
    """A block of Python in the README."""

    heading: str
    code: str
    output: str
    """What stands in a block of text right below."""

    @property
    def is_a_test(self) -> bool:
        return "\ndef test_" in self.code


def examples() -> list[Example]:
    found: list[Example] = []
    for section in re.split(r"^#+ ", README, flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        blocks = re.finditer(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", section, re.DOTALL | re.MULTILINE)
        found += [Example(heading, block[1], block[2] or "") for block in blocks]
    return found


_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["crossbook.sandbox.sandbox"])
_SECONDS = 120


@attrs.frozen
class Run:
    """A program that has ended."""

    code: int | None
    output: str
    complaints: str


def run(program: Path) -> Run:
    """Run a program in a process of its own, as `python -W error PROGRAM` does, but that what most of them import is there already."""
    output, complaints = program.with_suffix(".out"), program.with_suffix(".err")
    process = _PROCESSES.Process(target=_run_here, args=(program, output, complaints))
    process.start()
    process.join(_SECONDS)
    process.kill()
    process.join()
    return Run(process.exitcode, output.read_text(encoding="utf-8"), complaints.read_text(encoding="utf-8"))


def _run_here(program: Path, output: Path, complaints: Path) -> None:
    for path, stream in ((output, sys.stdout), (complaints, sys.stderr)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    os.chdir(program.parent)
    warnings.simplefilter("error")
    runpy.run_path(str(program), run_name="__main__")
    gc.collect()  # What was left open is complained of now.
