"""The spec files and what we call them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

import attrs
import yaml

from compiler.completing import JSON, METHODS, completed
from compiler.narrowing import Node, items, node, text

__all__ = ["JSON", "LOADER", "METHODS", "Document", "Json", "Node", "UnreadableSpecError", "as_written", "complete_at", "items"]
__all__ += ["load", "node", "operations", "read", "resolve", "text"]

Json: TypeAlias = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None

# libyaml reads a spec ten times faster; PyYAML may have been built without it.
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@attrs.frozen(kw_only=True)
class Document:
    """One spec file."""

    venue: str
    name: str
    """The file's name without its endings: `rest`, `orders-socket`."""
    path: Path
    root: Path
    """The folder that holds `specs/`: what generated headers name files relative to."""
    content: Node
    """The spec, complete."""
    written: Node
    """The spec as it was written."""

    @property
    def is_rest(self) -> bool:
        return self.path.name.endswith(".openapi.yaml")

    @property
    def label(self) -> str:
        return self.path.relative_to(self.root).as_posix()


def load(specs: Path) -> tuple[Document, ...]:
    """Read every spec file of every venue, in the order of their names."""
    specs = specs.resolve()  # from within the folder it may be called `.`, which has no name
    paths = sorted([*specs.glob("*/*.openapi.yaml"), *specs.glob("*/*.schema.yaml")])
    if not paths:
        message = f"{specs}: expected spec files (<venue>/*.openapi.yaml, <venue>/*.schema.yaml), found none"
        raise UnreadableSpecError(message)
    return tuple(
        Document(
            venue=path.parent.name,
            name=path.name.split(".")[0],
            path=path,
            root=specs.parent,
            content=complete_at(path, written, as_written),
            written=written,
        )
        for path, written in ((path, as_written(path)) for path in paths)
    )


def load_signing(specs: Path) -> tuple[Document, ...]:
    """Read what each venue has signed, `<venue>/signing.yaml`, where a venue has anything signed."""
    specs = specs.resolve()
    paths = sorted(specs.glob("*/signing.yaml"))
    written = [(path, as_written(path)) for path in paths]
    return tuple(
        Document(venue=path.parent.name, name="signing", path=path, root=specs.parent, content=content, written=content)
        for path, content in written
    )


class UnreadableSpecError(Exception):
    """A spec file cannot be read. The message names the file and the place in it."""


def read(path: Path) -> Node:
    """Read one spec file, and complete it. Raises UnreadableSpecError."""
    return complete_at(path, as_written(path), as_written)


def complete_at(path: Path, written: Node, read_other: Callable[[Path], Node]) -> Node:
    """Complete what was read at a path by what stands beside it."""

    @cache
    def beside(name: str) -> Node:
        other = path.with_name(name)
        return read_other(other) if other.is_file() else {}

    return completed(written, beside)


def as_written(path: Path) -> Node:
    """Read one spec file as it was written. Raises UnreadableSpecError."""
    try:
        written = path.read_text(encoding="utf-8")
        _check_size(path, written)
        content: object = yaml.load(written, Loader=LOADER)  # noqa: S506 - one of the two safe ones
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        problem = f"{path}: {error}"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = "" if mark is None else f":{mark.line + 1}:{mark.column + 1}"
        problem = f"{path}{place}: {' '.join(filter(None, (error.context, error.problem)))}"
    except yaml.YAMLError as error:
        problem = f"{path}: {' '.join(str(error).split())}"
    else:
        if isinstance(content, dict):
            return cast("Node", content)
        problem = f"{path}: expected a mapping at the top of the file, found {type(content).__name__}"
    raise UnreadableSpecError(problem)


_SUSPECT = re.compile(r"[&*]\w|(?:[\[{]\s*){20}|^ {100}", re.MULTILINE)
_DEEPEST = 60


def _check_size(path: Path, written: str) -> None:
    """Refuse what is small in a file and endless in memory: aliases, which can double with every line, and a bottomless nest."""
    if not _SUSPECT.search(written):  # nearly always: going through the events takes as long as reading the file
        return
    depth = 0
    for event in yaml.parse(written, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        problem = "expected no alias (*): refer to a schema by $ref" if isinstance(event, yaml.AliasEvent) else ""
        if depth > _DEEPEST:
            problem = f"expected at most {_DEEPEST} levels"
        if problem:
            mark = event.start_mark
            place = "" if mark is None else f":{mark.line + 1}:{mark.column + 1}"
            message = f"{path}{place}: {problem}"
            raise UnreadableSpecError(message)


def operations(content: Node) -> Iterator[tuple[str, str, Node]]:
    """Yield (method, path, operation) in the order of the file."""
    for path, methods in node(content.get("paths")).items():
        for method in METHODS:
            if method in node(methods):
                yield method, path, node(node(methods)[method])


def resolve(content: Node, value: object) -> Node:
    """Follow one `$ref` inside a document."""
    target = node(value)
    reference = target.get("$ref")
    if reference is None:
        return target
    found: object = content
    for part in text(reference).removeprefix("#/").split("/"):
        found = node(found).get(part.replace("~1", "/").replace("~0", "~"))
    return node(found)
