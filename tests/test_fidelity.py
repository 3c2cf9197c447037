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


# ---- what the venue changes: all at once, for what is told of one change does not depend on the others

GRADED = ("paths", "/user/v2/getGraded", "get")
SINCE = ("paths", "/user/v2/getGradedSince", "get")
REPLY = ("responses", "200", "content", "application/json", "schema", "properties", "data")
NEWS: list[tuple[str, tuple[str, ...], Any, str]] = [
    ("put", ("paths", "/exchange/getNews"), {"get": {"responses": {}}}, "as a whole: only the venue has this operation"),
    ("add", (*GRADED, "parameters"), {"name": "league", "in": "query"}, "query league: only the venue has this parameter"),
    ("drop", (*SINCE, "parameters", "1"), None, "query cursor: only we have this parameter"),
    ("put", (*SINCE, "parameters", "0", "required"), True, "query since: only the venue requires it"),
    ("put", (*GRADED, "responses", "418"), {"description": "A teapot."}, "418: only the venue has this status"),
    ("put", (*SINCE, "responses", "200", "content", "text/csv"), {"schema": {}}, "200 text/csv: only the venue has this media type"),
    ("put", (*SINCE, "responses", "200", "headers"), {"X-Page": {"schema": {}}}, "200 header X-Page: only the venue has this header"),
    ("put", (*SINCE, "x-alternate-methods"), ["POST", "PUT"], "as a whole: only the venue admits the method PUT too"),
    ("put", (*SINCE, "security"), [{}], "as a whole: only we ask for a key"),
    ("put", (*SINCE, *REPLY, "properties", "hasMore", "type"), "string", "200 data.hasMore: type: string at the venue, boolean here"),
    ("put", (*SINCE, *REPLY, "properties", "total"), {"type": "integer"}, "200 data.total: only the venue has this field"),
    ("put", (*SINCE, *REPLY, "required"), ["graded", "hasMore", "settledThrough"], "200 data.cursor: only we require it"),
    (
        "add",
        ("components", "schemas", "MakerRow", "properties", "outcome", "enum"),
        "void",
        "200 data.graded[].outcome: value: only the venue lists void",
    ),
]


def test_what_the_venue_changes_is_unlisted_and_nothing_else_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("fourcasters-served.openapi.yaml")
    for kind, place, value, _ in NEWS:
        edit(document, kind, list(place), value)

    assert main(["fidelity", written(tmp_path, document), HANDWRITTEN]) == 1

    told = sorted({*unlisted(capsys.readouterr().out)})
    assert told == sorted(f"{said} [venue.yaml]" for *_, said in NEWS)


def test_what_is_gone_or_moves_and_an_entry_that_no_longer_differs_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second document counts as much as the first; the page tells everything, and loads nothing."""
    served, handwritten = base("fourcasters-served.openapi.yaml"), base("fourcasters-handwritten.openapi.yaml")
    edit(served, "drop", list(GRADED[:2]), None)
    edit(served, "put", [*SINCE, "parameters", "0", "in"], "header")
    edit(served, "put", ["paths", "/user/<script>alert(1)</script>"], {"get": {"responses": {}}})
    rows = ("paths", "/user/getGradedWagers", "get", *REPLY, "properties", "graded", "items")
    edit(handwritten, "put", list(rows), {"type": "object", "properties": {"shoeSize": {"type": "number"}}})
    entries = yaml.safe_load(SPEC.with_name("deviations.yaml").read_text(encoding="utf-8"))
    entries["deviations"].append(
        {"at": "GET /user/getMe 200 data.user.shoeSize", "difference": "*", "count": 1, "reason": "It fits.", "source": "none"}
    )
    file, page = tmp_path / "deviations.yaml", tmp_path / "report.html"
    file.write_text(yaml.safe_dump(entries), encoding="utf-8")
    files = [written(tmp_path, served), written(tmp_path, handwritten, "handwritten.yaml")]

    assert main(["fidelity", *files, "--deviations", str(file), "--html", str(page)]) == 1

    output = capsys.readouterr().out
    assert "STALE  GET /user/getMe 200 data.user.shoeSize" in output
    told = unlisted(output)
    assert {
        "as a whole: only we have this operation",
        "header since: only the venue has this parameter [venue.yaml]",
        "query since: only we have this parameter [venue.yaml]",
        "200 data.graded[].shoeSize: only the venue has this field [handwritten.yaml]",
    } <= {*told}
    words = page.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|url|@import)\s*[=(]""", words) == []
    assert "<script>alert" not in words
    assert "/user/&lt;script&gt;alert(1)&lt;/script&gt;" in words
    assert words.count('<tr data-state="unlisted">') == len(told)
    assert words.count('<tr data-state="listed">') > 100
    assert "prefers-color-scheme: dark" in words


def unlisted(output: str) -> list[str]:
    return [line.removeprefix("  UNLISTED  ") for line in output.splitlines() if "UNLISTED" in line]


def written(folder: Path, document: Any, name: str = "venue.yaml") -> str:
    path = folder / name
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return str(path)
