"""PredictStreet's order ids: `orderId` in commands, `id` in lists. UUIDs by the reference pages, 0x text on others."""

from __future__ import annotations

import re
from typing import Final

VENUE: Final = "predictstreet"

# Alone in a path, one or two dots would name another path.
_ORDER_ID: Final = re.compile(r"(?!\.{1,2}$)[!-~]+")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HASH: Final = re.compile(r"0[xX][0-9a-fA-F]+")


def is_order_id(value: str) -> bool:
    """Say whether a text can name an order: visible ASCII characters and no spaces, since pages differ on the form."""
    return _ORDER_ID.fullmatch(value) is not None


def is_uuid(value: str) -> bool:
    """Say whether an id has the one form that the reference of the batch promises to take."""
    return _UUID.fullmatch(value) is not None


def same(order_id: str) -> str:
    """Give equal keys to equal ids: hexadecimal digits mean the same in either case, any other text only itself."""
    lowered = order_id.lower()
    return lowered if lowered != order_id and (is_uuid(order_id) or _HASH.fullmatch(order_id)) else order_id
