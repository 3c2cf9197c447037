"""PredictStreet's order ids: `orderId` in commands, `id` in lists; UUIDs in one document, 0x text in another. Opaque here."""

from __future__ import annotations

import re
from typing import Final

VENUE: Final = "predictstreet"

# Alone in a path, one or two dots would name another path.
_ORDER_ID: Final = re.compile(r"(?!\.{1,2}$)[!-~]+")


def is_order_id(value: str) -> bool:
    """Say whether a text can name an order: visible ASCII characters and no spaces, since ids are opaque."""
    return _ORDER_ID.fullmatch(value) is not None


def same(order_id: str) -> str:
    """Give equal keys to equal ids: opaque text is equal only to itself."""
    return order_id
