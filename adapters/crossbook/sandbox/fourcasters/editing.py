"""Both edits: an order is cancelled, then another one is placed in its market."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from attrs import frozen

from crossbook.sandbox.fourcasters.cancels import Denial, Denied, cancellable
from crossbook.sandbox.fourcasters.market.matching import Rejected
from crossbook.sandbox.fourcasters.market.minting import Wanted
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.placing import MOST_MINUTES, Spelling, check_terms, written
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.orders import cancelled_on_the_socket
from crossbook.sandbox.wire import Json, JsonObject, member, number, text

_TOLERANCE: Final = Fraction(1)
"""USD by which the remainder that the caller believes in may be off (unmerged 1395b01)."""
_LIVE_MINUTES: Final = Decimal(5)


@frozen
class Edited:
    """The `data` of a reply."""

    data: JsonObject


def edit(state: State, account: str, body: Json, *, guarded: bool) -> Edited | Rejected:
    """Replace an order; `guarded` is v4, which alone heeds intendedOrderVolume and blockIfNoOtherSideOrders.

    Rejected before anything is done, except where `data` says otherwise: its `cancelled` fails alone, or stands alone
    because the order was cancelled and no other one placed.
    """
    order = cancellable(state.exchange, account, text(body, "sessionID") or "")
    if isinstance(order, Denied):
        if order.denial is Denial.MALFORMED:
            return Rejected(order.denial.value, "validation_error")
        failed: JsonObject = {"success": False, "orderID": order.order_id, "description": order.denial.value}
        return Edited({"cancelled": failed, "matched": []})
    wanted = _read(state, order, body)
    if isinstance(wanted, Rejected):
        return wanted
    if guarded and member(body, "blockIfNoOtherSideOrders") is True and not any(state.exchange.queue(order.selection.opposite)):
        return Rejected("expected orders on the other side, found none", "validation_error")
    ended = state.exchange.end(order.id, "cancelled")
    stopped: JsonObject = {"cancelled": cancelled_on_the_socket(ended), "matched": []}
    intended = number(body, "intendedOrderVolume")
    if guarded and intended is not None and abs(Fraction(intended) - (order.size - order.matched)) > _TOLERANCE:
        return Edited(stopped)
    placed = state.exchange.place(account, wanted)
    if isinstance(placed, Rejected):
        # What the venue answers when it has cancelled and the new order is rejected is undocumented. An order that was
        # cancelled must not be answered with an error, so this looks like the other stop after the cancel.
        return Edited(stopped)
    return Edited({"cancelled": stopped["cancelled"], **written(placed, state.exchange, Spelling.REST)})


def _read(state: State, order: FourcastersOrder, body: Json) -> Wanted | Rejected:
    """Read the new order. Odds and volume are required here (unmerged 1395b01): that null keeps the old is disputed."""
    order_type = text(body, "orderType") or "limit"
    terms = check_terms(number(body, "orderOdds"), number(body, "orderVolume"), order_type)
    if isinstance(terms, Rejected):
        return terms
    minutes = _minutes(member(body, "expiryChange"))
    if isinstance(minutes, Rejected):
        return minutes
    live = state.exchange.game(order.game_id).phase == "live"
    if not minutes:  # left out, or 0: until the game starts; on a live game 5 minutes
        minutes = _LIVE_MINUTES if live else None
    return Wanted(
        selection=order.selection,
        odds=terms[0],
        bet=terms[1],
        order_type=order_type,
        # Replaces the old one where there is a new one; that the old one is kept otherwise is how the page reads.
        user_reference=text(body, "userReference") or order.user_reference,
        lifetime=None if minutes is None else float(minutes * 60),
    )


def _minutes(value: Json) -> Decimal | Rejected | None:
    """Read expiryChange: text by the pages, a number by unmerged 1395b01."""
    try:
        minutes = None if value is None or isinstance(value, bool | list | dict) else Decimal(value)
    except InvalidOperation:
        minutes = Decimal(-1)
    if minutes is not None and (not minutes.is_finite() or not 0 <= minutes <= MOST_MINUTES):
        return Rejected(f"expected expiryChange to be minutes from 0 to {MOST_MINUTES}, found {value!r}", "validation_error")
    return minutes
