"""Every example of the README runs as it stands, and prints what the README says that it prints. (test_consumer checks their types.)"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from readme_examples import README, Example, Run, examples, run

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = examples()


def test_no_example_is_overlooked() -> None:
    assert len(EXAMPLES) == README.count("```python")
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("example", [each for each in EXAMPLES if not each.is_a_test], ids=lambda example: example.heading)
def test_an_example_runs_and_prints_what_is_shown(example: Example, tmp_path: Path) -> None:
    program = tmp_path / "example.py"
    program.write_text(example.code, encoding="utf-8")

    assert run(program) == Run(0, example.output, "")


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.is_a_test], ids=lambda example: example.heading)
def test_an_example_of_a_test_passes(example: Example, tmp_path: Path) -> None:
    tmp_path.joinpath("test_example.py").write_text(example.code, encoding="utf-8")
    alone = ("-q", "-p", "no:cacheprovider", "-p", "no:asyncio", "-c", os.devnull, "--rootdir=.")

    done = subprocess.run(  # noqa: S603 - this interpreter, and a file written here
        [sys.executable, "-m", "pytest", *alone, "test_example.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_commands_are_the_ones_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README)

    assert commands == ["python -m pip install nox && python -m nox -s demo", "python -m pip install nox && python -m nox"]
    assert ROOT.joinpath(".ci", "run").read_text(encoding="utf-8").splitlines()[-1] == commands[1]
    workflow = ROOT.joinpath(".github", "workflows", "ci.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"run: (.*)", workflow)) == set(commands)
