"""What is read from the pages of a venue, and how our specs stand to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pytest
import yaml
from families import every
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
    snippets = tuple(named for named in sources.items() if named[0].startswith("snippets/"))
    return tuple(each for named in sources.items() if named not in snippets for each in _read(named, *snippets))


@cache
def _read(*named: tuple[str, str]) -> tuple[Page, ...]:
    """Read a page with its snippets once: most of a hundred cases change another one."""
    return pages_of({name: source.encode() for name, source in named})


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


def test_a_change_of_a_page_is_found_and_classed_and_held_to_the_specs() -> None:
    def check(case: Planted) -> None:
        before = documents(PAGES)
        assert case.old in before[case.page]
        after = pages({**before, case.page: before[case.page].replace(case.old, case.new, 1)})

        found = compare(unchanged(), catalogue_of_pages(after, small()))

        told = {(change.meaning, change.kind, place) for change in found for place in change.places}
        assert sorted(told) == sorted(map(tuple, case.says))
        held = {(saying.at, saying.difference) for each in after for saying in sayings(each, small())}
        assert sorted(held) == sorted(map(tuple, case.held))

    every(PLANTED, check)


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
