"""What a ledger knows, as it is written down. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec

from crossbook.ledger.records import Record

VERSION: Final = 1
"""Of what is written down."""


class Carried(msgspec.Struct, kw_only=True):
    """What was matched of orders that are not remembered one by one any more."""

    venue: str
    account: str | None
    where: str | None
    buys: Decimal
    gives: Decimal


class State(msgspec.Struct, kw_only=True):
    """All that a ledger knows, as it is written down."""

    version: int
    records: list[Record] = []
    listed: dict[str, float] = {}
    """By account: when the last read of all that rests was begun."""
    carried: list[Carried] = []


def shifted(known: Record, by: float) -> Record:
    """Give the same, with every moment so many seconds later."""
    moved = {
        name: None if moment is None else moment + by
        for name, moment in (
            ("ended_at", known.ended_at),
            ("exists_at", known.exists_at),
            ("open_at", known.open_at),
            ("left_at", known.left_at),
        )
    }
    return msgspec.structs.replace(known, **moved)
