"""A sandbox whose user feed is heard by a quick clock."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossbook.sandbox import FourcastersSandbox

PATH: Final = "/v2/user"


def something_happens(venue: FourcastersSandbox) -> str:
    order_id = venue.seed_order(bet=Decimal(250))
    venue.fill(order_id, Decimal(100))
    venue.cancel_elsewhere(order_id)
    return order_id
