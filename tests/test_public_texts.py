"""What an editor shows of a public name: text of its own for each class, member, parameter and word, with units where it is an amount."""

from __future__ import annotations

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from test_public_names import public_classes, public_functions

CLASSES: Final = public_classes()
FUNCTIONS: Final = public_functions()
AMOUNTS: Final = re.compile(r"^(odds|risk|stake|win|bet|price|quantity|filled|remaining|resting|line|amount|size)$")
UNITS: Final = re.compile(r"USD|token|American|decimal odds|points|matched|Points", re.IGNORECASE)


def said(text: str | None, name: str) -> bool:
    """Say whether a text is there, and says more than the name does."""
    words = re.sub(r"[^a-z0-9]", "", (text or "").lower())
    return bool(words) and words != re.sub(r"[^a-z0-9]", "", name.lower())


def texts_below(kind: type[Any]) -> dict[str, str]:
    """Give the text behind each member of a class, as an editor finds it, those of its bases included."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("crossbook"):
            continue
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(tree, ast.ClassDef)
        for statement, following in zip(tree.body, [*tree.body[1:], None], strict=True):
            match statement, following:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = text
                case _:
                    pass
    return found


def members(kind: type[Any]) -> Iterator[str]:
    """Name the members that a class shows: the words of an enum, the fields of anything else."""
    if issubclass(kind, enum.Enum):
        yield from kind.__members__
        return
    for base in kind.__mro__:
        if base.__module__.startswith("crossbook"):
            yield from (name for name in inspect.get_annotations(base) if not name.startswith("_"))


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_says_what_it_is(name: str) -> None:
    assert said(CLASSES[name].__dict__.get("__doc__"), CLASSES[name].__name__)


@pytest.mark.parametrize(("kind", "member"), [(name, member) for name, kind in CLASSES.items() for member in members(kind)])
def test_a_public_member_says_what_it_is_and_in_which_unit(kind: str, member: str) -> None:
    text = texts_below(CLASSES[kind]).get(member)
    assert said(text, member), f"{kind}.{member} has no text"
    if AMOUNTS.match(member):
        assert UNITS.search(f"{text} {CLASSES[kind].__doc__}"), f"{kind}.{member} names no unit"


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if not name.endswith(("__enter__", "__aenter__"))])
def test_a_public_function_says_what_it_does_and_names_each_parameter(name: str) -> None:
    function: Callable[..., Any] = FUNCTIONS[name]
    text = inspect.getdoc(function) or ""
    kind = CLASSES.get(name.rpartition(".")[0])
    if name.endswith((".__init__", ".__new__")) and kind is not None:
        text += kind.__doc__ or ""
    assert said(text, name.rpartition(".")[2])
    for parameter in inspect.signature(function).parameters:
        if parameter not in ("self", "cls"):
            assert re.search(rf"`{parameter}`|^\s*{parameter}: ", text, re.MULTILINE), f"{name} does not say what {parameter} is"
