"""What a page of the wallet's orders tells of itself: whose they are, and whether there are more. Pure."""

from __future__ import annotations

from typing import Final, TypeVar

from crossbook.core.paging import Page
from crossbook_bindings.predictstreet import rest as bindings

ItemT = TypeVar("ItemT")

LARGEST_PAGES: Final = {"listOpenOrders": 500, "listOrderHistory": 200}
"""Orders that a page of each list holds at most, by api-reference/orders."""


def may_go_on(page: Page[ItemT]) -> bool:
    """Say whether a page is the last one by its cursor, and full: no page says what a list does that has no cursors yet, or lost one."""
    return page.following is None and len(page.items) >= LARGEST_PAGES[page.source.request.operation.name]


def wallet_of(page: Page[ItemT], wallet: str | None) -> str | None:
    """Say whose orders a page lists, in lower case. Raises UnreadableReply where they are another wallet's than the pages before it say."""
    reply = page.source.value
    told = reply.walletAddress if isinstance(reply, bindings.ListOpenOrdersReply | bindings.ListOrderHistoryReply) else None
    if told and wallet is not None and told.lower() != wallet.lower():
        raise page.source.doubt(f"it lists the orders of another wallet, {told}")
    return told.lower() if told else wallet
