"""How our spec stands to what the venue publishes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from mutations import DATA, base, edit

from compiler.__main__ import main
from compiler.comparing.sources import catalogue_at

SERVED = str(DATA / "fourcasters-served.openapi.yaml")
HANDWRITTEN = str(DATA / "fourcasters-handwritten.openapi.yaml")
SPEC = Path(__file__).parents[1] / "specs" / "fourcasters" / "rest.openapi.yaml"


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
