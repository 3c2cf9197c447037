"""What an order gives and takes, in whole base units of six decimals: exact, and rounded as the venue rounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import attrs

from crossbook.predictstreet.orders.new_order import OrderSide

UNITS: Final = 10**6
"""Base units of one USDC, and of one outcome token."""


@attrs.frozen
class Amounts:
    """Both sides of an order, in base units."""

    maker: int
    """The most that is given: USDC of a buyer, outcome tokens of a seller."""
    taker: int
    """The least that is taken: outcome tokens of a buyer, USDC of a seller."""


def amounts(side: OrderSide, price: Decimal, quantity: Decimal) -> Amounts:
    """Compute both sides. A buyer's USDC is rounded up, as the venue demands (order_signed_with_floor_notional)."""
    # In whole numbers, because fractions would take five times as long.
    many, parts = quantity.as_integer_ratio()
    tokens = many * UNITS // parts  # without a rest: a quantity has six decimals at most
    upper, lower = price.as_integer_ratio()
    if side == "buy":
        return Amounts(maker=-(-upper * tokens // lower), taker=tokens)
    # On no page. Down, so that the order never asks for more than its price says.
    return Amounts(maker=tokens, taker=upper * tokens // lower)
