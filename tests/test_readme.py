"""Every example of the README runs as it stands, prints what the README says it prints, and passes mypy --strict."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")


@attrs.frozen
class Example:
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


EXAMPLES = examples()


def python(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - this interpreter and files written here
        [sys.executable, *arguments], cwd=at, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )


def test_no_example_is_overlooked() -> None:
    assert len(EXAMPLES) == README.count("```python")
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading)
def test_an_example_runs_and_prints_what_is_shown(example: Example, tmp_path: Path) -> None:
    tmp_path.joinpath("test_example.py").write_text(example.code, encoding="utf-8")
    pytest_alone = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio", "-c", os.devnull, "--rootdir=.")
    arguments = (*pytest_alone, "test_example.py") if example.is_a_test else ("-W", "error", "test_example.py")

    run = python(*arguments, at=tmp_path)

    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    assert example.is_a_test or run.stdout == example.output


def test_the_examples_pass_strict_type_checking(tmp_path: Path) -> None:
    files = [tmp_path / f"example_{number}.py" for number in range(len(EXAMPLES))]
    for file, example in zip(files, EXAMPLES, strict=True):
        file.write_text(example.code, encoding="utf-8")

    run = python("-m", "mypy", "--strict", *map(str, files), at=ROOT)

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_commands_are_the_ones_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README)

    assert commands == ["python -m pip install nox && python -m nox -s demo", "python -m pip install nox && python -m nox"]
    assert ROOT.joinpath(".ci", "run").read_text(encoding="utf-8").splitlines()[-1] == commands[1]
    workflow = ROOT.joinpath(".github", "workflows", "ci.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"run: (.*)", workflow)) == set(commands)
