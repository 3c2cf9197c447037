"""What became of a placement at PredictStreet, judged by what carries its client order id. Pure.

Client order ids are unique in a wallet, by the page on placing. One that is found twice all the same decides nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossbook.core.resolving import undecided
from crossbook.core.sightings import is_amount, words_for
from crossbook.evidence import Proof
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.new_order import NewOrder
from crossbook.predictstreet.orders.resolving_cancels import RESTING
from crossbook.predictstreet.orders.sightings import Listing, Sightings, listed
from crossbook.prices import Price, Quantity
from crossbook_bindings.predictstreet import rest as bindings

_OVER: Final = frozenset({"FILLED", "CANCELLED", "CANCELLED_BY_RESOLVE", "EXPIRED", "SETTLEMENT_FAILED"})
_NEVER_RESTING: Final = ("ioc", "fok")


def order_of(unknown: PlaceUnknown) -> NewOrder | None:
    """Give what was asked for: the order itself, or that of a prepared one."""
    order: object = unknown.order
    inner = getattr(order, "order", order)  # A PreparedOrder is not named here: its module loads what signs.
    return inner if isinstance(inner, NewOrder) else None


def judged(unknown: PlaceUnknown, seen: Sightings, *, settled: bool) -> PlaceOutcome:
    """Say what became of it. `settled` is whether the place can no longer have been on its way when this was seen."""
    order, name = order_of(unknown), unknown.user_reference
    if order is None or not name:
        return undecided(unknown, "it has no client order id to be looked for by")
    history = seen.histories.get(order.market_id)
    resting = {same(each.id or ""): each for each in listed(seen.resting) if each.clientOrderId == name}
    past = {same(each.id or ""): each for each in listed(history) if each.clientOrderId == name}
    # The history is read after the open orders, so what it says of one is newer.
    found = resting | past
    if len(found) > 1:
        return undecided(unknown, f"its client order id was found more than once: {len(found)} orders carry it")
    if found:
        ((key, each),) = found.items()
        return _by_state(unknown, order, each, Proof.HISTORY if key in past else Proof.OPEN_ORDERS)
    if not settled:
        return undecided(unknown, "nothing carries its client order id, but the place may still arrive")
    for listing in (seen.resting, history):
        if not isinstance(listing, Listing):
            return undecided(unknown, "nobody has looked everywhere" if listing is None else words_for(listing))
        if not listing.is_whole:
            return undecided(unknown, "nothing carries its client order id in what could be read, and not all could")
        # What members a row of the history has is not documented.
        if any(each.clientOrderId is None and _fits(order, each) for each in listing.orders):
            return undecided(unknown, "nothing carries its client order id, and an order that may be this one tells none")
    return NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=name, proof=Proof.ABSENCE)


def _by_state(unknown: PlaceUnknown, order: NewOrder, found: bindings.Order, proof: Proof) -> PlaceOutcome:
    if not _fits(order, found):
        return undecided(unknown, "its client order id was found on another order than the one that was sent")
    state, filled, remaining = (found.status or "").upper(), found.filledQty, found.remainingQty
    if any(amount is not None and not is_amount(amount) for amount in (filled, remaining)):
        return undecided(unknown, "it was found with an amount that is no number, or is less than nothing")
    if state == "REJECTED":
        return NotPlaced(reason=NotPlacedReason.OTHER, venue_text=found.status, user_reference=unknown.user_reference, proof=proof)
    if state == "PENDING":
        return undecided(unknown, "it was found, and is pending")
    kills = (found.timeInForce or order.time_in_force or "").lower() in _NEVER_RESTING or order.order_type == "market"
    if state == "CANCELLED" and kills and not filled:
        if filled is None:
            return undecided(unknown, "it was found cancelled, and not how much of it was matched")
        return NotPlaced(reason=NotPlacedReason.KILLED, venue_text=found.status, user_reference=unknown.user_reference, proof=proof)
    if state not in RESTING | _OVER:
        return undecided(unknown, f"it was found in a state that no page lists, {found.status!r}")
    return Placed(
        order_id=found.id,
        resting=remaining if state in RESTING else Decimal(0),
        fills=(),
        wager_request_id=None,
        user_reference=unknown.user_reference,
        proof=proof,
    )


def _fits(order: NewOrder, found: bindings.Order) -> bool:
    """Say whether an order that was found can be this one, by what it tells. A stored one is answered whatever else is sent with its id."""
    price = order.price.value if isinstance(order.price, Price) else order.price
    quantity = order.quantity.value if isinstance(order.quantity, Quantity) else order.quantity
    told: list[tuple[object, object]] = [
        (found.marketId, order.market_id),
        (None if found.side is None else found.side.lower(), order.side),
        (found.outcome, str(order.outcome)),
        (found.price, price),
        (found.quantity, quantity),
    ]
    return all(there is None or there == ours for there, ours in told)
