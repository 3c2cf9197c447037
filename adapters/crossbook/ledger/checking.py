"""Checks what a ledger was written down as, before it is believed: somebody may have edited it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import isfinite
from typing import Final

from crossbook.ledger.records import Record
from crossbook.ledger.state import State
from crossbook.ledger.venues import VENUES

_KEY: Final = re.compile(rf"[opt]\|(?:{'|'.join(VENUES)})\|.*", re.DOTALL)


def wrong_with(state: State) -> str | None:
    """Say what of it no ledger writes: what was expected and what was found; None where all of it may be believed."""
    return next(_wrong(state), None)


def _wrong(state: State) -> Iterator[str]:
    keys = [known.key for known in state.records]
    if len(set(keys)) != len(keys):
        yield "expected each node once, found one several times"
    for known in state.records:
        yield from _wrong_with(known)
    for where, moment in state.listed.items():
        if where.partition("|")[0] not in VENUES:
            yield f"expected lists of {' or '.join(VENUES)}, found one of {where!r}"
        yield from _moments(where, (moment,))
    for carried in state.carried:
        if carried.venue not in VENUES:
            yield f"expected what was matched at {' or '.join(VENUES)}, found {carried.venue!r}"
        for amount in (carried.buys, carried.gives):
            # A sum may be larger than any number that is written out.
            if amount.is_nan() or amount < 0:
                yield f"expected sums that are 0 or more, found {amount}"


def _wrong_with(known: Record) -> Iterator[str]:
    for key in (known.key, *known.links, *known.replaces):
        if _KEY.fullmatch(key) is None:
            yield f"expected the name of an order, a placement or a match, found {key!r}"
    amounts = (known.whole, known.remaining, known.filled, known.filled_in_the_end, known.withdrawn)
    yield from _amounts(known.key, (*amounts, *(fill.amount for fill in known.fills.values())))
    yield from _numbers(known.key, (*known.prices, *known.lines))
    yield from _moments(known.key, (known.ended_at, known.exists_at, known.open_at, known.left_at))
    for said in (known.accounts, known.links, known.references, known.replaces, known.where, known.market_types, known.sides):
        if list(said) != sorted(set(said)):
            yield f"expected what is said of {known.key!r} in order and once, found {said!r}"
    for numbers in (known.prices, known.lines):
        if not any(number.is_nan() for number in numbers) and list(numbers) != sorted(set(numbers)):
            yield f"expected what is said of {known.key!r} in order and once, found {numbers!r}"


def _amounts(where: str, amounts: Iterable[Decimal | None]) -> Iterator[str]:
    for amount in amounts:
        if amount is not None and not (amount.is_finite() and amount >= 0):
            yield f"expected amounts of {where!r} that are 0 or more, found {amount}"


def _numbers(where: str, numbers: Iterable[Decimal]) -> Iterator[str]:
    for number in numbers:
        if not number.is_finite():
            yield f"expected numbers of {where!r}, found {number}"


def _moments(where: str, moments: Iterable[float | None]) -> Iterator[str]:
    for moment in moments:
        if moment is not None and not isfinite(moment):
            yield f"expected moments of {where!r} in seconds, found {moment}"
