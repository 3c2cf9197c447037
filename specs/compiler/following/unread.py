"""Finds what changed on a page and was read by no rule, so that nothing changes in silence: somebody has to look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from compiler.comparing import changes
from compiler.comparing.differences import Difference
from compiler.following.facts import Page
from compiler.following.placing import Venue, plain_path
from compiler.following.states import catalogue_of_pages

_VALUE: Final = re.compile(r'([:\[,]\s*)(?:"(?:[^"\\\n]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*)')


def unread(old: Sequence[Page], new: Sequence[Page], venue: Venue) -> Iterator[Difference]:
    """Yield, for each page in both states of which no change is told by its facts, that its words or its examples changed."""
    for was, page in _pairs(old, new):
        words, samples = _words(was) != _words(page), _samples(was) != _samples(page)
        if not (words or samples) or _is_told(was, page, venue):
            continue
        before, after = (_words(was), _words(page)) if words else (_samples(was), _samples(page))
        kind = "unread change" if words else "example changed"
        yield Difference(kind=kind, exchange=f"page {page.path}", old="\n".join(before), new="\n".join(after))


def _pairs(old: Sequence[Page], new: Sequence[Page]) -> Iterator[tuple[Page, Page]]:
    """Pair pages by their path; one that moved, by the last word of it."""
    known, here = {page.path: page for page in old}, {page.path for page in new}
    gone = {plain_path(path).rpartition("/")[2]: page for path, page in known.items() if path not in here}
    for page in new:
        was = known.get(page.path) or gone.get(plain_path(page.path).rpartition("/")[2])
        if was is not None:
            yield was, page


def _is_told(was: Page, page: Page, venue: Venue) -> bool:
    found = changes.versions().differences(catalogue_of_pages([was], venue), catalogue_of_pages([page], venue))
    return any(each.kind != "page moved" for each in found)


def _words(page: Page) -> tuple[str, ...]:
    """Return all of a page but the values in its samples."""
    return tuple(_VALUE.sub(r"\1…", block) if is_sample else block for block, is_sample in page.blocks)


def _samples(page: Page) -> tuple[str, ...]:
    return tuple(block for block, is_sample in page.blocks if is_sample)
