"""How a page of a venue is read: fields, lists of values, samples and calls."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mutations import DATA

from compiler.comparing.catalogue import Catalogue
from compiler.comparing.changes import compare
from compiler.comparing.sources import catalogue_at
from compiler.following.facts import Page
from compiler.following.pages import sayings
from compiler.following.placing import Venue, venue_of
from compiler.following.reading import page_of
from compiler.following.states import catalogue_of_pages

SPECS = Path(__file__).parents[1] / "specs"
VENUE = venue_of([catalogue_at(str(DATA / name)) for name in ("small.openapi.yaml", "small.schema.yaml")])


def page(source: str) -> Page:
    return page_of("page.mdx", source)


def small() -> Venue:
    return VENUE


@cache
def fourcasters() -> Venue:
    return venue_of([catalogue_at(str(path)) for path in sorted(SPECS.joinpath("fourcasters").glob("*.*.yaml"))])


def test_components_hold_fields_at_any_indentation_and_over_several_lines() -> None:
    read = page(
        "<ResponseField\n  name=\"data\"\n  type='object'\n>\n        Words that would be code elsewhere.\n\n"
        '      <Expandable title={`data`}>\n        <ResponseField name="id" type="string" required>Its id.</ResponseField>\n'
        '        <ResponseField name="count" type="integer | null" />\n      </Expandable>\n</ResponseField>\n'
    )

    (field,) = read.groups[0].fields
    assert (field.name, sorted(field.types), field.words) == ("data", ["object"], "Words that would be code elsewhere.")
    assert [(member.name, sorted(member.types), member.required) for member in field.members] == [
        ("id", ["string"], True),
        ("count", ["integer", "null"], None),
    ]


def test_tags_in_code_and_fields_in_comments_are_none() -> None:
    read = page('Write `<ParamField body="a" type="string">` for a field.\n\n{/*\n<ParamField body="b" type="string" />\n*/}\n\nDone.\n')

    assert read.groups == ()
    assert "<ParamField" in read.prose[""]


@pytest.mark.parametrize(
    ("prose", "field", "values"),
    [
        ("Known `kind` values: `limit`, `post`.", "kind", ("limit", "post")),
        ("`kind` is a stable enum:\n\n- `limit` — takes.\n- `post` — rests.", "kind", ("limit", "post")),
        ("`kind` is one of:\n\n- `limit`, `post` — usual.\n- `kill` — rare.", "kind", ("limit", "post", "kill")),
        ("## Kinds\n\n### `limit`\n\nTakes.\n\n### `post`\n\nRests.", "kind", ("limit", "post")),
        ("| `kind` | meaning |\n|---|---|\n| `limit` | takes |\n| `post` | rests |", "kind", ("limit", "post")),
    ],
)
def test_lists_of_values_are_found_in_every_form(prose: str, field: str, values: tuple[str, ...]) -> None:
    assert [(listing.field, listing.values) for listing in page(prose).listings] == [(field, values)]


@pytest.mark.parametrize(
    "prose",
    [
        "Present for `spread` and `total`.",
        "Not used for `moneyline` or `total`.",
        "Get it from `data.id` or `other.id`.",
        "Identified by `market` instead of `participantID` / `OU`:",
        "- `replace: true` clears.\n- `replace: false` adds.",
        "- `error` is free text.\n- `type` is not.",
    ],
)
def test_what_only_looks_like_a_list_of_values_is_none(prose: str) -> None:
    assert page(prose).listings == ()
    field = page(f'<ParamField body="a" type="string">\n{prose}\n</ParamField>').groups[0].fields[0]
    assert field.values == ()


@pytest.mark.parametrize(
    ("sample", "value", "elided"),
    [
        ('{"a": [1, 2.50, -3e2], "b": null,}', {"a": (1, "2.50", "-3E+2"), "b": None}, set[tuple[object, ...]]()),
        ('{"a": 1, // as a number\n "b": [/* ... */]}', {"a": 1, "b": ()}, {("b",)}),
        ('{"a": {/* an object */}, "...": "..."}', {"a": {}}, {("a",), ()}),
        ('[{"a": 1}, ...]', ({"a": 1},), {()}),
        ('{"url": "https://x/*y*/"}', {"url": "https://x/*y*/"}, set[tuple[object, ...]]()),
    ],
)
def test_samples_are_read_as_documents_write_them(sample: str, value: Any, elided: set[tuple[object, ...]]) -> None:
    (shown,) = page(f"```json\n{sample}\n```").samples

    # Decimals as text, with the digits that the page has; lists as JSON has them.
    assert json.loads(json.dumps(shown.sample.value, default=str)) == json.loads(json.dumps(value))
    assert shown.sample.elided == elided


def test_a_sample_that_is_no_json_is_a_fault_of_its_line() -> None:
    read = page("Words.\n\n```json\n{\n  a: 1\n}\n```\n")

    assert read.samples == ()
    assert [(fault.line, fault.words) for fault in read.faults] == [(4, "line 2 of the sample: expected text in quotes, found a: 1")]


@pytest.mark.parametrize(
    ("call", "operation", "body"),
    [
        ("curl https://x/a?b=1 -H 'A: b'", "GET /a", None),
        ("curl -X POST https://x/a \\\n  --data '{\"b\": 1}'", "POST /a", {"b": 1}),
        ("curl --request=PUT --url https://x/a -d '{\"b\": 1}'", "PUT /a", {"b": 1}),
        ("curl -sXPUT 'https://x/a?c=1' -H'A: b' -d'{\"b\": 1}'", "PUT /a", {"b": 1}),
        ("curl -G https://x/a -d b=1 -o out.json -m 5", "GET /a", None),
        ("curl $BASE/a", "GET /a", None),
        ("curl -u me:secret x.example/a", "GET /a", None),
        ('echo hello\ncurl https://x/a --json "{\\"b\\": 1}"', "POST /a", {"b": 1}),
    ],
)
def test_calls_are_read(call: str, operation: str, body: Any) -> None:
    read = page(f"```bash\n{call}\n```\n")

    assert [named.name for named in read.called] == [operation]
    assert [shown.sample.value for shown in read.samples] == ([] if body is None else [body])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("limit=5&side=a", {("widening", "query of a call added", "GET /orders/list shown query side")}),
        ("cursor=5", {
            ("breaking for callers", "query of a call removed", "GET /orders/list shown query limit"),
            ("widening", "query of a call added", "GET /orders/list shown query cursor"),
        }),
        ("limit=7", set[tuple[str, str, str]]()),
    ],
)  # fmt: skip
def test_the_query_of_a_call_is_compared(call: str, says: set[tuple[str, str, str]]) -> None:
    def state(query: str) -> Catalogue:
        return catalogue_of_pages(
            (page_of("pages/list-orders.md", f"```bash\ncurl 'https://one.example/orders/list?{query}'\n```"),), small()
        )

    found = compare(state("limit=5"), state(call))
    assert {(change.meaning, change.kind, place) for change in found for place in change.places} == says


def test_what_a_snippet_says_is_said_at_the_line_that_takes_it_in() -> None:
    source = '# A\n\n```bash\ncurl -X POST https://x/a\n```\n\n<Snippet file="fields.mdx" />\n'
    read = page_of("page.mdx", source, snippet=lambda _: "| Field | Type |\n|---|---|\n| `a` | string |\n")

    (group,) = read.groups
    assert (group.line, group.fields[0].line) == (7, 7)
    assert read.endpoint(group) == "POST /a"


def test_a_list_within_a_list_of_a_snippet_is_of_the_field_above_it() -> None:
    read = page_of(
        "page.mdx", '<Snippet file="a" />', snippet=lambda _: "- `text` is free.\n- `kind` is one of:\n  - `a` — one.\n  - `b` — two.\n"
    )

    assert [(listing.field, listing.values) for listing in read.listings] == [("kind", ("a", "b"))]


def test_an_object_that_names_an_unknown_message_is_that_message_though_its_fields_are_those_of_a_known_one() -> None:
    read = page_of(
        "pages/streaming/price-feed.mdx", '# Feed\n\n```json\n{"type": "drop", "gameIDs": [], "leagueIDs": [], "sportIDs": []}\n```\n'
    )

    told = {(saying.at, saying.difference) for saying in sayings(read, fourcasters())}
    assert ("page pages/streaming/price-feed.mdx drop", "only the page has this message") in told
    assert not any("sample" in difference for _, difference in told)


def test_a_list_below_words_that_name_a_default_is_one_of_the_values_of_its_field() -> None:
    words = "One of `a`, `b`. Defaults to `a`.\n- `a` — one.\n- `b` — two.\n- `c` — three."
    field = page(f'<ParamField body="kind" type="string">\n{words}\n</ParamField>').groups[0].fields[0]

    assert field.values == ("a", "b", "c")


def test_an_object_type_of_typescript_is_read() -> None:
    read = page("```ts\ninterface A {\n  a: null | B; // words\n  'b'?: 'x' | \"y\",\n  c: string[];\n  d: { e: number };\n}\n```\n")

    assert [
        (field.name, sorted(field.types), field.optional, field.nullable, field.values, len(field.members))
        for field in read.groups[0].fields
    ] == [
        ("a", [], False, True, (), 0),
        ("b", ["string"], True, False, ("x", "y"), 0),
        ("c", ["array"], False, False, (), 0),
        ("d", ["object"], False, False, (), 1),
    ]


@pytest.mark.parametrize(
    "source", ["", "---\n: [\n---\n", "<A b={", "<ResponseField name=", "| a |\n|---|\n", "```ts\n{ a: \n```", "{/*", "```json\n"]
)
def test_no_page_is_too_strange_to_be_read(source: str) -> None:
    assert page(source).path == "page.mdx"
