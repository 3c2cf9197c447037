"""Draws what must not repeat, and reads the date. The only chance in this venue's rooms; everything else is handed it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Final

import attrs

from crossbook.core.checks import kept
from crossbook.core.instances import is_a
from crossbook.core.resolving import Patience
from crossbook.fourcasters.orders.new_order import NewOrder
from crossbook.protocols import Several

_BYTES: Final = 12


def patient(clock: str, *, wait: bool, arrives_within: float, sent_ago: float, deadline: float) -> Patience:
    """Write down how a caller wants to wait, and what time of day it is."""
    today = datetime.now(UTC)
    return Patience(clock=clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline, today=today)


def named(orders: Several[NewOrder]) -> Several[NewOrder]:
    """Give each order a reference that has none, before anything leaves: without one, nobody can look up what became of it.

    What is no list of orders is refused later.
    """
    listed = kept(orders)
    if not is_a(listed, tuple):
        return listed
    return tuple(named_order(order) for order in listed)


def named_order(order: NewOrder) -> NewOrder:
    """Give an order a reference that has none. What is no order is refused later."""
    if not is_a(order, NewOrder) or order.user_reference is not None:
        return order
    return attrs.evolve(order, user_reference=f"cb-{secrets.token_hex(_BYTES)}")
