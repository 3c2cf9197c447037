"""Looks orders up by the names that we gave them, in the lists of the wallet's orders. A plan: it reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from typing import Final, TypeVar

import attrs
import msgspec

from crossbook.core.paging import next_page
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError
from crossbook.evidence import Proof
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import PagedRequest, decoder

ItemT = TypeVar("ItemT")

MOST_PAGES: Final = 25
"""Pages of one list that are read. A list that goes on has not shown that an order is not in it."""
_LARGEST_PAGE: Final = 200
_SLACK: Final = timedelta(minutes=5)
"""How far the venue's clock may be behind the one by which an order was prepared."""


@attrs.frozen
class Found:
    """What was found of some orders."""

    rows: tuple[tuple[bindings.Order, Proof], ...]
    """Every order that carries one of their names, and the list that it stands in."""
    problems: Mapping[str, str]
    """What kept the lists of a market from being read to their end. Where nothing did, what is not in them was not there."""


def look_for(orders: Sequence[PreparedOrder]) -> Plan[Found]:
    """Look for orders of any markets: among those that are open, then among those that ever were, so that none slips through between."""
    rows: list[tuple[bindings.Order, Proof]] = []
    problems: dict[str, str] = {}
    markets: dict[str, list[PreparedOrder]] = {}
    for made in orders:
        markets.setdefault(made.order.market_id, []).append(made)
    for market_id, ours in markets.items():
        wanted = {made.client_order_id for made in ours}
        try:
            done = yield from _read(bindings.list_open_orders(marketId=market_id), Proof.OPEN_ORDERS, wanted, rows)
            left = wanted - {row.clientOrderId for row, _ in rows}
            if left:
                since = min(made.prepared_at for made in ours) - _SLACK
                asked = bindings.list_order_history(
                    marketId=market_id, from_=since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), limit=_LARGEST_PAGE
                )
                done = (yield from _read(asked, Proof.HISTORY, left, rows)) and done
        except CrossbookError as error:
            problems[market_id] = f"the orders of {market_id} could not be read ({error.message})"
            continue
        if not done:
            problems[market_id] = f"the orders of {market_id} could not all be read"
    return Found(tuple(rows), problems)


def _read(
    first: PagedRequest[str, object, object, ItemT], proof: Proof, wanted: set[str], rows: list[tuple[bindings.Order, Proof]]
) -> Plan[bool]:
    """Read a list page by page, and keep the rows that carry a name that is wanted. Says whether all of it could be read."""
    following: PagedRequest[str, object, object, ItemT] | None = first
    seen: set[str] = set()
    readable, pages = True, 0
    while following is not None and pages < MOST_PAGES:
        page = yield from next_page(following, seen)
        pages += 1
        for item in page.items:
            row = _order(item)
            if row is None:
                readable = False
            elif row.clientOrderId in wanted:
                rows.append((row, proof))
        following = page.following
    return readable and following is None


def _order(item: object) -> bindings.Order | None:
    """Give a row as an order. What members a row of the history has is on no page: one that does not read as an order is None."""
    if isinstance(item, bindings.Order):
        return item
    if not isinstance(item, msgspec.Raw):
        return None
    try:
        return decoder(bindings.Order).decode(item)
    except msgspec.DecodeError:
        return None
