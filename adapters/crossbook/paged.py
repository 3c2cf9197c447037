"""A list that came in several pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, TypeVar

ItemT_co = TypeVar("ItemT_co", covariant=True)


class Paged(tuple[ItemT_co, ...]):  # noqa: SLOT001 - it has an attribute, and slots cannot extend a tuple
    """The `items` of a list, and how many `pages` it came in. What moved between two of them may be missing, or stand in it twice."""

    pages: int
    """How many pages, each a request."""

    def __new__(cls, items: Iterable[ItemT_co] = (), *, pages: int = 1) -> Self:
        """Make one of `items` that came in `pages`."""
        self = super().__new__(cls, items)
        self.pages = pages
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[tuple[ItemT_co, ...]], dict[str, int]]:
        return (tuple(self),), {"pages": self.pages}
