"""How our spec stands to what the venue publishes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from mutations import DATA, base, edit

from compiler.__main__ import main
from compiler.comparing.catalogue import Catalogue, catalogue_of
from compiler.comparing.fidelity import Deviation, judge, merged
from compiler.comparing.sources import catalogue_at

SERVED = str(DATA / "fourcasters-served.openapi.yaml")
HANDWRITTEN = str(DATA / "fourcasters-handwritten.openapi.yaml")
SPEC = Path(__file__).parents[1] / "specs" / "fourcasters" / "rest.openapi.yaml"


def deviation(at: str, difference: str) -> Deviation:
    return Deviation(at=(at,), difference=difference, reason="Because.", source="a page")


# ---- the project's own spec


def test_our_spec_differs_from_the_venues_documents_only_where_a_reason_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["fidelity", SERVED, HANDWRITTEN])

    output = capsys.readouterr().out
    assert "UNLISTED" not in output
    assert "STALE" not in output
    assert code == 0


def test_every_operation_of_the_venues_documents_is_in_our_spec() -> None:
    venue = merged([catalogue_at(SERVED), catalogue_at(HANDWRITTEN)])

    assert len(venue.exchanges) == 32
    assert venue.exchanges.keys() <= catalogue_at(str(SPEC)).exchanges.keys()


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
]


@pytest.mark.parametrize("news", NEWS, ids=lambda news: news[-1])
def test_what_the_venue_changes_is_unlisted(
    news: tuple[str, tuple[str, ...], Any, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, place, value, told = news
    document = base("fourcasters-served.openapi.yaml")
    edit(document, kind, list(place), value)

    assert main(["fidelity", written(tmp_path, document), HANDWRITTEN]) == 1

    unlisted = [line for line in capsys.readouterr().out.splitlines() if "UNLISTED" in line]
    assert len(unlisted) == 1
    assert unlisted[0].endswith(told)


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
    unlisted = [line.removeprefix("  UNLISTED  ") for line in output.splitlines() if "UNLISTED" in line]
    assert sorted(set(unlisted)) == [
        "200 data.cursor: only we require it",
        "200 data.graded[].outcome: value: only the venue lists void",
        "200 data.hasMore: type: string at the venue, boolean here",
        "200 data.total: only the venue has this field",
    ]


def test_an_entry_that_no_longer_differs_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = yaml.safe_load(SPEC.with_name("deviations.yaml").read_text(encoding="utf-8"))
    entries["deviations"].append(
        {"at": "GET /user/getMe 200 data.user.shoeSize", "difference": "*", "reason": "It fits.", "source": "none"}
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


def test_each_difference_is_explained_by_the_first_entry_that_fits() -> None:
    first, second, other = deviation("* 200 a*", "only we *"), deviation("* 200 *", "*"), deviation("GET /b*", "*")

    verdict = judge(small("/a"), small("/a", ab={}, ba={}), [first, second, other])

    assert [(finding.at, finding.deviation) for finding in verdict.findings] == [("GET /a 200 ab", first), ("GET /a 200 ba", second)]
    assert verdict.stale == (("GET /b*", other),)


def test_each_place_of_an_entry_must_explain_something() -> None:
    entry = Deviation(at=("* 200 a", "* 200 b"), difference="only we have this field", reason="Because.", source="a page")

    verdict = judge(small("/a"), small("/a", a={}), [entry])

    assert verdict.unlisted == ()
    assert verdict.stale == (("* 200 b", entry),)
    assert not verdict.is_faithful


@pytest.mark.parametrize("pattern", ["* 200 a[].b", "* 200 *[].b", "GET /a 200 a[]*", "*"])
def test_only_the_star_stands_for_anything(pattern: str) -> None:
    ours = small("/a", a={"type": "array", "items": {"properties": {"b": {}}}}, b={})
    venue = small("/a", a={"type": "array", "items": {"type": "object"}}, b={})

    assert judge(venue, ours, [deviation(pattern, "only we have this field")]).is_faithful
    assert not judge(venue, ours, [deviation(pattern.replace("[]", "."), "only we have this fiel?")]).is_faithful


def test_of_an_operation_that_two_documents_describe_the_first_counts() -> None:
    served, handwritten = small("/a", a={"type": "string"}), small("/a", a={"type": "number"})

    assert judge(merged([served, handwritten]), served, []).is_faithful
    assert not judge(merged([handwritten, served]), served, []).is_faithful


def test_words_examples_and_names_in_the_document_make_no_difference() -> None:
    venue = small("/a", a={"type": "string", "description": "One.", "example": "x", "format": "uuid", "maxLength": 3})

    assert judge(venue, small("/a", a={"type": "string", "description": "Two.", "default": "y"}), []).findings == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
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
