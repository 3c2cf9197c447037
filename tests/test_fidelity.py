"""How our spec stands to what the venue publishes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from mutations import DATA, base, edit

from compiler.__main__ import main
from compiler.comparing.catalogue import Catalogue
from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import judge
from compiler.comparing.sources import catalogue_at, catalogue_of

SERVED = str(DATA / "fourcasters-served.openapi.yaml")
HANDWRITTEN = str(DATA / "fourcasters-handwritten.openapi.yaml")
SPEC = Path(__file__).parents[1] / "specs" / "fourcasters" / "rest.openapi.yaml"


def deviation(at: str, difference: str, count: int | None = None) -> Deviation:
    return Deviation(at=(at,), difference=difference, reason="Because.", source="a page", count=count)


# ---- the project's own spec


def test_our_spec_differs_from_the_venues_documents_only_where_a_reason_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["fidelity", SERVED, HANDWRITTEN])

    output = capsys.readouterr().out
    assert "UNLISTED" not in output
    assert "STALE" not in output
    assert "MISCOUNTED" not in output
    assert code == 0


def test_every_operation_of_the_venues_documents_is_in_our_spec() -> None:
    venue = {*catalogue_at(SERVED).exchanges, *catalogue_at(HANDWRITTEN).exchanges}

    assert len(venue) == 32
    assert venue <= catalogue_at(str(SPEC)).exchanges.keys()


# Each is one way in which the venue's documents may come to differ from ours.
GRADED = ("paths", "/user/v2/getGraded", "get")
SINCE = ("paths", "/user/v2/getGradedSince", "get")
NEWS: list[tuple[str, tuple[str, ...], Any, str]] = [
    ("put", ("paths", "/exchange/getNews"), {"get": {"responses": {}}}, "only the venue has this operation"),
    ("drop", ("paths", "/user/v2/getGraded"), None, "only we have this operation"),
    ("add", (*GRADED, "parameters"), {"name": "league", "in": "query"}, "only the venue has this parameter"),
    ("drop", (*SINCE, "parameters", "1"), None, "only we have this parameter"),
    ("put", (*SINCE, "parameters", "0", "required"), True, "only the venue requires it"),
    ("put", (*GRADED, "responses", "418"), {"description": "A teapot."}, "only the venue has this status"),
    ("put", (*SINCE, "responses", "200", "content", "text/csv"), {"schema": {}}, "only the venue has this media type"),
    ("put", (*SINCE, "responses", "200", "headers"), {"X-Page": {"schema": {}}}, "only the venue has this header"),
    ("put", (*SINCE, "x-alternate-methods"), ["POST", "PUT"], "only the venue admits the method PUT too"),
    ("put", (*SINCE, "security"), [{}], "only we ask for a key"),
]


@pytest.mark.parametrize("news", NEWS, ids=[f"{news[-1]} ({news[1][1]})" for news in NEWS])
def test_what_the_venue_changes_is_unlisted(
    news: tuple[str, tuple[str, ...], Any, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, place, value, told = news
    document = base("fourcasters-served.openapi.yaml")
    edit(document, kind, list(place), value)

    assert main(["fidelity", written(tmp_path, document), HANDWRITTEN]) == 1

    unlisted = [line for line in capsys.readouterr().out.splitlines() if "UNLISTED" in line]
    assert len(unlisted) == 1
    assert unlisted[0].removesuffix(" [venue.yaml]").endswith(told)


def test_a_parameter_that_moves_is_one_gone_and_one_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("fourcasters-served.openapi.yaml")
    edit(document, "put", [*SINCE, "parameters", "0", "in"], "header")

    assert main(["fidelity", written(tmp_path, document), HANDWRITTEN]) == 1

    unlisted = sorted(line.strip() for line in capsys.readouterr().out.splitlines() if "UNLISTED" in line)
    assert unlisted == [
        "UNLISTED  header since: only the venue has this parameter [venue.yaml]",
        "UNLISTED  query since: only we have this parameter [venue.yaml]",
    ]


def test_the_second_document_counts_as_much_as_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("fourcasters-handwritten.openapi.yaml")
    graded = document["paths"]["/user/getGradedWagers"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    graded["properties"]["data"]["properties"]["graded"]["items"] = {
        "type": "object",
        "properties": {"shoeSize": {"type": "number"}},
    }

    assert main(["fidelity", SERVED, written(tmp_path, document)]) == 1
    assert "data.graded[].shoeSize: only the venue has this field [venue.yaml]" in capsys.readouterr().out


def test_the_fields_types_and_values_of_the_venue_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("fourcasters-served.openapi.yaml")
    since = document["paths"]["/user/v2/getGradedSince"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    data = since["properties"]["data"]
    data["properties"]["hasMore"]["type"] = "string"
    data["properties"]["total"] = {"type": "integer"}
    data["required"].remove("cursor")
    document["components"]["schemas"]["MakerRow"]["properties"]["outcome"]["enum"].append("void")

    assert main(["fidelity", written(tmp_path, document), HANDWRITTEN]) == 1

    output = capsys.readouterr().out
    unlisted = [line.removeprefix("  UNLISTED  ").removesuffix(" [venue.yaml]") for line in output.splitlines() if "UNLISTED" in line]
    assert sorted(set(unlisted)) == [
        "200 data.cursor: only we require it",
        "200 data.graded[].outcome: value: only the venue lists void",
        "200 data.hasMore: type: string at the venue, boolean here",
        "200 data.total: only the venue has this field",
    ]


def test_an_entry_that_no_longer_differs_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = yaml.safe_load(SPEC.with_name("deviations.yaml").read_text(encoding="utf-8"))
    entries["deviations"].append(
        {"at": "GET /user/getMe 200 data.user.shoeSize", "difference": "*", "count": 1, "reason": "It fits.", "source": "none"}
    )
    file = tmp_path / "deviations.yaml"
    file.write_text(yaml.safe_dump(entries), encoding="utf-8")

    assert main(["fidelity", SERVED, HANDWRITTEN, "--deviations", str(file)]) == 1
    assert "STALE  GET /user/getMe 200 data.user.shoeSize" in capsys.readouterr().out


# ---- how differences and entries meet


def small(name: str, **fields: Any) -> Catalogue:
    schema = {"type": "object", "properties": fields}
    replies = {"200": {"description": "A reply.", "content": {"application/json": {"schema": schema}}}}
    return catalogue_of({"openapi": "3.1.0", "paths": {name: {"get": {"responses": replies}}}})


def one(name: str, **fields: Any) -> list[Catalogue]:
    return [small(name, **fields)]


def test_each_difference_is_explained_by_the_first_entry_that_fits() -> None:
    first, second, other = deviation("* 200 a*", "only we *"), deviation("* 200 *", "*"), deviation("GET /b*", "*")

    verdict = judge(one("/a"), small("/a", ab={}, ba={}), [first, second, other])

    assert [(finding.at, finding.deviation) for finding in verdict.findings] == [("GET /a 200 ab", first), ("GET /a 200 ba", second)]
    assert verdict.stale == (("GET /b*", other),)


def test_each_place_of_an_entry_must_explain_something() -> None:
    entry = Deviation(at=("* 200 a", "* 200 b"), difference="only we have this field", reason="Because.", source="a page")

    verdict = judge(one("/a"), small("/a", a={}), [entry])

    assert verdict.unlisted == ()
    assert verdict.stale == (("* 200 b", entry),)
    assert not verdict.is_faithful


@pytest.mark.parametrize("pattern", ["* 200 a[].b", "* 200 *[].b", "GET /a 200 a[]*", "*"])
def test_only_the_star_stands_for_anything(pattern: str) -> None:
    ours = small("/a", a={"type": "array", "items": {"properties": {"b": {}}}}, b={})
    venue = small("/a", a={"type": "array", "items": {"type": "object"}}, b={})

    assert judge([venue], ours, [deviation(pattern, "only we have this field")]).is_faithful
    assert not judge([venue], ours, [deviation(pattern.replace("[]", "."), "only we have this fiel?")]).is_faithful


STRING, NUMBER = {"type": "string"}, {"type": "number"}
EITHER = {"type": ["string", "number"]}


def both_of(served: Catalogue, handwritten: Catalogue) -> list[Catalogue]:
    return [attrs.evolve(served, label="served"), attrs.evolve(handwritten, label="handwritten")]


TWO: list[tuple[str, Catalogue, Catalogue, Catalogue, list[tuple[str, str]]]] = [
    (
        "each is held to ours",
        small("/a", a=STRING),
        small("/a", a=NUMBER),
        small("/a", a=STRING),
        [("handwritten", "type: number at the venue, string here")],
    ),
    ("a field of one is backed by it", small("/a", a=STRING, b=STRING), small("/a", a=STRING), small("/a", a=STRING, b=STRING), []),
    (
        "a field of neither is not",
        small("/a", a=STRING),
        small("/a", a=STRING),
        small("/a", a=STRING, b=STRING),
        [("served", "only we have this field"), ("handwritten", "only we have this field")],
    ),
    (
        "what either has must be here",
        small("/a", a=STRING, b=STRING),
        small("/a", a=STRING),
        small("/a", a=STRING),
        [("served", "only the venue has this field")],
    ),
    ("a type as wide as one of them is backed", small("/a", a=EITHER), small("/a", a=STRING), small("/a", a=EITHER), []),
    (
        "a type that holds both is as wide as neither",
        small("/a", a=NUMBER),
        small("/a", a=STRING),
        small("/a", a=EITHER),
        [
            ("served", "type: number at the venue, number or string here"),
            ("handwritten", "type: string at the venue, number or string here"),
        ],
    ),
    (
        "what lacks the object says nothing of its fields",
        small("/a", a={"type": "object", "properties": {"b": STRING}}),
        small("/a"),
        small("/a", a={"type": "object", "properties": {"b": STRING, "c": STRING}}),
        [("served", "only we have this field")],
    ),
]


@pytest.mark.parametrize(("served", "handwritten", "ours", "said"), [case[1:] for case in TWO], ids=[case[0] for case in TWO])
def test_an_operation_is_held_to_every_document_that_describes_it(
    served: Catalogue, handwritten: Catalogue, ours: Catalogue, said: list[tuple[str, str]]
) -> None:
    findings = judge(both_of(served, handwritten), ours, []).findings

    assert [(finding.file, finding.difference) for finding in findings] == said


def test_what_one_document_requires_and_another_does_not_may_be_missing_from_a_reply() -> None:
    strict, loose = (
        catalogue_of(
            {
                "openapi": "3.1.0",
                "paths": {
                    "/a": {
                        "get": {
                            "responses": {
                                "200": {
                                    "description": "A.",
                                    "content": {
                                        "application/json": {
                                            "schema": {"type": "object", "required": required, "properties": {"a": STRING}}
                                        }
                                    },
                                }
                            }
                        }
                    }
                },
            }
        )
        for required in (["a"], [])
    )

    assert judge(both_of(strict, loose), loose, []).findings == ()
    assert [finding.difference for finding in judge(both_of(strict, loose), strict, []).findings] == ["only we require it"]


def test_a_field_gone_from_one_branch_of_a_union_is_noticed() -> None:
    def union(*branches: list[str]) -> dict[str, Any]:
        return {"oneOf": [{"type": "object", "properties": dict.fromkeys(names, STRING)} for names in branches]}

    ours = small("/a", a=union(["id", "price", "odds"], ["id", "price", "error"]))
    venue = one("/a", a=union(["id", "odds"], ["id", "price", "error"]))

    assert [(finding.at, finding.difference) for finding in judge(venue, ours, []).findings] == [
        ("GET /a 200 a<1>.price", "only we have this field")
    ]


# ---- how many an entry explains


def test_an_entry_with_a_star_excuses_no_difference_more_than_it_says() -> None:
    entry = deviation("* 200 a*", "only we have this field", 1)

    assert judge(one("/a"), small("/a", ab={}), [entry]).is_faithful
    more = judge(one("/a"), small("/a", ab={}, ac={}), [entry])
    assert not more.is_faithful
    assert more.miscounted == ((entry, 2),)
    assert more.unlisted == ()


def test_an_entry_with_a_star_explains_no_fewer_than_it_says() -> None:
    entry = deviation("* 200 a*", "only we have this field", 3)

    assert judge(one("/a"), small("/a", ab={}, ac={}), [entry]).miscounted == ((entry, 2),)


def test_a_new_difference_beside_old_ones_fails_and_all_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Three operations of this file list 503; for the others an entry with a star excuses that only we do.
    document = base("fourcasters-handwritten.openapi.yaml")
    del document["paths"]["/session/v3/place"]["post"]["responses"]["503"]

    assert main(["fidelity", SERVED, written(tmp_path, document)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if "UNLISTED" in line]
    assert "MISCOUNTED  * 503: only we have this status (it says 30 and explains 31; one of these is new)" in lines
    assert "  POST /session/v3/place 503 [venue.yaml]: only we have this status" in lines


def test_words_examples_and_names_in_the_document_make_no_difference() -> None:
    venue = small("/a", a={"type": "string", "description": "One.", "example": "x", "format": "uuid", "maxLength": 3})

    assert judge([venue], small("/a", a={"type": "string", "description": "Two.", "default": "y"}), []).findings == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"at": "*", "difference": "only", "reason": "Because.", "source": "a page"}, "`count` is to say how many"),
        ({"at": "a", "difference": "*", "reason": "Because.", "source": "a page"}, "`count` is to say how many"),
        ({"at": "a", "difference": "b", "count": 0, "reason": "Because.", "source": "a page"}, "found 0"),
        ({"at": "a", "difference": "b", "count": "many", "reason": "Because.", "source": "a page"}, "found 'many'"),
        ({"at": "*", "difference": "*", "source": "a page"}, "entry 1 without reason"),
        ({"at": "*", "difference": "*", "reason": "Because.", "source": ""}, "entry 1 without source"),
        ({"at": "*", "difference": "*", "reason": "Because.", "source": "a page", "until": "2027"}, "entry 1 with unknown until"),
    ],
)
def test_an_entry_has_a_reason_and_a_source(entry: Any, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deviations.yaml"
    file.write_text(yaml.safe_dump({"deviations": [entry]}), encoding="utf-8")

    assert main(["fidelity", SERVED, "--deviations", str(file)]) == 3
    assert told in capsys.readouterr().err


# ---- the page


def test_the_page_tells_everything_and_loads_nothing(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    document = base("fourcasters-served.openapi.yaml")
    document["paths"]["/user/<script>alert(1)</script>"] = {"get": {"responses": {}}}

    main(["fidelity", written(tmp_path, document), HANDWRITTEN, "--html", str(page)])

    words = page.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|url|@import)\s*[=(]""", words) == []
    assert "<script>alert" not in words
    assert "/user/&lt;script&gt;alert(1)&lt;/script&gt;" in words
    assert words.count('<tr data-state="unlisted">') == 1
    assert words.count('<tr data-state="listed">') > 100
    assert "prefers-color-scheme: dark" in words


def written(folder: Path, document: Any) -> str:
    path = folder / "venue.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return str(path)
