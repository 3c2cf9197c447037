"""Mistakes of our own in the ledger: each of them understates what rests."""

from __future__ import annotations

from typing import Final

from simulation.mutant import Mutant

_FACTS: Final = "crossbook.core.facts"
_HEARING: Final = "crossbook.ledger.hearing"
_RECORDS: Final = "crossbook.ledger.records"
_STANDING: Final = "crossbook.ledger.standing"

LEDGER: Final = (
    Mutant(
        "what is on its way is no exposure",
        _STANDING,
        "return kind == PLACEMENT and not known.endings and",
        "return kind == PLACEMENT and known.remaining is not None and",
    ),
    Mutant(
        "a list is dated by its answer",
        _HEARING,
        "call.reads[event.request] = (event.at, readings.page_of(event), event.sent)",
        "call.reads[event.request] = (event.at + 60.0, readings.page_of(event), event.sent)",
    ),
    Mutant(
        "a list tells of orders that came after it was begun",
        _STANDING,
        "return shown_at < listed_at",
        "return shown_at < listed_at + 60.0",
    ),
    Mutant(
        "an order that the venue would not cancel is over",
        _FACTS,
        'ended: Ending | None = "over" if missing and outcome.proof is not None else ENDINGS.get(reason)',
        'ended: Ending | None = ENDINGS.get(reason, "over")',
    ),
    Mutant(
        "what was taken at once does not count",
        _FACTS,
        "home = taken or order or asked.key",
        'home = ""',
    ),
    Mutant(
        "that an order was seen proves that it rests no more",
        _RECORDS,
        "open_at > known.open_at",
        "open_at < known.open_at",
    ),
    Mutant(
        "a placement without an answer was not placed",
        _FACTS,
        "account=account, left_at=at, exists=False)",
        'account=account, ended="not_placed")',
    ),
)
