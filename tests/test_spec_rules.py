"""Each rule catches a real spec in which it is broken. Sockets have a file of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from broken_specs import CANCEL, CASES, STARTS
from families import every
from spec_edits import FOURCASTERS, SPECS, USER_FEED, Edit, both, drop, put, rules_broken, small, write, write_one

from compiler.documents import text
from compiler.rules.linting import Fault, lint

# (That the specs of the project are clean is what `nox -s specs` shows.)


@pytest.mark.parametrize("start", STARTS, ids=" ".join)
def test_what_the_cases_start_from_is_clean(tmp_path: Path, start: tuple[str, ...]) -> None:
    assert lint(write(tmp_path, start[0], small(*start))) == []


def test_a_broken_rule_is_reported_under_its_name(tmp_path: Path) -> None:
    def check(case: tuple[tuple[str, ...], str, Edit, str]) -> None:
        start, _, edit, rule = case
        content = small(*start)
        edit(content)
        assert rule in rules_broken(tmp_path, start[0], content, rule)

    every(CASES, check)


def test_an_operation_without_an_effect_is_reported(tmp_path: Path) -> None:
    content = small(FOURCASTERS)
    drop(f"{CANCEL} > x-effect")(content)
    assert "effect" in {fault.rule for fault in lint(write(tmp_path, FOURCASTERS, content))}


def test_an_operation_without_a_rate_limit_is_reported(tmp_path: Path) -> None:
    content = small(FOURCASTERS)
    for path in (f"{CANCEL} > x-effect > statuses > 429", f"{CANCEL} > responses > 429"):
        drop(path)(content)
    assert {fault.rule for fault in lint(write(tmp_path, FOURCASTERS, content))} == {"status"}


@pytest.mark.parametrize(
    ("found", "instead"), [("'429':", "429:"), ("x-venue: fourcasters", "x-venue: fourcasters\nx-venue: fourcasters"), ("'yes'", "yes")]
)
def test_yaml_that_means_something_else_than_it_looks_like_is_reported(tmp_path: Path, found: str, instead: str) -> None:
    specs = write(tmp_path, FOURCASTERS, small(FOURCASTERS))
    path = specs / FOURCASTERS
    written = path.read_text()
    if found not in written:
        written = written.replace("x-payload:", f"{found}: 1\n      x-payload:", 1)
    path.write_text(written.replace(found, instead))
    assert {fault.rule for fault in lint(specs)} == {"key"}


def test_a_fault_is_one_line_that_names_its_place(tmp_path: Path) -> None:
    content = small(FOURCASTERS)
    put(f"{CANCEL} > x-effect > kind", "can\ncel")(content)
    (fault,) = lint(write(tmp_path, FOURCASTERS, content))
    location = "/paths/~1session~1cancelMultiple/post/x-effect"
    assert fault == Fault(document=f"specs/{FOURCASTERS}", location=location, rule="effect", message=text(fault.message))
    assert str(fault).startswith(f"specs/{FOURCASTERS}:{fault.line} #{location}: effect: expected a kind among read, cancel")
    assert str(fault).splitlines() == [str(fault)]


def test_the_command_prints_what_it_found_and_fails(tmp_path: Path) -> None:
    content = small(FOURCASTERS)
    drop(f"{CANCEL} > operationId")(content)
    specs = write(tmp_path, FOURCASTERS, content)
    found = [str(fault) for fault in lint(specs)]
    surroundings = os.environ | {"PYTHONPATH": str(SPECS)}
    for folder in (str(specs), "."):
        command = [sys.executable, "-m", "compiler", "--specs", folder, "lint"]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=specs, env=surroundings)  # noqa: S603 - our own
        assert (result.returncode, result.stderr.splitlines()) == (1, found)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            both(
                put("$defs > UserEvent > required", ["messageID", "gameID"]),
                put("$defs > UserEvent > properties > live > type", "string"),
            ),
            [
                "expected gameID as in user-feed.schema.yaml, found: became optional",
                "expected live as in user-feed.schema.yaml, found: type changed",
            ],
        ),
        (drop("$defs > UserEvent"), ["expected UserEvent among the $defs of user-feed.schema.yaml"]),
    ],
)
def test_one_kind_of_message_is_described_alike_wherever_it_comes(edit: Edit, told: list[str], tmp_path: Path) -> None:
    specs = write(tmp_path, FOURCASTERS, small(FOURCASTERS, "/v2/user/messages"))
    feed = small(USER_FEED)
    edit(feed)
    write_one(specs / USER_FEED, feed)

    found = [fault.message for fault in lint(specs) if fault.rule == "same"]

    assert [message.startswith(said) for message, said in zip(found, told, strict=True)] == [True] * len(told)
