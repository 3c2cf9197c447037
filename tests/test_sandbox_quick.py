"""The sandbox's quick check of a message never passes what the validator that knows all of JSON Schema refuses."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbook.sandbox.rest_spec import rest_spec
from crossbook.sandbox.specs import Document, load, specs_folder
from crossbook.sandbox.wire import Json

VENUES = ("fourcasters", "predictstreet")
ANYTHING = st.sampled_from([None, True, 0, -1, 1.5, "", "x", "NaN", "1.5", [], [1], {}, {"a": 1}]) | st.text(max_size=3)


def document(venue: str) -> Document:
    return Document(load(specs_folder() / venue / "rest.openapi.yaml"), f"urn:test:{venue}")


DOCUMENTS = {venue: document(venue) for venue in VENUES}


def examples(venue: str) -> Iterator[tuple[str, Json]]:
    """Give the schema and the example of every request and reply that has one."""
    found = DOCUMENTS[venue]
    for operation in rest_spec(venue).operations:
        _, responses = found.object_at(f"{operation.pointer}/responses")
        places = [f"{operation.pointer}/responses/{status}" for status in responses]
        for place in (*places, f"{operation.pointer}/requestBody"):
            where, _ = found.object_at(place)
            _, content = found.object_at(f"{where}/content/application~1json")
            listed = content.get("examples")
            shown = [item.get("value") for item in listed.values() if isinstance(item, dict)] if isinstance(listed, dict) else []
            for example in [*shown, *([content["example"]] if "example" in content else [])]:
                yield f"{where}/content/application~1json/schema", example


CASES = [(venue, *case) for venue in VENUES for case in examples(venue)]


@pytest.mark.parametrize("venue", VENUES)
def test_what_the_documents_show_needs_no_slow_check(venue: str) -> None:
    found = DOCUMENTS[venue]
    slow = {where for where, example in examples(venue) if not found.fits(where, example)}
    assert slow == set()
    assert len(CASES) > 60


def nodes(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    match value:
        case dict():
            for name, item in value.items():
                yield from nodes(item, (*path, name))
        case list():
            for index, item in enumerate(value):
                yield from nodes(item, (*path, index))
        case _:
            return


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_what_passes_quickly_would_pass_slowly(data: st.DataObject) -> None:
    venue, where, example = data.draw(st.sampled_from(CASES))
    changed: Any = deepcopy(example)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(nodes(changed))))
        replacement: Any = deepcopy(data.draw(ANYTHING))
        if not path:
            changed = replacement
            continue
        parent = changed
        for step in path[:-1]:
            parent = parent[step]
        if isinstance(parent, dict) and data.draw(st.booleans()):
            del parent[path[-1]]
        else:
            parent[path[-1]] = replacement
    if DOCUMENTS[venue].fits(where, changed):
        assert DOCUMENTS[venue].slow_problems(where, changed) == ()
