"""Looks orders up by the names that we gave them, in the lists of the wallet's orders. A plan: it reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Final, TypeVar

import attrs
import msgspec

from crossbook.core.paging import next_page
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError
from crossbook.evidence import Proof
from crossbook.predictstreet.orders.listing import LARGEST_PAGES, may_go_on, wallet_of
from crossbook.predictstreet.orders.looking_up import SLACK, may_be
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import PagedRequest, decoder

ItemT = TypeVar("ItemT")

MOST_PAGES: Final = 25
"""Pages of one list that are read. A list that goes on has not shown that an order is not in it."""


_UNREADABLE: Final = "the orders of {} could not all be read"


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
        wanted = {made.client_order_id: made for made in ours}
        try:
            problem = yield from _read(bindings.list_open_orders(marketId=market_id), Proof.OPEN_ORDERS, wanted, rows)
            left = {name: made for name, made in wanted.items() if name not in {row.clientOrderId for row, _ in rows}}
            if left:
                since = min(made.prepared_at for made in ours) - SLACK
                limit = LARGEST_PAGES["listOrderHistory"]
                moment = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                asked = bindings.list_order_history(marketId=market_id, from_=moment, limit=limit)
                problem = (yield from _read(asked, Proof.HISTORY, left, rows)) or problem
        except CrossbookError as error:
            problems[market_id] = f"the orders of {market_id} could not be read ({error.message})"
            continue
        if problem is not None:
            problems[market_id] = problem.format(market_id)
    return Found(tuple(rows), problems)


def _read(
    first: PagedRequest[str, object, object, ItemT],
    proof: Proof,
    wanted: Mapping[str, PreparedOrder],
    rows: list[tuple[bindings.Order, Proof]],
) -> Plan[str | None]:
    """Read a list page by page, and keep the rows that carry a name that is wanted. Says what keeps it from proving that one is missing."""
    following: PagedRequest[str, object, object, ItemT] | None = first
    seen: set[str] = set()
    problem, pages = None, 0
    # All orders of a call are the account's.
    wallet: str | None = next(iter(wanted.values())).draft.struct.signer
    while following is not None and pages < MOST_PAGES:
        page = yield from next_page(following, seen, fresh=True)
        wallet = wallet_of(page, wallet)
        pages += 1
        for item in page.items:
            row = _order(item)
            if row is not None and row.clientOrderId in wanted:
                rows.append((row, proof))
            elif row is None or row.id is None:
                problem = _UNREADABLE
            elif any(may_be(made, row) for made in wanted.values()):
                problem = problem or "an order of {} that may be this one tells no client order id"
        problem = _UNREADABLE if may_go_on(page) else problem
        following = page.following
    return problem if following is None else _UNREADABLE


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
