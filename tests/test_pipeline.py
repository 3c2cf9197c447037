"""The bindings are a pure function of the specs, and a folder that differs from them does not pass."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest
from real_specs import DOCUMENTS

from compiler.documents import Document, load
from compiler.framing import messages
from compiler.pointers import follow
from compiler.writing.external_tools import ToolFailedError
from compiler.writing.rest import compile_rest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "crossbook_bindings"
SOCKETS = [document for document in DOCUMENTS if not document.is_rest]
REST = "fourcasters/rest.openapi.yaml"
SOCKET = "fourcasters/orders-socket.schema.yaml"
FIELD = "reason: {type: string, description: 'Why not, when success is false.'}"
UNREADABLE = "reason: {type: string, enum: [1, two]}"
"""openapi-python-client drops the schemas that hold such a field, warns, and would call that a success."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy specs/ and generated/ to where a test may spoil them."""
    return copied(tmp_path / "project")


def copied(folder: Path) -> Path:
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def without(project: Path, venue: str) -> None:
    """Leave a venue out of the specs, where what is wrong is in another one's: half of them are read in half of the time."""
    shutil.rmtree(project / "specs" / venue)


def compiler(project: Path, *arguments: str, compiled_by: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the compiler as nox does, on the specs of a project."""
    command = [sys.executable, "-m", "compiler", "--specs", str(project / "specs"), *arguments]
    surroundings = os.environ | {"PYTHONPATH": str(compiled_by / "specs")} | environment
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=project, env=surroundings)  # noqa: S603 - our own


def folder_of(document: Document) -> Path:
    return ROOT / "generated" / PACKAGE / document.venue / document.name.replace("-", "_")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def replaced(path: Path, old: str, new: str) -> None:
    before = path.read_text()
    assert before.count(old) == 1
    path.write_text(before.replace(old, new))


# (That bindings which are what the specs give pass is what `nox -s bindings` shows.)


def test_whatever_differs_fails_and_is_named_and_nothing_else_is(project: Path) -> None:
    """Edited by hand, missing, stray; and a spec of REST and one of a socket that were edited without regenerating."""
    result_of_a_cancel = f"{PACKAGE}/fourcasters/rest/models/cancel_result.py"
    operations = f"{PACKAGE}/fourcasters/rest/operations"
    without(project, "predictstreet")
    shutil.rmtree(project / "generated" / PACKAGE / "predictstreet")
    replaced(project / "generated" / result_of_a_cancel, "filled: Decimal", "filled: float")
    (project / "generated" / operations / "cancel_multiple.py").unlink()
    (project / "generated" / operations / "cancel_everything.py").write_text("")
    replaced(project / "specs" / REST, FIELD, FIELD.replace("reason", "cause"))
    replaced(project / "specs" / SOCKET, "'order not found': not_acted", "'order not found': may_have_acted")

    result = compiler(project, "check", "generated")

    assert result.returncode == 1
    first, *rest = re.split(r"^(?=changed: )", result.stderr, flags=re.MULTILINE)
    assert [line.partition(" (")[0] for line in first.splitlines()] == [
        f"missing: {operations}/cancel_multiple.py",
        f"stray: {operations}/cancel_everything.py",
    ]
    changed = {lines[0].removeprefix("changed: "): lines[3:] for lines in map(str.splitlines, rest)}
    commands = f"{PACKAGE}/fourcasters/orders_socket/commands.py"
    assert list(changed) == ["OPERATIONS.md", commands, result_of_a_cancel]
    assert [line[:1] for line in changed[result_of_a_cancel] if "filled:" in line] == ["-", "+"]
    for name, shown in (
        (result_of_a_cancel, "-    filled: float"),
        (result_of_a_cancel, "+    cause: "),
        (commands, '+            "order not found": _MAY'),
    ):
        assert any(line.startswith(shown) for line in changed[name]), shown


BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x, x]", *(f"{name}: &{name} [{', '.join([f'*{of}'] * 10)}]" for of, name in pairwise("abcdefghij"))]
)
"""Eleven lines that stand for ten thousand million values."""


Fault: TypeAlias = tuple[str, str, str, str]
"""A spec, what stands in it, what is put there, and what is said of it."""
ITSELF: Fault = (
    REST,
    "    ErrorType:\n      # snip",
    "    ErrorType:\n      $ref: '#/components/schemas/ErrorType'\n      # snip",
    "made of itself",
)
"""Nothing else is looked for in its file then."""


@pytest.mark.parametrize(
    "faults",
    [
        [
            (REST, FIELD, UNREADABLE, "open-enum: expected the enum in a named schema of its own"),
            (
                REST,
                UNREADABLE,
                f"{UNREADABLE}\n        self: {{type: string, description: Who.}}",
                "property-name: expected a name that Python can use, found self",
            ),
            (
                REST,
                "operationId: getMe\n",
                "operationId: getMatchedBets\n",
                "operation-id: expected a name of its own, found getMatchedBets",
            ),
            (
                REST,
                "\n    HttpError:\n",
                "\n    httpError: {type: string, description: x}\n    HttpError:\n",
                "class-name: expected a name",
            ),
        ],
        [
            ITSELF,
            (
                SOCKET,
                "unmatched: {$ref: '#/$defs/Offer'}",
                "unmatched: {$ref: '#/$defs/Nobody'}",
                "reference: #/$defs/Nobody leads nowhere",
            ),
        ],
        [(SOCKET, "\nx-messages:", "\nx-messages: [", f"{SOCKET}:")],
        [(SOCKET, "\nx-messages:", f"\n{BOMB}\nx-messages:", "expected no alias (*): refer to a schema by $ref")],
        [(SOCKET, "\nx-messages:", "\nx-deep: " + "[" * 5000 + "\nx-messages:", f"{SOCKET}:")],
    ],
    ids=["enum in place, self, one name twice, one class twice", "itself and nowhere", "no YAML", "a bomb", "bottomless"],
)
def test_specs_that_break_a_rule_are_not_compiled_and_the_place_is_named(project: Path, faults: list[Fault]) -> None:
    without(project, "predictstreet")
    before = contents(project / "generated")
    for spec, old, new, _ in faults:
        replaced(project / "specs" / spec, old, new)
    result = compiler(project, "write", "generated")
    assert (result.returncode, result.stdout) == (1, "")
    for spec, _, _, said in faults:
        assert [line for line in result.stderr.splitlines() if spec in line and said in line], said
    assert "Traceback" not in result.stderr
    assert contents(project / "generated") == before


def test_bindings_are_not_compared_with_specs_that_break_a_rule(project: Path) -> None:
    without(project, "predictstreet")
    spec, old, new, said = ITSELF
    replaced(project / "specs" / spec, old, new)
    result = compiler(project, "check", "generated")
    assert (result.returncode, said in result.stderr, "changed:" in result.stderr) == (1, True, False)


def test_a_folder_without_specs_does_not_empty_the_bindings(project: Path) -> None:
    shutil.rmtree(project / "specs")
    (project / "specs").mkdir()
    before = contents(project / "generated")
    result = compiler(project, "write", "generated")
    assert (result.returncode, "expected spec files" in result.stderr) == (1, True)
    assert contents(project / "generated") == before


def test_what_the_generator_only_warns_of_fails(tmp_path: Path) -> None:
    path = copied(tmp_path) / "specs" / REST
    replaced(path, FIELD, UNREADABLE)
    (document,) = [each for each in load(tmp_path / "specs") if each.path == path]
    with pytest.raises(ToolFailedError, match=f"specs/{REST}: openapi-python-client: warning: "):
        compile_rest(document, templates=ROOT / "specs" / "templates" / "rest", into=tmp_path)


def test_regenerating_puts_right_whatever_differs_and_its_bytes_depend_on_nothing_but_the_specs(tmp_path: Path) -> None:
    """Not on the run, the hash seed, the settings around the project, or where the tree lies: what is committed came from others."""
    tmp_path.joinpath("pyproject.toml").write_text(
        '[tool.ruff]\nline-length = 60\nindent-width = 2\n[tool.ruff.lint]\nselect = ["ALL"]\n'
        "[tool.black]\nline-length = 60\n[tool.datamodel-codegen]\nsnake-case-field = true\n"
    )
    tmp_path.joinpath(".git").mkdir()
    tmp_path.joinpath(".gitignore").write_text("*\n")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    project = copied(tmp_path / "some where" / "else")
    without(project, "fourcasters")  # whose bytes another test compares
    package = project / "generated" / PACKAGE
    (package / "runtime" / "codec.py").write_text("")
    (package / "py.typed").unlink()
    (package / "stray.py").write_text("")
    done = compiler(project, "write", "generated", compiled_by=project, TMPDIR=str(scratch), PYTHONHASHSEED="1")
    assert (done.returncode, done.stderr) == (0, "")
    written, committed = contents(project / "generated"), contents(ROOT / "generated")
    assert written.pop("OPERATIONS.md") != committed.pop("OPERATIONS.md")  # which is about all venues
    assert written == {name: held for name, held in committed.items() if not name.startswith(f"{PACKAGE}/fourcasters/")}


def test_every_generated_file_names_its_spec_and_its_command() -> None:
    first_line = re.compile(r"# Generated from (specs/\S*) by `nox -s regenerate`\. Do not edit\.")
    sources = sorted((ROOT / "generated").rglob("*.py"))
    assert len(sources) > 50
    for source in sources:
        match = first_line.fullmatch(source.read_text().splitlines()[0])
        assert match, source
        assert (ROOT / match[1]).exists(), source
        venue = source.relative_to(ROOT / "generated" / PACKAGE).parts[0]
        assert venue in match[1] or venue in ("__init__.py", "runtime"), source


@pytest.mark.parametrize("document", SOCKETS, ids=lambda document: document.label)
def test_every_socket_is_written_as_an_asyncapi_document_that_names_its_spec(document: Document) -> None:
    written = json.loads((folder_of(document) / "asyncapi.json").read_text())
    assert written["asyncapi"] == "3.0.0"
    assert written["info"]["title"] == f"{document.venue} {document.name}"
    assert written["info"]["description"].endswith(f"Written from {document.label}.")
    assert set(written["operations"]) == {f"{message['direction']}_{name}" for name, message in messages(document)}
    components = written["components"]["messages"]
    assert set(components) >= {name for name, _ in messages(document)}
    references = re.findall(r'"\$ref": "#([^"]*)"', json.dumps(written))
    assert len(references) > len(components)
    assert [reference for reference in references if follow(written, reference) is None] == []


@pytest.mark.parametrize("document", SOCKETS, ids=lambda document: document.label)
def test_a_socket_has_commands_if_we_send_and_frames_if_it_sends(document: Document) -> None:
    sides = {"commands": "send", "frames": "receive"}
    told = {side: [name for name, message in messages(document) if message["direction"] == way] for side, way in sides.items()}
    folder = folder_of(document)
    assert {side for side in sides if (folder / f"{side}.py").exists()} == {side for side in sides if told[side]}
    if told["commands"]:
        commands = import_module(f"{PACKAGE}.{folder.parent.name}.{folder.name}.commands")
        assert [message.name for message in commands.MESSAGES] == told["commands"]
    if told["frames"]:
        frames = import_module(f"{PACKAGE}.{folder.parent.name}.{folder.name}.frames")
        assert list(frames.READER.types) == told["frames"]


def test_nothing_written_by_hand_says_that_it_is_generated() -> None:
    sources = [path for folder in ("adapters", "specs", "tests") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".yaml")]
    assert len(sources) > 50
    assert [path for path in [*sources, ROOT / "noxfile.py"] if path.read_text().startswith("# Generated")] == []
