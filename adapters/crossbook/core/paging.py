"""Reads any reply as its spec says: without its envelope, or page by page. Pure, and knows no operation."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

import msgspec

from crossbook.core.judging import Reply, answer_to, ask_or_raise
from crossbook.core.steps import Plan
from crossbook_bindings.runtime import PagedRequest, Request

PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")

_LONGEST_CURSOR: Final = 16_384
"""Characters that still fit into an address when each of them is escaped. Both venues' are some dozens."""


class Page(msgspec.Struct, Generic[ItemT], frozen=True):
    """Entries of a list, and the request for those after them; None after the last."""

    items: tuple[ItemT, ...]
    source: Reply[object]
    following: PagedRequest[str, object, object, ItemT] | None


def fetch(request: Request[str, object, PayloadT]) -> Plan[PayloadT]:
    """Have one request sent and take what was asked for out of its reply; raise what it ends in otherwise."""
    return request.unwrap((yield from ask_or_raise(request)))


def next_page(request: PagedRequest[str, object, object, ItemT], seen: set[str], *, fresh: bool = False) -> Plan[Page[ItemT]]:
    """Have one page of a list read.

    Raises UnreadableReply where the next page was read before, which would never end, and where its cursor is too long to be sent.
    `fresh` is for a list that is to prove something: see `ask`.
    """
    result = yield from answer_to(request, fresh=fresh)
    cursor = request.next_cursor(result.value)
    if cursor is None:
        return Page(request.items(result.value), result, None)
    if cursor in seen:
        raise result.doubt("its next page is one that was already read")
    if len(cursor) > _LONGEST_CURSOR:
        raise result.doubt(f"expected a cursor of at most {_LONGEST_CURSOR} characters for its next page, found one of {len(cursor)}")
    seen.add(cursor)
    return Page(request.items(result.value), result, request.page_at(cursor))
