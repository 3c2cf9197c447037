"""Whole base units: millionths of a USDC, of an outcome token, or of a price. All that the market counts with are integers.

The venue's own unit on chain. Integers cannot be rounded by accident, whatever size a request asks for.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact

SCALE = 10**6
_EXACT = Context(prec=100, traps=[Inexact])


def units(value: Decimal) -> int:
    """Count base units. Raises ValueError for more than six decimals, for NaN and for infinity."""
    scaled = value.scaleb(6, _EXACT) if value.is_finite() else value
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(f"expected at most 6 decimals, found {value}")
    return int(scaled)


def amount(count: int) -> Decimal:
    """Say in human units what `units` counted, without trailing zeros."""
    return Decimal(plain(count))


def plain(count: int) -> str:
    """Write base units as the venue writes amounts: a decimal string in human units, no exponent, no trailing zeros."""
    sign, size = ("-", -count) if count < 0 else ("", count)
    whole, part = divmod(size, SCALE)
    return f"{sign}{whole}.{part:06d}".rstrip("0").rstrip(".")


def up(numerator: int, denominator: int = SCALE) -> int:
    """Divide and round up, as what a buyer may have to pay is."""
    return -(-numerator // denominator)
