"""Odds, prices and quantities: exact, ordered by what they mean, and never rounded but on purpose. No float goes in or comes out."""

from crossbook.prices.exact import Exact, InvalidPrice, Rounding, as_decimal
from crossbook.prices.grid import OffGrid
from crossbook.prices.notations import Notation
from crossbook.prices.odds import Odds, Towards
from crossbook.prices.price import Price, Quantity

__all__ = [
    "Exact",
    "InvalidPrice",
    "Notation",
    "Odds",
    "OffGrid",
    "Price",
    "Quantity",
    "Rounding",
    "Towards",
    "as_decimal",
]
