"""What is read from the pages of a venue, and how our specs stand to it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from mutations import DATA

from compiler.comparing.catalogue import Catalogue
from compiler.comparing.changes import compare
from compiler.comparing.deviations import Deviation, deviations_at
from compiler.comparing.sources import catalogue_at
from compiler.following.facts import Page
from compiler.following.pages import sayings
from compiler.following.placing import Venue, venue_of
from compiler.following.reading import page_of
from compiler.following.reviewing import pages_of
from compiler.following.states import catalogue_of_pages
from compiler.following.stripping import stripped
from compiler.following.verdicts import hold

SPECS = Path(__file__).parents[1] / "specs"
PAGES = DATA / "pages"
VENUE = venue_of([catalogue_at(str(DATA / name)) for name in ("small.openapi.yaml", "small.schema.yaml")])


@attrs.frozen
class Planted:
    name: str
    page: str
    old: str
    new: str
    says: list[list[str]]
    held: list[list[str]]

    def __str__(self) -> str:
        return self.name


PLANTED = [Planted(**case) for case in yaml.safe_load((DATA / "mutations-pages.yaml").read_text(encoding="utf-8"))]


def documents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md*"))}


def pages(sources: dict[str, str]) -> tuple[Page, ...]:
    return pages_of({name: source.encode() for name, source in sources.items()})


def page(source: str) -> Page:
    return page_of("page.mdx", source)


@cache
def unchanged() -> Catalogue:
    return catalogue_of_pages(pages(documents(PAGES)), VENUE)


def small() -> Venue:
    return VENUE


@cache
def fourcasters() -> Venue:
    return venue_of([catalogue_at(str(path)) for path in sorted(SPECS.joinpath("fourcasters").glob("*.*.yaml"))])


# ---- changes of pages


def test_pages_that_say_what_the_specs_say_differ_in_nothing() -> None:
    read = pages(documents(PAGES))

    assert [saying for each in read for saying in sayings(each, small())] == []
    assert compare(catalogue_of_pages(read, small()), catalogue_of_pages(read, small())) == ()


@pytest.mark.parametrize("case", PLANTED, ids=str)
def test_a_change_of_a_page_is_found_and_classed_and_held_to_the_specs(case: Planted) -> None:
    before = documents(PAGES)
    assert case.old in before[case.page]
    after = pages({**before, case.page: before[case.page].replace(case.old, case.new, 1)})

    found = compare(unchanged(), catalogue_of_pages(after, small()))

    assert sorted({(change.meaning, change.kind, place) for change in found for place in change.places}) == sorted(map(tuple, case.says))
    held = {(saying.at, saying.difference) for each in after for saying in sayings(each, small())}
    assert sorted(held) == sorted(map(tuple, case.held))


def test_every_planted_change_is_noticed_and_there_are_more_than_sixty() -> None:
    assert len(PLANTED) >= 60
    assert [case.name for case in PLANTED if not case.says and not case.held] == []


def test_pages_come_and_go_and_move() -> None:
    before = documents(PAGES)
    more = {**before, "pages/news.mdx": "# News\n\nNothing yet.\n"}

    def found(old: dict[str, str], new: dict[str, str]) -> set[tuple[str, str]]:
        said = compare(catalogue_of_pages(pages(old), small()), catalogue_of_pages(pages(new), small()))
        return {(change.kind, place) for change in said for place in change.places}

    assert found(before, more) == {("page added", "page pages/news.mdx")}
    assert found(more, before) == {("page removed", "page pages/news.mdx")}
    moved = {**before, "pages/new/news.mdx": more["pages/news.mdx"]}
    assert found(more, moved) == {("page moved", "page pages/new/news.mdx")}


def test_a_sample_that_comes_or_goes_is_told() -> None:
    before = documents(PAGES)
    less = {**before, "pages/list-orders.md": before["pages/list-orders.md"].partition("```json")[0]}

    for old, new, kind in ((before, less, "sample removed"), (less, before, "sample added")):
        (change,) = compare(catalogue_of_pages(pages(old), small()), catalogue_of_pages(pages(new), small()))
        assert (change.kind, change.places) == (kind, ("GET /orders/list shown 200",))


# ---- the project's own specs

FACTS = DATA / "fourcasters-pages"
DAY = "2026-07-16"


def test_our_specs_differ_from_the_venues_pages_only_where_a_reason_stands() -> None:
    verdict = hold(pages(documents(FACTS)), fourcasters(), deviations_at(SPECS / "fourcasters" / "deviations.yaml", "pages"), DAY)

    assert verdict.unlisted == ()
    assert verdict.stale == ()
    assert verdict.miscounted == ()
    assert len(verdict.compared) >= 44


def test_every_socket_of_the_venue_is_held_to_its_pages() -> None:
    told = {name for each in pages(documents(FACTS)) for name in fourcasters().about(each)}

    assert {name for name in fourcasters().exchanges if name.startswith(("send ", "receive ")) and "(" not in name} <= told


def test_what_is_newer_in_the_specs_is_no_excuse_once_the_pages_have_caught_up() -> None:
    entries = deviations_at(SPECS / "fourcasters" / "deviations.yaml", "pages")

    verdict = hold(pages(documents(FACTS)), fourcasters(), entries, "2026-09-01")

    assert {finding.difference for finding in verdict.unlisted} == {
        "value: only we list fillOrKill",
        "sample: value: only we list fillOrKill",
        "only the page has this field",
        "sample: only the page has this field",
    }


def test_an_entry_explains_as_many_differences_of_pages_as_it_says() -> None:
    source = documents(PAGES)["pages/socket.mdx"].replace('"filled": 0}', '"filled": 0, "left": 4, "right": 5}')
    read = [page_of("pages/socket.mdx", source)]
    entry = Deviation(at=("* reply data[].*",), difference="sample: *", reason="Because.", source="a page", count=1)

    assert hold(read, small(), [entry]).miscounted == ((entry, 2),)
    assert hold(read, small(), [attrs.evolve(entry, count=2)]).is_faithful


@pytest.mark.parametrize("path", sorted(documents(PAGES)), ids=str)
def test_what_is_stripped_of_its_words_says_the_same(path: str) -> None:
    read = {each.path: each for each in pages(documents(PAGES))}
    if path in read:
        again = page_of(path, stripped(read[path]))
        assert sayings(again, small()) == sayings(read[path], small()) == ()
        assert [[field.name for field in group.fields] for group in again.groups] == [
            [field.name for field in group.fields] for group in read[path].groups
        ]
        assert [shown.sample.value for shown in again.samples] == [shown.sample.value for shown in read[path].samples]


# ---- how a page is read


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
