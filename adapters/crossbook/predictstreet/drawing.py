"""Draws what must not repeat, and reads the date. The only chance and clock in this venue's rooms; everything else is handed them."""

from __future__ import annotations

import os
from collections.abc import Sized
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from crossbook.calls_under_way import PlacingCall
from crossbook.predictstreet import trading

_BYTES: Final = 16


class Drawn(NamedTuple):
    """What a call that places orders is given by chance and by the clock, before it begins."""

    identities: tuple[trading.OrderIdentity, ...]
    now: datetime


def drawn_for(orders: object) -> Drawn:
    """Draw an identity for each order of a call, and read the time."""
    count = len(orders) if isinstance(orders, Sized) else 0
    return Drawn(tuple(draw_identity() for _ in range(count)), datetime.now(UTC))


def placing(orders: object, drawn: Drawn) -> PlacingCall:
    """Say what a call is to place, by the names that its orders will have."""
    return PlacingCall(orders, [each.client_order_id for each in drawn.identities])


def draw_identity(user_reference: str | None = None) -> trading.OrderIdentity:
    """Draw the identity of a new order: 128 random bits of salt, and a name (a UUID) where you give no `user_reference`.

    Raises InvalidRequest for a name that is blank.
    """
    salt = int.from_bytes(os.urandom(_BYTES)) or 1  # 0 is drawn once in 2**128 times, and is no salt
    drawn = str(UUID(bytes=os.urandom(_BYTES), version=4)) if user_reference is None else user_reference
    return trading.OrderIdentity(salt=salt, client_order_id=drawn)
