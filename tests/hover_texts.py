"""What an editor shows of every public name, read from the sources."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeGuard

import attrs
from test_public_names import PACKAGES, parts

import crossbook.desk
import crossbook.prices
import crossbook.tape
from crossbook.sandbox import wire

ROOT: Final = Path(__file__).resolve().parents[1]
ADAPTERS: Final = ROOT / "adapters"
MOVED: Final = frozenset({"unknown"})  # importing one raises
# What stands at the root is what users import.
ROOT_MODULES: Final = [
    importlib.import_module(f"crossbook.{source.stem}")
    for source in sorted((ADAPTERS / "crossbook").glob("*.py"))
    if not source.stem.startswith("_") and source.stem not in MOVED
]
PUBLIC_DUNDERS: Final = ("__init__", "__new__")


@attrs.frozen
class Text:
    """A public name with what an editor shows of it."""

    place: str
    name: str
    words: str
    hint: str = ""
    """Its type, as the source writes it."""
    holder: type[Any] | None = None
    function: ast.FunctionDef | ast.AsyncFunctionDef | None = None

    @property
    def is_bare(self) -> bool:
        """Say whether there is no text, or one that says no more than the name."""
        return not _letters(self.words) or _letters(self.words) == _letters(self.name)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words).lower()


# ---- what is public


def exported() -> Iterator[tuple[str, Any]]:
    for package in (*PACKAGES, crossbook.prices, crossbook.desk, crossbook.tape):
        yield from ((f"{package.__name__}.{name}", getattr(package, name)) for name in package.__all__)
    for module in ROOT_MODULES:
        yield from ((f"{module.__name__}.{name}", getattr(module, name)) for name in _names(_tree(module.__name__).body))


def _names(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        match statement:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                # A type variable is part of the signatures that it stands in.
                yield name
            case _:
                pass


@cache
def _tree(module: str) -> ast.Module:
    source = inspect.getsourcefile(importlib.import_module(module))
    assert source is not None
    return ast.parse(Path(source).read_text(encoding="utf-8"))


def classes() -> dict[str, type[Any]]:
    """Give every public class of ours, and those that public methods and fields lead to."""
    found: dict[str, type[Any]] = {}
    waiting = [value for _, value in exported()]
    while waiting:
        value = waiting.pop()
        if not inspect.isclass(value):
            waiting += [] if inspect.isfunction(value) else [part for part in parts(value) if inspect.isclass(part)]
            continue
        place = f"{value.__module__}.{value.__qualname__}"
        if place in found or not value.__module__.startswith("crossbook.") or value.__name__.startswith("_"):
            continue
        found[place] = value
        waiting += _leads_to(value)
        for name, member in inspect.getmembers_static(value):
            function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
            if inspect.isfunction(function) and _is_called(value, name) and function.__module__.startswith("crossbook."):
                waiting += _leads_to(function)
    return dict(sorted(found.items()))


def _is_called(kind: type[Any], name: str) -> bool:
    # The parts of a sandbox are made by it, of what nobody else sees.
    return not name.startswith("_") or (name == "__init__" and not kind.__module__.startswith("crossbook.sandbox."))


def _leads_to(value: Any) -> list[Any]:
    # `Json` is made of itself, by names that only its own module knows.
    hints = typing.get_type_hints(value, localns={"Json": wire.Json, "Decimal": Decimal}).values()
    return [part for hint in hints for part in parts(hint) if inspect.isclass(part)]


CLASSES: Final = classes()


# ---- what an editor shows


def texts() -> Iterator[Text]:
    for place, kind in CLASSES.items():
        yield Text(place, kind.__name__, ast.get_docstring(_node(kind)) or "", holder=kind)
        yield from _members(kind)
    for place, value in exported():
        home = value.__module__ if inspect.isfunction(value) else place.rpartition(".")[0]
        if inspect.isfunction(value) and home.startswith("crossbook."):
            (node,) = (each for each in _tree(home).body if _is_function(each) and each.name == value.__name__)
            yield Text(f"{home}.{node.name}", node.name, ast.get_docstring(node) or "", function=node)
    for module in sorted({kind.__module__ for kind in CLASSES.values()}):
        yield from _aliases(module)


def _is_function(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _node(kind: type[Any]) -> ast.ClassDef:
    (found,) = (each for each in _tree(kind.__module__).body if isinstance(each, ast.ClassDef) and each.name == kind.__name__)
    return found


def _members(kind: type[Any]) -> Iterator[Text]:
    """Give fields, properties, methods and the words of an enum, those of bases of ours included."""
    found: dict[str, Text] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("crossbook."):
            for member in _below(f"{kind.__module__}.{kind.__name__}", base, _node(base).body):
                # An editor shows the text of the base where the member of the class has none.
                known = found.get(member.name)
                found[member.name] = attrs.evolve(member, words=known.words) if known is not None and not member.words else member
    yield from found.values()


def _below(place: str, kind: type[Any], body: list[ast.stmt]) -> Iterator[Text]:
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=hint) if not name.startswith("_"):
                yield Text(f"{place}.{name}", name, _string(following), ast.unparse(hint), kind)
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_") and name not in _inherited(kind):
                yield Text(f"{place}.{name}", name, _string(following), holder=kind)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if not _is_setter(statement):
                if not name.startswith("_") or name in PUBLIC_DUNDERS:
                    words = ast.get_docstring(statement) or ""
                    if name in PUBLIC_DUNDERS:
                        # The parameters of a constructor are shown with the class, or with the attributes that keep them.
                        words = f"{words}\n{ast.get_docstring(_node(kind)) or ''}"
                    yield Text(f"{place}.{name}", name, words, holder=kind, function=statement)
                if name == "__init__":
                    yield from _kept(place, kind, statement.body)
            case _:
                pass


def _inherited(kind: type[Any]) -> frozenset[str]:
    """Name what bases of ours describe already: an error that may be repeated says so by a value only."""
    return frozenset(
        name for base in kind.__mro__[1:] if base.__module__.startswith("crossbook.") for name in inspect.get_annotations(base)
    )


def _kept(place: str, kind: type[Any], body: list[ast.stmt]) -> Iterator[Text]:
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        match statement:
            case (
                ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)])
                | ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name))
            ) if not name.startswith("_"):
                yield Text(f"{place}.{name}", name, _string(following), holder=kind)
            case _:
                pass


def _aliases(module: str) -> Iterator[Text]:
    body = _tree(module).body
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")) if not name.startswith("_"):
                yield Text(f"{module}.{name}", name, _string(following))
            case _:
                pass


def _string(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(words))):
            return words.strip()
        case _:
            return ""


def _is_setter(statement: ast.stmt) -> bool:
    decorators = statement.decorator_list if isinstance(statement, ast.FunctionDef) else []
    return any(isinstance(each, ast.Attribute) and each.attr == "setter" for each in decorators)


TEXTS: Final = list(texts())
KNOWN: Final = {text.place: text for text in TEXTS}
