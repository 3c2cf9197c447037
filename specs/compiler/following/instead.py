"""Refuses what came instead of a page: a form to sign in, the shell of a site that a script fills, an apology.

A server that answers so answers 200, and nothing of it would differ from the specs, for it says nothing. The lock would move over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compiler.comparing.catalogue import UnreadableError
from compiler.following.facts import Page
from compiler.following.placing import Venue

_APOLOGY: Final = re.compile(
    r"\W*(?:404|403|5\d\d|(?:page |document )?not found|sign[ -]?in|log[ -]?in|just a moment|access denied|forbidden|attention required"
    r"|checking your browser|verify(?:ing)? you are human|(?:service|temporarily) unavailable|internal server error|bad gateway"
    r"|too many requests|(?:please )?enable javascript)\b",
    re.IGNORECASE,
)


def require_the_page(page: Page, venue: Venue) -> None:
    """Raise UnreadableError where what is at an address is no page of documentation, or not the one that our specs name."""
    if "://" not in page.path or page.groups or page.samples or page.statuses or page.errors or page.listings or page.called:
        return
    words = "\n".join(block for block, _ in page.blocks)
    if not words.strip():
        raise UnreadableError(f"{page.path}: expected a page, found nothing to read in it: is it filled by a script?")
    names = venue.about(page)
    if names and not any(word in words for word in _names(names)):
        told = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004 - as many as one reads
        raise UnreadableError(f"{page.path}: expected the page about {told}, found {_shown(words)}")
    if not names and (_APOLOGY.match(page.title) or _APOLOGY.match(words.lstrip("# "))):
        raise UnreadableError(f"{page.path}: expected a page of documentation, found {_shown(words)}")


def _names(names: tuple[str, ...]) -> Iterator[str]:
    """Yield what a page about operations and messages must speak of: their paths, or their names."""
    return (name.partition(" [")[0].partition(" ")[2] for name in names)


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return repr(line if len(line) <= 80 else f"{line[:80]}…")  # noqa: PLR2004 - one line
