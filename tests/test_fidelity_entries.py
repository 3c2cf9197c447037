"""How differences between our spec and the venue's documents meet the entries that explain them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from mutations import DATA, base

from compiler.__main__ import main
from compiler.comparing.catalogue import Catalogue
from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import judge
from compiler.comparing.sources import catalogue_of

SERVED = str(DATA / "fourcasters-served.openapi.yaml")
SMALL = str(DATA / "small.openapi.yaml")


def deviation(at: str, difference: str, count: int | None = None) -> Deviation:
    return Deviation(at=(at,), difference=difference, reason="Because.", source="a page", count=count)


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

    assert main(["fidelity", SMALL, "--spec", SMALL, "--deviations", str(file)]) == 3
    assert told in capsys.readouterr().err


def written(folder: Path, document: Any) -> str:
    path = folder / "venue.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return str(path)
