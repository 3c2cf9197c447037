"""What a match costs, by the formula of the exchange contract: k x P x (1 - P) x tokens, where k is the rate in basis points.

A seller pays in USDC. A buyer pays in outcome tokens, k x (1 - P) x tokens, and so receives fewer than were matched
(concepts/trading/fees). Rounded down, as integer division in the contract does.
"""

from __future__ import annotations

from crossbook.sandbox.predictstreet.units import SCALE

_BASIS_POINTS = 10_000


def in_usdc(rate: int, price: int, quantity: int) -> int:
    """Say what a match costs in USDC; for a buyer it is the worth of the tokens kept back."""
    return rate * price * (SCALE - price) * quantity // (_BASIS_POINTS * SCALE * SCALE)


def in_tokens(rate: int, price: int, quantity: int) -> int:
    """Say how many outcome tokens are kept back from a buyer."""
    return rate * (SCALE - price) * quantity // (_BASIS_POINTS * SCALE)
