"""Draws what must not repeat. The only chance in this venue's rooms; everything else is handed it."""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

from crossbook.predictstreet.orders.identity import OrderIdentity

_BITS: Final = 128


def draw_identity(user_reference: str | None = None) -> OrderIdentity:
    """Draw the identity of a new order: 128 random bits of salt, and a name (a UUID) where you give no `user_reference`.

    Raises InvalidRequest for a name that is blank.
    """
    salt = secrets.randbits(_BITS) or 1  # 0 is drawn once in 2**128 times, and is no salt
    drawn = str(UUID(int=secrets.randbits(_BITS), version=4)) if user_reference is None else user_reference
    return OrderIdentity(salt=salt, client_order_id=drawn)
