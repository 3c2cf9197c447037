"""Says quickly whether a spec knows everything in a reply. Nearly always it does; where not, `crossbook.drift` says what. Pure.

Each type becomes a function once. It asks no more of a value than can drift: a number, or a text of any words, is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Final, Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from msgspec import UnsetType

from crossbook.drift import listed_words, values_of
from crossbook_bindings.runtime import members_of

Test: TypeAlias = Callable[[object], bool]
"""Says whether everything in a value is known."""

_UNIONS: Final = (Union, UnionType)
_ATOMS: Final = (NoneType, UnsetType)


@cache
def knows(kind: object) -> Test | None:
    """Give the test of a type; None where nothing in a value of it can be unknown."""
    words = listed_words(kind)
    parts = get_args(kind) if get_origin(kind) in _UNIONS else (kind,)
    for part in parts:
        if part in _ATOMS or get_origin(part) is Literal:
            continue
        test = _of_object(part) or _of_mapping(part) or _of_array(part)
        if test is not None:
            return test
    return None if words is None else lambda value: not isinstance(value, str) or value in words


def _of_object(kind: object) -> Test | None:
    names = members_of(cast("type[object]", kind)) if isinstance(kind, type) else None
    if names is None:
        return None
    hints = get_type_hints(cast("type[object]", kind))
    known = frozenset(names)
    tests = [(name, test) for name in names if (test := knows(hints[name])) is not None]

    def test_object(value: object) -> bool:
        if not isinstance(value, dict):
            return True
        held = cast("dict[str, object]", value)
        if not held.keys() <= known:
            return False
        for name, test in tests:
            part = held.get(name)
            if part is not None and not test(part):
                return False
        return True

    return test_object


def _of_mapping(kind: object) -> Test | None:
    of = values_of(kind)
    test = None if of is None else knows(of)
    if test is None:
        return None
    return lambda value: not isinstance(value, dict) or all(map(test, cast("dict[str, object]", value).values()))


def _of_array(kind: object) -> Test | None:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is list or (origin is tuple and arguments[1:] == (Ellipsis,)):
        return _of_entries(knows(arguments[0]))
    if origin is not tuple:
        return None
    places = [(place, test) for place, part in enumerate(arguments) if (test := knows(part)) is not None]
    return lambda value: (
        not isinstance(value, list) or all(test(held) for place, test in places for held in cast("list[object]", value)[place : place + 1])
    )


def _of_entries(test: Test | None) -> Test | None:
    if test is None:
        return None
    return lambda value: not isinstance(value, list) or all(map(test, cast("list[object]", value)))
