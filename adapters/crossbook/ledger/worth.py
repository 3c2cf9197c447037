"""What an amount of an order is worth: what it costs at most, and what it gives away. Pure."""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from typing import Final

from crossbook.ledger.records import Record

_EXACT: Final = Context(prec=200, rounding=ROUND_CEILING, traps=[])
_ZERO: Final = Decimal(0)
_IN_TOKENS: Final = "predictstreet"
_DEAREST: Final = Decimal(1)
"""USDC. No outcome token costs more."""


def venue_of(known: Record) -> str:
    """Say at which venue a node is."""
    key = known.key
    return key[2 : key.index("|", 2)]


def account_of(known: Record) -> str | None:
    """Say whose it is; None where nobody has said."""
    return known.accounts[0] if known.accounts else None


def odd_prices(known: Record) -> tuple[Decimal, ...]:
    """Give the prices that are said of it and are none: an outcome token costs more than nothing, and no more than 1 USDC."""
    return () if venue_of(known) != _IN_TOKENS else tuple(price for price in known.prices if not _ZERO < price <= _DEAREST)


def worth(known: Record, amount: Decimal) -> tuple[Decimal, Decimal]:
    """Give the money that an amount costs at most, and the outcome tokens that it gives away at most."""
    if venue_of(known) != _IN_TOKENS:
        return amount, _ZERO
    price = max(known.prices) if known.prices else _DEAREST
    if price <= _ZERO:
        price = _DEAREST  # For nothing, nobody sells.
    sides = known.sides
    buys = _ZERO if sides == ("sell",) else _EXACT.multiply(amount, price)
    return buys, _ZERO if sides == ("buy",) else amount
