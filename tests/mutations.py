"""One change for each kind that a document can undergo, and what `compare` has to say about it: the tables in tests/data."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import attrs
import yaml

from compiler.documents import LOADER

Verdict: TypeAlias = tuple[str, str, str]
"""Class, kind, place."""
Steps: TypeAlias = tuple[str | int, ...]

DATA: Final = Path(__file__).parent / "data"


@attrs.frozen
class Mutation:
    document: str
    name: str
    edits: tuple[tuple[Any, ...], ...]
    verdicts: frozenset[Verdict]

    def __str__(self) -> str:
        return self.name


@cache
def _read(name: str) -> Any:
    return yaml.load(DATA.joinpath(name).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - one of the two safe ones


def base(name: str) -> Any:
    """Give a copy of a document."""
    return deepcopy(_read(name))


def mutations(table: str, document: str) -> tuple[Mutation, ...]:
    return tuple(
        Mutation(document, case["name"], tuple(map(tuple, case["edits"])), frozenset(map(tuple, case["says"]))) for case in _read(table)
    )


REST: Final = mutations("mutations-rest.yaml", "small.openapi.yaml")
SOCKET: Final = mutations("mutations-socket.yaml", "small.schema.yaml")


def mutated(document: Any, mutation: Mutation) -> Any:
    """Give a changed copy of a document."""
    changed = deepcopy(document)
    for kind, path, *values in mutation.edits:
        steps = [step.replace("+", " ") for step in path.split()]
        edit(changed, kind, steps, *values)
    return changed


def edit(document: Any, kind: str, steps: list[str], value: Any = None) -> None:
    inside: Any = at(document, steps[:-1])
    is_list = isinstance(inside, list)
    key: Any = int(steps[-1]) if is_list else steps[-1]
    match kind:
        case "put":
            inside[key] = value
        case "add":
            inside[key].append(value)
        case "drop":
            del inside[key]
        case "rename":
            members: dict[str, Any] = dict(inside)
            inside.clear()
            inside.update({value if name == key else name: member for name, member in members.items()})
        case _:
            raise AssertionError(kind)


def at(document: Any, steps: Sequence[str | int]) -> Any:
    """Find a place in a document."""
    found: Any = document
    for step in steps:
        is_list = isinstance(found, list)
        found = found[int(step) if is_list else step]
    return found


def below(value: Any, path: Steps = ()) -> list[Steps]:
    """List every place of a document, and what is below each."""
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = [*cast("dict[str, Any]", value)]
    elif isinstance(value, list):
        keys = [index for index, _ in enumerate(cast("Any", value))]
    return [place for key in keys for place in ((*path, key), *below(value[key], (*path, key)))]
