"""Whether an order that the venue says to have taken is ours: a name that the caller gave may have been used before.

Of such a name the venue tells what became of the older order, in a reply that holds neither price nor side. A plan: it reads, and
believes no reply about such a name that it could not look behind. An order whose name was drawn is its own, whatever it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from crossbook.core.judging import Reply, judge
from crossbook.core.lanes import needs_fresh_connection
from crossbook.core.sightings import words_for
from crossbook.core.steps import Plan, Send, attempted, now
from crossbook.errors import InvalidRequest
from crossbook.evidence import Evidence
from crossbook.place_outcomes import Placed, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.looking_up import contradiction, standing_of
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import Request

ReplyT = TypeVar("ReplyT")

LONGEST: Final = 2.0
"""Seconds that the look may take: nobody who quotes is kept waiting for it."""


def verified(
    orders: Mapping[int, PreparedOrder],
    outcomes: Mapping[int, PlaceOutcome],
    evidence: Callable[[str], Evidence],
) -> Plan[dict[int, PlaceOutcome]]:
    """Look at orders that were taken under a name that another may have had; give the outcomes of those that are not as the reply said."""
    taken = {position: outcome for position in orders if isinstance(outcome := outcomes[position], Placed)}
    if not taken:
        return {}
    until = (yield from now()) + LONGEST
    rows = yield from _listed([orders[position].order.market_id for position in taken], until)
    changed: dict[int, PlaceOutcome] = {}
    for position, outcome in taken.items():
        order_id = outcome.order_id or ""
        row = rows.get(same(order_id)) or (yield from _quickly(bindings.get_order(id=order_id), until))
        if isinstance(row, str) or row.id is None or same(row.id) != same(order_id):
            why = row if isinstance(row, str) else "the look-up is not about it"
            problem = f"whether {order_id} is an older order of the same name could not be seen ({why})"
            changed[position] = PlaceUnknown(order=orders[position], evidence=evidence(problem))
            continue
        differing = contradiction(orders[position], row)
        if differing is not None:
            problem = f"it names order {row.id}, which is another one, with {differing}: the name was used before"
            changed[position] = PlaceUnknown(order=orders[position], evidence=evidence(problem))
            continue
        standing = standing_of(orders[position], row)
        # Matched or cancelled since; or an order of the same name and form that was placed long ago.
        if not isinstance(standing, str) and standing.may_be_open != outcome.may_be_open:
            changed[position] = standing
    return changed


def _listed(markets: list[str], until: float) -> Plan[dict[str, bindings.Order]]:
    """Read the newest open orders of each market that has several of ours: one look for all of them."""
    rows: dict[str, bindings.Order] = {}
    for market_id in dict.fromkeys(market for market in markets if markets.count(market) > 1):
        reply = yield from _quickly(bindings.list_open_orders(marketId=market_id), until)
        rows |= {} if isinstance(reply, str) else {same(row.id): row for row in reply.orders if row.id}
    return rows


def _quickly(request: Request[str, ReplyT, object], until: float) -> Plan[ReplyT | str]:
    """Read something, or say why it could not be."""
    try:
        attempt = yield from attempted(Send(request, needs_fresh_connection(request.operation), until))
    except InvalidRequest as error:
        return error.message
    result = judge(request, attempt)
    return result.value if isinstance(result, Reply) else words_for(result)
