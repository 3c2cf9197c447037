"""What new bindings do to those who import them."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.__main__ import main

GENERATED = Path(__file__).parents[1] / "generated"

SIDES = """
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["away", "home"]
"""
MODELS = """
from attrs import define
from .sides import Side


@define(frozen=True, kw_only=True, slots=False)
class Order:
    game: str
    side: Side | str
    bet: int | None = None


@define(frozen=True, kw_only=True, slots=False)
class Reply:
    id: str
    left: int | None = None
"""
OPERATIONS = """
from .models import Order, Reply


def place(*, orders: tuple[Order, ...], note: str | None = None) -> Reply:
    raise NotImplementedError


def cancel(*, id: str | int) -> Reply:
    raise NotImplementedError
"""
FILES = {"sides.py": SIDES, "models.py": MODELS, "operations.py": OPERATIONS}
CONSUMER = """
from crossbook_bindings.models import Order, Reply
from crossbook_bindings.operations import place


def stake(reply: Reply) -> int:
    return 0 if reply.left is None else reply.left


print(stake(place(orders=(Order(game="g", side="home", bet=1),))))
"""


def tree(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "crossbook_bindings"
    package.mkdir(parents=True)
    package.joinpath("__init__.py").touch()
    for name, words in files.items():
        package.joinpath(name).write_text(words, encoding="utf-8")
    return folder


def changed(old: str, new: str) -> dict[str, str]:
    files = {name: words.replace(old, new) for name, words in FILES.items()}
    assert files != FILES
    return files


BREAKING = [
    ("def cancel(", "def cancel_order(", "crossbook_bindings.operations.cancel: Public object was removed"),
    ("    left: int | None = None\n", "", "crossbook_bindings.models.Reply.left: Public object was removed"),
    ("left: int | None", "left: str | None", "crossbook_bindings.models.Reply.left: was int | None, now str | None"),
    ("id: str\n", "id: str | None\n", "crossbook_bindings.models.Reply.id: was str, now str | None"),
    ("game: str", "game: int", "crossbook_bindings.models.Order.game: was str, now int"),
    ("bet: int | None = None", "bet: int | None", "crossbook_bindings.models.Order.bet: must be given now"),
    ("game: str\n", "game: str\n    league: str\n", "crossbook_bindings.models.Order.league: must be given now"),
    ("bet: int | None", "bet: int", "crossbook_bindings.models.Order.bet: was int | None, now int"),
    ('["away", "home"]', '["home"]', "crossbook_bindings.sides.Side: no longer lists 'away'"),
    (", note: str | None = None", "", "crossbook_bindings.operations.place: Parameter was removed"),
    ("note: str | None = None", "note: str", "crossbook_bindings.operations.place: Parameter is now required"),
    (
        "note: str | None = None",
        "note: int | None = None",
        "crossbook_bindings.operations.place(note): no longer takes str, now int | None",
    ),
    ("*, id: str | int", "*, id: str", "crossbook_bindings.operations.cancel(id): no longer takes int, now str"),
    ("id: str | int) -> Reply", "id: str | int) -> None", "crossbook_bindings.operations.cancel(): returned Reply, now None"),
    ("*, id: str | int", "*, id: str | int, game: str", "crossbook_bindings.operations.cancel: Parameter was added as required"),
]


@pytest.mark.parametrize(("old", "new", "told"), BREAKING)
def test_what_breaks_users_is_told(old: str, new: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tree(tmp_path / "old", FILES), tree(tmp_path / "new", changed(old, new))

    assert main(["surface", str(before), str(after)]) == 2
    assert told in capsys.readouterr().out.splitlines()


HARMLESS = [
    ("left: int | None = None\n", "left: int | None = None\n    memo: str | None = None\n"),
    ("left: int | None", "left: int"),
    ("id: str\n", "id: str\n    kind: str\n"),
    ("game: str", "game: str | int"),
    ("bet: int | None = None\n", "bet: int | None = None\n    memo: str | None = None\n"),
    ('["away", "home"]', '["away", "draw", "home"]'),
    ("note: str | None", "note: str | int | None"),
    ("note: str | None = None", "note: str | None = None, memo: str | None = None"),
    ("\n\ndef cancel(", "\n\ndef _hidden() -> None: ...\n\n\ndef edit() -> None: ...\n\n\ndef cancel("),
]


@pytest.mark.parametrize(("old", "new"), HARMLESS)
def test_what_breaks_nobody_is_not_told(old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tree(tmp_path / "old", FILES), tree(tmp_path / "new", changed(old, new))

    assert main(["surface", str(before), str(after)]) == 0
    assert capsys.readouterr().out == "Nothing breaks.\n"


def test_a_consumer_is_told_which_of_its_lines_break(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tree(tmp_path / "old", FILES), tree(tmp_path / "new", changed("left: int | None", "left: str | None"))
    consumer = tmp_path / "consumer.py"
    # The last line was wrong before: that is not the bindings' doing.
    consumer.write_text(CONSUMER + "print(place(orders=()).lefts)\n", encoding="utf-8")

    assert main(["surface", str(before), str(after), "--consumer", str(consumer)]) == 2

    errors = [line for line in capsys.readouterr().out.splitlines() if "consumer.py" in line]
    assert len(errors) == 1
    assert "consumer.py:7: error: Incompatible return value type" in errors[0]


def test_a_consumer_that_still_passes_breaks_nothing(tmp_path: Path) -> None:
    before, after = tree(tmp_path / "old", FILES), tree(tmp_path / "new", changed("game: str", "game: str | int"))
    consumer = tmp_path / "consumer.py"
    consumer.write_text(CONSUMER, encoding="utf-8")

    assert main(["surface", str(before), str(after), "--consumer", str(consumer)]) == 0


def test_the_projects_bindings_do_not_differ_from_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surface", str(GENERATED), str(GENERATED)]) == 0
    assert capsys.readouterr().out == "Nothing breaks.\n"


def test_a_folder_without_bindings_or_a_consumer_that_is_not_there_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bindings = tree(tmp_path / "some", FILES)
    assert main(["surface", str(tmp_path), str(bindings)]) == 3
    assert main(["surface", str(bindings), str(bindings), "--consumer", str(tmp_path / "none.py")]) == 3

    first, second = capsys.readouterr().err.splitlines()
    assert "holds no crossbook_bindings/" in first
    assert "none.py: no such file" in second
