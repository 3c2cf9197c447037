"""Whoever hovers over a public name of the bindings learns what it is. Read from the sources, as an editor does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_specs import DOCUMENTS

from compiler.documents import load_signing, node, operations, text

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generated" / "crossbook_bindings"
SOURCES = sorted(PACKAGE.rglob("*.py"))
URL = re.compile(r"https?://\S+")
MARKS = ".,;:)}]'`\""
UNIT = re.compile(
    r"\b(USDC?|American odds|points?|outcome tokens?|base units|seconds?|minutes?|fraction|percent|0 to 1|unit (un|not )documented)\b",
    re.IGNORECASE,
)


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield every public name of the bindings: where it stands, its own name, and its text."""
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        yield source.relative_to(PACKAGE).as_posix(), source.stem, ast.get_docstring(tree) or "-"
        yield from _below(source.relative_to(PACKAGE).as_posix(), tree.body)


def _below(place: str, body: list[ast.stmt]) -> Iterator[tuple[str, str, str]]:
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=False):
        match statement:
            case ast.ClassDef(name=name) if not name.startswith("_"):
                yield f"{place} {name}", name, ast.get_docstring(statement) or ""
                yield from _below(f"{place} {name}", statement.body)
            case ast.FunctionDef(name=name) if not name.startswith("_"):
                words = ast.get_docstring(statement) or ""
                yield f"{place} {name}", name, words
                if "/operations/" in place or place.endswith("commands.py"):
                    yield from _parameters(f"{place} {name}", statement, words)
            case ast.AnnAssign(target=ast.Name(id=name)) if _is_described(place, statement):
                yield f"{place} {name}", name, _string(following)
            case _:
                pass


def _is_described(place: str, statement: ast.AnnAssign) -> bool:
    """Fields of models and aliases of types are; constants of tables say themselves what they are."""
    if "runtime/" in place:
        return False
    is_alias = isinstance(statement.annotation, ast.Name) and statement.annotation.id == "TypeAlias"
    return is_alias or (" " in place and "/models" in place)


def _parameters(place: str, function: ast.FunctionDef, words: str) -> Iterator[tuple[str, str, str]]:
    for argument in (*function.args.args, *function.args.kwonlyargs):
        found = re.search(rf"^    {argument.arg}: (.+(?:\n {{8}}.+)*)", words.partition("Args:\n")[2], re.MULTILINE)
        yield f"{place} {argument.arg}", argument.arg, found[1] if found else ""


def _string(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(words))):
            return words.strip()
        case _:
            return ""


TEXTS = list(texts())


def test_every_public_name_has_a_text_that_is_not_its_own_name() -> None:
    bare = [place for place, name, words in TEXTS if not words or _letters(words) == _letters(name)]
    assert bare == []
    assert len(TEXTS) > 1500


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words).lower()


def amounts() -> Iterator[tuple[str, str]]:
    """Yield the fields and parameters that are decimals, with their texts."""
    said = {place: words for place, _, words in TEXTS}
    for source in SOURCES:
        place = source.relative_to(PACKAGE).as_posix()
        if "runtime/" in place:
            continue
        for holder in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match holder:
                case ast.ClassDef(name=name):
                    found = [(each.target, each.annotation) for each in holder.body if isinstance(each, ast.AnnAssign)]
                    yield from (
                        (f"{place} {name} {target.id}", said[f"{place} {name} {target.id}"])
                        for target, hint in found
                        if isinstance(target, ast.Name) and "Decimal" in ast.unparse(hint)
                    )
                case ast.FunctionDef(name=name) if not name.startswith("_"):
                    for argument in holder.args.kwonlyargs:
                        if argument.annotation is not None and "Decimal" in ast.unparse(argument.annotation):
                            yield f"{place} {name} {argument.arg}", said[f"{place} {name} {argument.arg}"]
                case _:
                    pass


def test_every_amount_names_its_unit() -> None:
    found = list(amounts())
    assert [place for place, words in found if not UNIT.search(words)] == []
    assert len(found) > 100


# ---- addresses


def test_every_url_in_a_text_is_whole() -> None:
    known = {
        url.rstrip(MARKS)
        for document in (*DOCUMENTS, *load_signing(ROOT / "specs"))
        for url in URL.findall(document.path.read_text(encoding="utf-8"))
    }
    found = {url.rstrip(MARKS) for source in SOURCES for url in URL.findall(source.read_text(encoding="utf-8"))}
    assert found - known == set()
    assert len(found) > 80


@pytest.mark.parametrize("document", [document for document in DOCUMENTS if document.is_rest], ids=lambda document: document.venue)
def test_every_operation_names_its_page_on_one_line(document: object) -> None:
    (spec,) = [each for each in DOCUMENTS if each is document]
    said = {name: words for place, name, words in TEXTS if place.startswith(f"{spec.venue}/rest/operations/")}
    for _, _, operation in operations(spec.content):
        page = text(node(operation["externalDocs"])["url"])
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text(operation["operationId"])).lower()
        assert f"Venue page: {page}" in said[name].splitlines()


# ---- packages


@pytest.mark.parametrize(
    ("package", "names"),
    [
        ("fourcasters", {"Venue", "orders_socket", "price_feed", "rest", "user_feed"}),
        ("fourcasters.price_feed", {"commands", "frames", "models"}),
        ("fourcasters.user_feed", {"frames", "models"}),
        ("predictstreet", {"Venue", "market_socket", "rest", "signing", "user_socket"}),
        ("predictstreet.signing", {"models"}),
    ],
)
def test_a_package_shows_what_it_holds_before_any_of_it_is_imported(package: str, names: set[str]) -> None:
    name = f"crossbook_bindings.{package}"
    program = (
        f"import {name} as package, sys; print(*dir(package)); print([each for each in sys.modules if each.startswith('{name}.')]);"
        f"print([getattr(package, each) is not None for each in dir(package)] == [True] * len(dir(package))); package.nothing"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    shown, loaded, all_there = done.stdout.splitlines()
    assert (set(shown.split()), loaded, all_there) == (names, "[]", "True")
    assert f"AttributeError: module '{name}' has no attribute 'nothing'" in done.stderr
