"""What `compare` says about two versions of a document."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import pytest
from families import every
from mutations import REST, SOCKET, Mutation, Steps, at, base, below, mutated

from compiler.comparing.catalogue import Catalogue
from compiler.comparing.changes import MEANINGS, ORDER, Change, compare
from compiler.comparing.sources import catalogue_at, catalogue_of

SPECS = Path(__file__).parents[1] / "specs"


def changes(old: Any, new: Any) -> tuple[Change, ...]:
    return compare(catalogue_of(old), catalogue_of(new))


def test_each_change_is_named_classed_and_placed_and_nothing_else_is_said() -> None:
    unchanged = {name: catalogue_of(base(name)) for name in ("small.openapi.yaml", "small.schema.yaml")}

    def check(case: Mutation) -> None:
        found = compare(unchanged[case.document], catalogue_of(mutated(base(case.document), case)))

        assert {(change.meaning, change.kind, place) for change in found for place in change.places} == case.verdicts

    every([*REST, *SOCKET], check)


OF_SETS = {"described in another document", "no longer described"}
"""Kinds that take more than one document a side; their cases are below."""
OF_PAGES = {"page added", "page removed", "page moved", "section added", "section removed", "sample added", "sample removed"} | {
    "call changed",
    "frame of another length",
    "header of a call added",
    "header of a call removed",
    "query of a call added",
    "query of a call removed",
    "unread change",
    "unreadable sample added",
    "unreadable sample removed",
}
"""Kinds that only pages know; their cases are in the tests of pages."""


def test_there_is_a_case_for_every_kind_of_change() -> None:
    shown = [verdict for case in (*REST, *SOCKET) for verdict in case.verdicts]

    assert {kind for _, kind, _ in shown} == set(MEANINGS) - OF_SETS - OF_PAGES
    assert {meaning for meaning, _, _ in shown} == set(ORDER)


# What nothing hangs on: the version of the document, one bucket's name, and a scheme that nobody asks for.
SILENT = (
    "openapi",
    "$schema",
    "info version",
    "x-messages",
    "x-buckets",
    "x-buckets orders",
    "components securitySchemes cookie",
)


def hangs_on(document: Any, path: Steps) -> bool:
    """Whether a place means something. A type does not where the keywords beside it leave only that one."""
    words = " ".join(str(step) for step in path)
    telling = {"enum", "properties", "items", "prefixItems", "additionalProperties"}
    told_twice = path[-1] == "type" and telling & set(at(document, path[:-1]))
    return not told_twice and words not in SILENT and not words.startswith("components securitySchemes cookie ")


@pytest.mark.parametrize("name", ["small.openapi.yaml", "small.schema.yaml"])
def test_whatever_is_taken_out_of_a_document_is_noticed(name: str) -> None:
    document = base(name)
    whole = catalogue_of(document)
    unnoticed: list[Steps] = []
    for path in below(document):
        if hangs_on(document, path):
            rest = deepcopy(document)
            del at(rest, path[:-1])[path[-1]]
            less = catalogue_of(rest)
            if not (compare(whole, less) and compare(less, whole)):
                unnoticed.append(path)

    assert unnoticed == []


@pytest.mark.parametrize("spec", sorted([*SPECS.glob("*/*.openapi.yaml"), *SPECS.glob("*/*.schema.yaml")]), ids=lambda path: path.name)
def test_our_specs_do_not_differ_from_themselves(spec: Path) -> None:
    catalogue = catalogue_at(str(spec))

    assert catalogue.exchanges
    assert compare(catalogue, catalogue) == ()


def test_a_schema_used_in_many_places_changes_once() -> None:
    document = base("small.openapi.yaml")
    document["paths"]["/tree"]["post"] = deepcopy(document["paths"]["/orders"]["post"])
    changed = deepcopy(document)
    changed["components"]["schemas"]["Side"]["enum"].append("draw")

    (change,) = changes(document, changed)

    assert change.places == ("POST /orders body side", "POST /tree body side")


# ---- sets of documents


def described(label: str, *names: str, **fields: str) -> Catalogue:
    schema = {"type": "object", "properties": {name: {"type": kind} for name, kind in fields.items()}}
    replies = {"200": {"description": "A reply.", "content": {"application/json": {"schema": schema}}}}
    paths = {name: {"get": {"responses": replies}} for name in names}
    return attrs.evolve(catalogue_of({"openapi": "3.1.0", "paths": paths}), label=label)


A, B = described("one.json", "/a", "/b", id="string"), described("two.json", "/a", id="string")
SETS: list[tuple[str, list[Catalogue], list[Catalogue], set[tuple[str, str, str]]]] = [
    ("nothing changes", [A, B], [A, B], set()),
    ("the order of the documents does not count", [A, B], [B, A], set()),
    (
        "a second document describes it otherwise",
        [A],
        [A, described("two.json", "/a", id="integer")],
        {
            ("breaking for readers", "type changed", "GET /a 200 id [two.json]"),
            ("words only", "described in another document", "GET /a"),
        },
    ),
    (
        "one of two documents changes",
        [A, B],
        [A, described("two.json", "/a", id="string", odds="number")],
        {("widening", "field added", "GET /a 200 odds [two.json]")},
    ),
    (
        "an operation leaves one document and stays in the other",
        [A, B],
        [described("one.json", "/b", id="string"), B],
        {("words only", "no longer described", "GET /a")},
    ),
    (
        "an operation moves to another document, and loses a field",
        [described("one.json", "/a", "/b", id="string"), described("two.json", "/c", id="string")],
        [
            described("one.json", "/b", id="string"),
            attrs.evolve(
                described("two.json", "/a"),
                exchanges={**described("two.json", "/a").exchanges, **described("two.json", "/c", id="string").exchanges},
            ),
        ],
        {
            ("breaking for readers", "field removed", "GET /a 200 id [two.json]"),
            ("words only", "described in another document", "GET /a"),
        },
    ),
    (
        "an operation is in no document any more",
        [A, B],
        [B],
        {("breaking for callers", "operation removed", "GET /b"), ("words only", "no longer described", "GET /a")},
    ),
    ("an operation is new in the second document", [A], [A, described("two.json", "/c")], {("widening", "operation added", "GET /c")}),
]


@pytest.mark.parametrize(("old", "new", "said"), [case[1:] for case in SETS], ids=[case[0] for case in SETS])
def test_every_operation_is_compared_with_every_document_that_describes_it(
    old: list[Catalogue], new: list[Catalogue], said: set[tuple[str, str, str]]
) -> None:
    found = compare(old, new)

    # Where an operation is described is no place in a document.
    assert {
        (change.meaning, change.kind, place.partition(" [")[0] if change.kind in OF_SETS else place)
        for change in found
        for place in change.places
    } == said


def test_the_cases_of_sets_show_what_takes_more_than_one_document() -> None:
    assert {kind for *_, said in SETS for _, kind, _ in said} >= OF_SETS
