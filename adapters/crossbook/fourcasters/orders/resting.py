"""Reads at sight what the venue answers to nearly every placement: all of the order rests, word for word as it was sent. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Final

import msgspec

from crossbook.fourcasters.identifiers import is_object_id, same
from crossbook.fourcasters.orders.new_order import KILL_TYPES, NewOrder
from crossbook.place_outcomes import Placed
from crossbook_bindings.fourcasters import rest as bindings


class _Offer(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What rests, as the pages show it where the order had a name: all of this, and nothing else."""

    orderID: str  # noqa: N815 - the venue's names
    wagerRequestID: str  # noqa: N815
    offered: Decimal
    odds: Decimal
    type: str
    side: str
    number: Decimal | None
    userReference: str  # noqa: N815
    market: ClassVar[None] = None


class _Entry(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    matched: tuple[()]
    unmatched: _Offer


class _Entries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    createdSessions: tuple[_Entry, ...]  # noqa: N815


class _Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    data: _Entries


_DECODER: Final = msgspec.json.Decoder(_Reply)
_AROUND: Final = len(_Reply.__struct_fields__) + len(_Entries.__struct_fields__)
_IN_ENTRY: Final = len(_Entry.__struct_fields__) + len(_Offer.__struct_fields__)


def all_rest(orders: Sequence[NewOrder], body: bytes) -> tuple[Placed, ...] | None:
    """Read a reply over REST in which every order rests. None for any other, which is read closely.

    Each member has a colon, however it is written. So there are no more members than those that are required, and none stands
    twice; and all are read, so none holds anything that is no UTF-8, or in which JSON is nested.
    """
    if body.count(b":") != _AROUND + _IN_ENTRY * len(orders):
        return None
    try:
        entries = _DECODER.decode(body).data.createdSessions
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if len(entries) != len(orders):
        return None
    outcomes: list[Placed] = []
    for order, entry in zip(orders, entries, strict=True):
        outcome = rests(order, entry.unmatched)
        if outcome is None:
            return None
        outcomes.append(outcome)
    names = {same(entry.unmatched.orderID) for entry in entries}
    return tuple(outcomes) if len(names) == len(orders) else None


def rests(order: NewOrder, offer: _Offer | bindings.UnmatchedOffer) -> Placed | None:
    """Read an offer that says word for word that all of an order rests; None for any other, which is read closely."""
    order_id, offered, odds, line = offer.orderID, offer.offered, offer.odds, offer.number
    # Even to compare what is no number may fail.
    if offered is None or not offered.is_finite() or odds is None or not odds.is_finite() or (line is not None and not line.is_finite()):
        return None
    if (
        (not offered or offered != order.risk or odds != order.odds)
        or (order.order_type in KILL_TYPES or not order_id or not is_object_id(order_id))
        or (offer.type != order.market_type or offer.side != order.side or offer.market is not None or line != order.line)
        or (offer.userReference or order.user_reference) != order.user_reference
    ):
        return None
    return Placed(
        order_id=order_id,
        resting=offered,
        fills=(),
        wager_request_id=offer.wagerRequestID,
        user_reference=order.user_reference,
    )
