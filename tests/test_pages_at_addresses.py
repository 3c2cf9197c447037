"""Pages behind addresses, as Markdown and as HTML, are followed as those of a repository are: each planted change is found and classed."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, TypeAlias

import pytest
import yaml
from markdown_it import MarkdownIt
from mutations import DATA
from test_pages import PAGES, PLANTED, Planted, documents, pages

from compiler.comparing.catalogue import Catalogue
from compiler.comparing.changes import compare
from compiler.comparing.sources import catalogue_of
from compiler.following.facts import Page
from compiler.following.pages import sayings
from compiler.following.placing import Venue, venue_of
from compiler.following.states import catalogue_of_pages

Form: TypeAlias = Literal["markdown", "html"]

SITE: Final = "https://one.example/"
OPERATIONS: Final = {"pages/place-order.mdx": "/orders", "pages/list-orders.md": "/orders/list"}
MARKDOWN_ONLY: Final = ("pages/place-order.mdx",)
"""Its fields are components, which a browser is sent as something else."""


@cache
def venue() -> Venue:
    """Name the addresses in the specs, as those of a venue do whose pages have nothing else that tells what they are about."""
    rest = yaml.safe_load(DATA.joinpath("small.openapi.yaml").read_text(encoding="utf-8"))
    for page, path in OPERATIONS.items():
        for operation in (rest["paths"][path][method] for method in ("get", "post") if method in rest["paths"][path]):
            operation["externalDocs"] = {"url": address(page)}
    socket = yaml.safe_load(DATA.joinpath("small.schema.yaml").read_text(encoding="utf-8"))
    return venue_of([catalogue_of(rest), catalogue_of(socket)])


def address(page: str) -> str:
    return SITE + page.partition(".")[0]


def served(sources: dict[str, str], form: Form) -> tuple[Page, ...]:
    """Read pages as a site serves them: each whole, under an address of its own."""
    found: dict[str, str] = {}
    for name, source in sources.items():
        if name.startswith("snippets/") or (form == "html" and name in MARKDOWN_ONLY):
            continue
        whole = source
        for snippet, taken_in in sources.items():
            whole = whole.replace(f'<Snippet file="{snippet.removeprefix("snippets/")}" />', taken_in)
        found[address(name)] = whole if form == "markdown" else html(whole)
    return pages(found)


def html(source: str) -> str:
    """Write a page as a browser gets it."""
    _, front, body = source.split("---\n", 2)
    title = yaml.safe_load(front)["title"]
    main = MarkdownIt("commonmark").enable("table").render(body)
    return f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><main>{main}</main></body></html>"


@cache
def unchanged(form: Form) -> Catalogue:
    return catalogue_of_pages(served(documents(PAGES), form), venue())


def placed(place: str) -> str:
    """Name a place as the cases do: by the page's path."""
    for page in documents(PAGES):
        place = place.replace(address(page), page)
    return place


CASES = [
    pytest.param(case, form, id=f"{form}-{case.name}")
    for form in ("markdown", "html")
    for case in PLANTED
    if form == "markdown" or case.page not in (*MARKDOWN_ONLY, "snippets/order-fields.mdx")
]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_pages_that_say_what_the_specs_say_differ_in_nothing(form: Form) -> None:
    read = served(documents(PAGES), form)

    assert [saying for each in read for saying in sayings(each, venue())] == []


@pytest.mark.parametrize(("case", "form"), CASES)
def test_a_change_of_a_page_behind_an_address_is_found_and_classed_and_held_to_the_specs(case: Planted, form: Form) -> None:
    before = documents(PAGES)
    after = served({**before, case.page: before[case.page].replace(case.old, case.new, 1)}, form)

    found = compare(unchanged(form), catalogue_of_pages(after, venue()))

    said = {(change.meaning, change.kind, placed(place)) for change in found for place in change.places}
    assert sorted(said) == sorted(map(tuple, case.says))
    held = {(placed(saying.at), saying.difference) for each in after for saying in sayings(each, venue())}
    assert sorted(held) == sorted(map(tuple, case.held))


def test_there_are_more_than_sixty_of_markdown_and_some_of_html() -> None:
    forms = [case.values[1] for case in CASES]

    assert forms.count("markdown") >= 60
    assert forms.count("html") >= 20
