"""What a reply about a wallet tells of itself: whose it is, and whether there is more. Pure."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from crossbook.core.judging import Source
from crossbook.core.paging import Page
from crossbook_bindings.predictstreet import rest as bindings

ItemT = TypeVar("ItemT")

_ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}", re.IGNORECASE)

LARGEST_PAGES: Final = {"listOpenOrders": 500, "listOrderHistory": 200}
"""Orders that a page of each list holds at most, by api-reference/orders."""


def may_go_on(page: Page[ItemT]) -> bool:
    """Say whether a page is the last one by its cursor, and full: no page says what a list does that has no cursors yet, or lost one."""
    return page.following is None and len(page.items) >= LARGEST_PAGES[page.source.request.operation.name]


def wallet_of(page: Page[ItemT], wallet: str | None) -> str | None:
    """Say whose orders or matches a page lists, in lower case.

    Raises UnreadableReply where they are another wallet's than was asked for, or than the pages before it say.
    """
    match page.source.value:
        case bindings.ListOpenOrdersReply(walletAddress=told) | bindings.ListOrderHistoryReply(walletAddress=told):
            what = "orders"
        case bindings.ListTradesReply(walletAddress=told):
            what = "matches"
        case _:
            return wallet
    if is_anothers(told, wallet):
        raise page.source.doubt(f"it lists the {what} of another wallet, {told}")
    return named(told) or wallet


def named(told: str | None) -> str | None:
    """Give the wallet that a reply names, in lower case.

    What is no address names none: a page shows the first digits of one, and no more (concepts/portfolio/trades).
    """
    return told.lower() if told and _ADDRESS.fullmatch(told) else None


def is_anothers(told: str | None, wallet: str | None) -> bool:
    """Say whether what is told to be a wallet's is certainly another one's than this: addresses mean the same in either case."""
    return None not in (named(told), named(wallet)) and named(told) != named(wallet)


def wallet_of_row(told: str | None, wallet: str | None, source: Source) -> str | None:
    """Say whose a row is, as far as anything tells. Raises UnreadableReply where it is another wallet's than the rest of its reply."""
    if is_anothers(told, wallet):
        raise source.doubt(f"it holds a row of another wallet, {told}")
    return named(told) or wallet
