"""A member that stands twice in one object is found, however the text is written; and nothing else is."""

from __future__ import annotations

import json
from typing import TypeAlias, cast

import hypothesis.strategies as st
from hypothesis import given

from crossbook.core.repetition import repeated_member

Pairs: TypeAlias = list[tuple[str, object]]

NAMES = st.sampled_from(["", "a", "b", ":", "a:", ",", '"', "\\", "é", " ", '":', "{", "]"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), NAMES)


class Written(tuple[Pairs, ...]):
    """An object, as pairs in the order written."""

    __slots__ = ()


def objects(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(st.tuples(NAMES, values), max_size=4).map(lambda pairs: Written((pairs,)))


DOCUMENTS = st.recursive(SCALARS, lambda values: st.one_of(objects(values), st.lists(values, max_size=3)), max_leaves=12)


def listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def write(value: object, space: str, *, ascii_only: bool) -> str:
    if isinstance(value, Written):
        (pairs,) = value
        members = (
            f"{json.dumps(name, ensure_ascii=ascii_only)}{space}:{space}{write(held, space, ascii_only=ascii_only)}" for name, held in pairs
        )
        return "{" + f"{space},{space}".join(members) + "}"
    if value == []:
        return "[]"
    if items := listed(value):
        return "[" + ",".join(write(held, space, ascii_only=ascii_only) for held in items) + "]"
    return json.dumps(value, ensure_ascii=ascii_only)


def repeats(value: object) -> set[str]:
    if isinstance(value, Written):
        (pairs,) = value
        names = [name for name, _ in pairs]
        return {name for name in names if names.count(name) > 1}.union(*(repeats(held) for _, held in pairs))
    return set[str]().union(*(repeats(held) for held in listed(value)))


@given(DOCUMENTS, st.sampled_from(["", " ", "\n\t"]), st.booleans(), st.booleans())
def test_a_member_that_stands_twice_in_one_object_is_found_and_nothing_else(
    document: object,
    space: str,
    ascii_only: bool,  # noqa: FBT001 - a strategy's
    as_bytes: bool,  # noqa: FBT001 - a strategy's
) -> None:
    text = write(document, space, ascii_only=ascii_only)
    found = repeated_member(text.encode() if as_bytes else text)
    assert found in repeats(document) if repeats(document) else found is None
