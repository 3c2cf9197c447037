"""What it costs a ledger to learn one thing with a million orders seen, and what it keeps of them."""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec
from gateway_frames import WALLET
from ledger_messages import (
    FOURCASTERS,
    PREDICTSTREET,
    cancelled_there,
    filled,
    filled_there,
    gone,
    order_there,
    place_call,
    placed,
    rests_there,
    row,
    taken,
)
from timing import Figure

from crossbook import Cancelled, Ledger, Placed
from crossbook.core.facts import Fact, Filled, Readings, key_of, of_cancel, of_place
from crossbook.fourcasters.facts import READINGS as FOURCASTERS_READINGS
from crossbook.ledger.book import Book
from crossbook.predictstreet.facts import READINGS as PREDICTSTREET_READINGS

SEEN: Final = 1_000_000
"""Orders, half of them at each venue."""
_OPEN: Final = 1_000
"""Orders that rest all the while."""
_KEPT: Final = 10_000
VENUES: Final = (FOURCASTERS, PREDICTSTREET)
_BEGIN: Final = {FOURCASTERS: 4, PREDICTSTREET: 3}
"""How many facts of a life say that an order was sent, and rests."""
_SHORT: Final = {FOURCASTERS: (5, 9), PREDICTSTREET: (6, 7, 10)}
"""Which facts of a life are told of each of the million: that it rests, or is matched in part, and that it is cancelled."""
_MOST_US: Final = 5.0
_ROUNDS: Final = 300
_ORDERS: Final = 20
_NUMBER: Final = "7" * 12
"""Stands in a pattern where the number of an order is to be."""


def measure() -> Iterator[Figure]:
    """Let a ledger see so many orders live and end, while some rest, and time what it learns of more."""
    book = Book(_KEPT)
    lives = {venue: _life(venue) for venue in (FOURCASTERS, PREDICTSTREET)}
    for number in range(_OPEN):
        _fold(book, _told(lives[VENUES[number % 2]][: _BEGIN[VENUES[number % 2]]], 2 * SEEN + number))
    short = {venue: [lives[venue][place] for place in _SHORT[venue]] for venue in VENUES}
    for number in range(SEEN):
        _fold(book, _told(short[VENUES[number % 2]], number))
    base = f"{_MOST_US:g} µs"
    for venue, life in lives.items():
        told = [[fact for each in range(_ORDERS) for fact in _told(life, SEEN + turn * _ORDERS + each)] for turn in range(_ROUNDS)]
        folded = min(_timed(book, facts) for facts in told)
        name = f"one fact of any kind at {venue}, {SEEN:,} orders seen"
        yield Figure(name=name, ours_us=folded * 1e6, base_us=_MOST_US, base=base, limit=1)
    # As figures are times, counts are written as if they were.
    name = f"nodes kept of {SEEN:,} orders, {_OPEN:,} of them open"
    yield Figure(
        name=name, ours_us=len(book.records), base_us=2 * _OPEN + _KEPT, base="two for each that is open, and the horizon", limit=1
    )
    yield _bytes_kept()


def _fold(book: Book, facts: Sequence[Fact]) -> None:
    for fact in facts:
        book.fold(fact)


def _timed(book: Book, facts: Sequence[Fact]) -> float:
    fold = book.fold
    start = time.perf_counter()
    for fact in facts:
        fold(fact)
    return (time.perf_counter() - start) / len(facts)


def _life(venue: str) -> list[Fact]:
    """Give the facts of one order's life: sent, answered, told by the feed, looked up, matched in part, cancelled, told of again."""
    readings: Readings = FOURCASTERS_READINGS if venue == FOURCASTERS else PREDICTSTREET_READINGS
    account = None if venue == FOURCASTERS else WALLET
    order_id, reference = f"66c000000{_NUMBER}000", f"cb-{_NUMBER}"
    facts: list[Fact] = []
    for asked in readings.placements(place_call(venue, (130, reference), account=account)):
        name = (account, reference) if venue == PREDICTSTREET else ("run", _NUMBER, "1", "0")
        facts.append(msgspec.structs.replace(asked, key=key_of("p", venue, *name), account=account))
    made = Placed(
        order_id=order_id,
        resting=Decimal(100),
        fills=(),
        wager_request_id=f"w{_NUMBER}" if venue == FOURCASTERS else None,
        user_reference=reference,
    )
    facts += of_place(made, facts[0], 0.0, venue, readings.same)
    told: list[Any]
    if venue == FOURCASTERS:
        told = [taken(30), placed(), row(), filled(30, 70), row(100, 30), gone(30), filled(30, 70)]
    else:
        told = [rests_there(), order_there(), filled_there(30), order_there(100, 30), cancelled_there()]
        told += [order_there(100, 30, status="CANCELLED"), filled_there(30)]
    own = {"o": key_of("o", venue, order_id), "t": key_of("t", venue, f"w{_NUMBER}"), "p": facts[0].key}
    for each in told:
        for fact in readings.told(each, 0.0, account) or ():
            facts.append(_renamed(fact, own, reference))
    facts.append(of_cancel(Cancelled(order_id, filled=Decimal(30), remaining=Decimal(70)), own["o"], 0.0, account))
    return facts


def _renamed(fact: Fact, own: dict[str, str], reference: str) -> Fact:
    """Give a fact about the order of the pattern."""
    return msgspec.structs.replace(
        fact,
        key=own[fact.key[0]],
        links=tuple(own[link[0]] for link in fact.links),
        reference=None if fact.reference is None else reference,
        fills=tuple(msgspec.structs.replace(fill, fill_id=f"{fill.fill_id}-{_NUMBER}") for fill in fact.fills),
    )


def _told(life: Sequence[Fact], number: int) -> list[Fact]:
    """Give the facts of an order by its number."""
    name = f"{number:012d}"
    facts: list[Fact] = []
    for fact in life:
        copy = msgspec.structs.replace(
            fact,
            key=fact.key.replace(_NUMBER, name),
            links=tuple(link.replace(_NUMBER, name) for link in fact.links),
            reference=None if fact.reference is None else f"cb-{name}",
        )
        if fact.fills:
            fills = tuple(Filled(fill.fill_id.replace(_NUMBER, name), fill.amount, exact=fill.exact) for fill in fact.fills)
            copy = msgspec.structs.replace(copy, fills=fills)
        facts.append(copy)
    return facts


def _bytes_kept() -> Figure:
    """Compare what is kept of ten times as many orders that ended."""

    def held(count: int) -> int:
        events = [
            each for number in range(count) for each in (placed(number=number), filled(30, 70, f"f{number}", number), gone(30, number))
        ]
        gc.collect()
        tracemalloc.start()
        ledger = Ledger(keep_ended=1_000)
        for event in events:
            ledger.add(event)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        if ledger.may_be_open():
            raise AssertionError("expected every order to have ended")
        return size

    few, many = held(2_000), held(20_000)
    # As above, bytes are written as if they were times.
    return Figure(name="bytes kept of 20,000 orders that ended", ours_us=many, base_us=few, base="bytes kept of 2,000", limit=1.1)


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.name}: {figure.ours_us:.2f} ({figure.ratio:.2f} of {figure.base})\n")
