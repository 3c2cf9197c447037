"""What became of a placement at PredictStreet, judged by what carries its client order id. Pure.

Client order ids are unique in a wallet, by the page on placing. One that is found twice all the same decides nothing.
"""

from __future__ import annotations

import msgspec

from crossbook.core.resolving import undecided
from crossbook.core.sightings import words_for
from crossbook.errors import CrossbookError
from crossbook.evidence import Proof
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.looking_up import contradiction, may_be, standing_of
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.orders.sightings import Listing, Sightings, listed
from crossbook_bindings.predictstreet import rest as bindings


def order_of(unknown: PlaceUnknown) -> PreparedOrder | None:
    """Give the order that was sent; None where it is one of another venue."""
    order: object = unknown.order
    return order if isinstance(order, PreparedOrder) else None


def judged(unknown: PlaceUnknown, seen: Sightings, *, settled: bool) -> PlaceOutcome:
    """Say what became of it. `settled` is whether the place can no longer have been on its way when this was seen."""
    order, name = order_of(unknown), unknown.user_reference
    if order is None or not name:
        return undecided(unknown, "it has no client order id to be looked for by")
    if (owner := seen.owner.wallet) is not None and owner.lower() != order.draft.struct.signer.lower():
        return undecided(unknown, f"it is another wallet's than the one that is acted for, {owner}")
    return _looked_for(unknown, order, name, seen, settled=settled)


def _looked_for(unknown: PlaceUnknown, order: PreparedOrder, name: str, seen: Sightings, *, settled: bool) -> PlaceOutcome:
    history = seen.histories.get(order.order.market_id)
    resting, past = _carrying(name, seen.resting), _carrying(name, history)
    # The history is read after the open orders, so what it says of one is newer.
    found = resting | past
    if len(found) > 1:
        return undecided(unknown, f"its client order id was found more than once: {len(found)} orders carry it")
    if found:
        ((key, rows),) = found.items()
        return _found(unknown, order, rows, Proof.HISTORY if key in past else Proof.OPEN_ORDERS)
    if not settled:
        return undecided(unknown, "nothing carries its client order id, but the place may still arrive")
    for listing in (seen.resting, history):
        if not isinstance(listing, Listing):
            return undecided(unknown, "nobody has looked everywhere" if listing is None else words_for(listing))
        if listing.wallet not in (None, order.draft.struct.signer):
            return undecided(unknown, f"nothing carries its client order id in the lists of another wallet, {listing.wallet}")
        if not listing.is_whole:
            return undecided(unknown, "nothing carries its client order id in what could be read, and not all could")
        # What members a row of the history has is not documented.
        if any(may_be(order, each) for each in listing.orders):
            return undecided(unknown, "nothing carries its client order id, and an order that may be this one tells none")
    return NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=name, proof=Proof.ABSENCE)


def _carrying(name: str, listing: Listing | CrossbookError | None) -> dict[str, list[bindings.Order]]:
    """Give what a list says of orders that carry a name, by their ids: each row once, and several where it says different things."""
    found: dict[str, list[bindings.Order]] = {}
    for row in listed(listing):
        if row.clientOrderId == name and row not in (rows := found.setdefault(same(row.id or ""), [])):
            rows.append(row)
    return found


def _found(unknown: PlaceUnknown, order: PreparedOrder, rows: list[bindings.Order], proof: Proof) -> PlaceOutcome:
    if len(rows) > 1:
        return undecided(unknown, "it stands in one list twice, and not as the same")
    (found,) = rows
    if (differing := contradiction(order, found)) is not None:
        return undecided(unknown, f"its client order id was found on another order, with {differing}")
    standing = standing_of(order, found)
    if isinstance(standing, str):
        return undecided(unknown, f"it was found, and {standing}")
    if proof is Proof.OPEN_ORDERS and isinstance(standing, NotPlaced):
        return undecided(unknown, f"it was found {found.status} in the list of open orders")
    return msgspec.structs.replace(standing, proof=proof)
