"""What can be said of a placement and of what carries its name, where nothing else links them. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, kind_of
from crossbook.ledger.records import Record

_CENT: Final = Decimal("0.01")
"""The venue's samples of one amount differ by up to that."""


def is_spoken_for(other: Record, placement: Record) -> bool:
    """Say whether what carries the name of a placement is certainly none of it."""
    replaced = placement.replaces
    if other.key in replaced or any(link in replaced for link in other.links):
        return True
    if kind_of(other.key) == PLACEMENT:
        return bool(other.endings) or any(kind_of(link) == ORDER for link in other.links)
    return any(kind_of(link) == PLACEMENT and link != placement.key for link in other.links)


def fits(placement: Record, found: Record) -> bool:
    """Say whether what carries its name can be of a placement, by what is told of both."""
    # A placement is known from before it left.
    if placement.exists_at is not None and found.exists_at is not None and found.exists_at < placement.exists_at:
        return False
    game = not placement.where or not found.where or placement.where == found.where
    price = not placement.prices or not found.prices or placement.prices == found.prices or kind_of(found.key) == TAKEN
    whole = placement.whole is None or found.whole is None or found.whole <= placement.whole + _CENT
    return game and price and whole
