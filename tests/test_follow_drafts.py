"""What `follow --write` takes from the documents, so that nobody is asked: limits, pages of a list, words; and what it asks once."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_asks import asked

from compiler.__main__ import main
from compiler.comparing.catalogue import Exchange, Part
from compiler.comparing.shapes import Shape
from compiler.following.asides import asides_of
from compiler.following.composing import value_of
from compiler.following.limits import Limit, limit_in, said_of_limits
from compiler.following.markdown import Piece
from compiler.following.paging import page_keys
from compiler.following.sentences import sentences, telling_sentences

DEFAULTS = "x-defaults:\n  reads: {/: [ip]}\n  responses: {'429': {description: Limited.}, '503': {description: Aborted.}}\n"
PAUSE = "---\ntitle: Pause orders\nopenapi: POST /orders/pause\n---\n\nCancels all orders and remembers them.\n\n{}\n"


def followed(folder: Path, pages: Mapping[str, str], *edits: tuple[str, str, str]) -> Path:
    """Follow a copy of the pages to which some were added, or in whose specs something is otherwise; return the specs."""
    before = documents(folder)
    home = specs(folder, documents=locked(before)) / "small"
    folder.joinpath("tests", "recordings", "small").mkdir(parents=True)
    home.joinpath("deviations.yaml").write_text("deviations:\npages:\n", encoding="utf-8")
    for name, old, new in edits:
        change(home / name, old, new)
    after = folder / "after"
    shutil.copytree(before, after)
    for name, words in pages.items():
        after.joinpath(name).write_text(words, encoding="utf-8")
    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])
    return home


def rest_of(home: Path) -> Any:
    return yaml.safe_load(home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8"))


# ---- limits


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("It is rate limited to **60 requests per minute per user** on top of the global limit.", Limit(60, 60, "account")),
        ("Limited to 10 requests per 5 seconds per account; one call per second is enough.", Limit(10, 5, "account")),
        ("At most 1,000 calls a minute per IP.", Limit(1000, 60, "ip")),
        ("Up to 20/s per wallet.", Limit(20, 1, "wallet")),
        ("5 requests per hour per connection.", Limit(5, 3600, "connection")),
        ("10 requests per minute.", None),
        ("10 requests per minute per user, 100 requests per minute per IP.", None),
        ("Pages are a fixed 100 rows, and hold for 10 seconds.", None),
        ("", None),
    ],
)
def test_a_limit_is_read_where_its_figures_and_who_shares_it_are_told(words: str, limit: Limit | None) -> None:
    assert limit_in(words) == limit


def test_words_without_an_end_are_read_in_time_that_grows_with_them() -> None:
    words = "rate 5 rows send " * 100_000

    assert limit_in(words) is None
    assert not said_of_limits(words)
    assert list(asides_of((Piece(words=words, is_code=False), Piece(words="a: true", is_code=True)), (), 1)) == []


def test_a_limit_that_a_page_tells_becomes_a_bucket_and_no_question(tmp_path: Path) -> None:
    home = followed(tmp_path, {"pages/pause.mdx": PAUSE.format("Rate limited to 30 requests per minute per account.")})

    content = rest_of(home)
    bucket = content["x-buckets"]["pause"]
    assert {name: bucket[name] for name in ("limit", "seconds", "per")} == {"limit": 30, "seconds": 60, "per": "account"}
    assert "pages/pause.mdx" in bucket["note"]
    # Those of its neighbours hold too.
    assert content["paths"]["/orders/pause"]["post"]["x-effect"]["buckets"] == ["orders", "pause"]
    assert not [question for question in asked(home) if "bucket" in question]


@pytest.mark.parametrize("words", ["", "It shares the rate limit of the account with all other commands on orders."])
def test_a_command_of_whose_limits_no_figure_is_told_is_counted_as_its_neighbours_are(words: str, tmp_path: Path) -> None:
    home = followed(tmp_path, {"pages/pause.mdx": PAUSE.format(words)})

    assert rest_of(home)["paths"]["/orders/pause"]["post"]["x-effect"]["buckets"] == ["orders"]
    assert [question.partition("decide: ")[2] or question for question in asked(home)] == [
        "/orders/pause: what pause does (kind, scope, settles), and what each of its statuses proves"
    ]


def test_a_limit_without_all_of_its_figures_is_asked_about_in_the_words_of_the_page(tmp_path: Path) -> None:
    home = followed(tmp_path, {"pages/pause.mdx": PAUSE.format("Rate limited to 30 requests per minute.")})

    assert any("the buckets of pause: Rate limited to 30 requests per minute." in question for question in asked(home))


def test_what_is_said_of_an_operation_on_its_page_becomes_its_words(tmp_path: Path) -> None:
    home = followed(tmp_path, {"pages/pause.mdx": PAUSE.format("It takes some time.\n\nAt most 5 games must be open.")})

    pause = rest_of(home)["paths"]["/orders/pause"]["post"]
    assert pause["summary"] == "Pause orders."
    assert pause["description"] == "Cancels all orders and remembers them. It takes some time. At most 5 games must be open."


def test_sentences_are_not_cut_in_two_where_they_give_an_example() -> None:
    assert sentences("An id, e.g. `1-0`. More.", 1) == "An id, e.g. 1-0."
    assert telling_sentences("One. Two. Words. It must be sent. It is rate limited to 5 in all.") == "One. Two. It must be sent."


# ---- pages of a list


def paged(**more: Shape) -> Shape:
    rows = Shape(types=frozenset({"array"}), members={"[]": Shape(types=frozenset({"object"}), members={"id": TEXT})})
    return Shape(types=frozenset({"object"}), members={"data": Shape(types=frozenset({"object"}), members={"rows": rows, **more})})


TEXT = Shape(types=frozenset({"string"}))
YES = Shape(types=frozenset({"boolean"}))
FIRST = Part(direction="request", shape=TEXT, words="Where to begin.")


def told(words: str) -> Exchange:
    parts = {"query since": FIRST, "query cursor": Part(direction="request", shape=TEXT, words=words)}
    return Exchange(parts=parts, notes={}, direction="request")


def test_how_pages_follow_each_other_is_read_where_the_cursor_is_said_to_be_that_of_the_reply_before() -> None:
    exchange = told("The `cursor` from the previous response, verbatim. Mutually exclusive with `since`.")

    keys = {"cursor": "cursor", "next": "data.cursor", "items": "data.rows", "more": "data.hasMore", "replaces": "since"}
    assert page_keys(exchange, paged(cursor=TEXT, hasMore=YES)) == (keys, True)


def test_how_pages_follow_each_other_is_asked_where_nobody_says_it() -> None:
    assert page_keys(told("A cursor."), paged(nextCursor=TEXT)) == (
        {"cursor": "cursor", "next": "data.nextCursor", "items": "data.rows"},
        False,
    )
    assert page_keys(told("A cursor."), paged(nextCursor=TEXT, cursor=TEXT)) == ({}, False)
    assert page_keys(told("A cursor."), paged()) == ({}, False)
    assert page_keys(told("A cursor."), None) == ({}, False)


# ---- words of what is most alike


def test_the_words_of_a_field_are_those_of_the_object_that_is_most_alike(tmp_path: Path) -> None:
    fields = "".join(f'<ResponseField name="{name}" type="number" />\n' for name in ("bet", "risk", "win", "fee"))
    alike = "    Alike:\n      type: object\n      properties:\n" + "".join(
        f"        {name}: {{type: number, description: 'USD, {name} of the row.'}}\n" for name in ("bet", "risk", "win")
    )
    other = "".join(
        f"    Other{number}: {{type: object, properties: {{bet: {{type: number, description: 'USD, another bet.'}}}}}}\n"
        for number in range(3)
    )
    home = followed(
        tmp_path,
        {"pages/rows.mdx": f"---\nopenapi: GET /rows\n---\n\n## Response\n\n{fields}"},
        ("rest.openapi.yaml", "  schemas:\n", f"  schemas:\n{other}{alike}"),
    )

    rows = rest_of(home)["components"]["schemas"]["RowsReply"]["properties"]
    assert rows["bet"]["description"] == "USD, bet of the row."


# ---- composing


def test_a_value_is_composed_of_all_that_a_schema_names() -> None:
    content: Any = {
        "components": {
            "schemas": {
                "Row": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string", "description": "Id, 24 hex digits."},
                        "at": {"type": ["string", "null"], "description": "When, ISO 8601."},
                        "fee": {"type": "string", "format": "decimal"},
                        "kind": {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string"}]},
                        "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
                    },
                }
            }
        }
    }

    value: Any = value_of(content, {"$ref": "#/components/schemas/Row"})

    assert {name: held for name, held in value.items() if name != "rows"} == {
        "id": "66a000000000000000000001",
        "at": "2026-08-01T00:00:00.000Z",
        "fee": "1.00",
        "kind": "a",
    }
    assert value["rows"][0]["kind"] == "a"
