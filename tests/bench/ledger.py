"""What it costs a ledger to hear one thing, with a million orders seen, and what it keeps of them."""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from timing import Figure

from crossbook import Ledger
from crossbook.core.facts import Fact
from crossbook.fourcasters import OrderCancelled, OrderFilled, OrderPlaced
from crossbook.fourcasters.facts import READINGS
from crossbook.ledger.book import Book

SEEN: Final = 1_000_000
"""Orders."""
_MOST_US: Final = 5.0
_MOST_US_HEARD: Final = 10.0
_ROUNDS: Final = 300
_ORDERS: Final = 20
_GAME: Final = "66a000000000000000000001"


def measure() -> Iterator[Figure]:
    """Let a ledger see so many orders end, and time what it learns of more."""
    book = Book(10_000)
    for first in range(0, SEEN, 10_000):
        for fact in _facts(_ends(first, 10_000)):
            book.fold(fact)
    folded = min(_timed(book.fold, _facts(_lives(SEEN + turn * _ORDERS, _ORDERS))) for turn in range(_ROUNDS))
    name = f"one fact, {SEEN:,} orders seen"
    yield Figure(name=name, ours_us=folded * 1e6, base_us=_MOST_US, base=f"{_MOST_US:g} µs", limit=1)
    ledger = Ledger()
    heard = min(_timed(ledger.add, _lives(turn * _ORDERS, _ORDERS)) for turn in range(_ROUNDS))
    name = "one event of the user feed, read and folded into a ledger"
    yield Figure(name=name, ours_us=heard * 1e6, base_us=_MOST_US_HEARD, base=f"{_MOST_US_HEARD:g} µs", limit=1)
    yield _kept()


def _timed(take: Callable[[Any], object], each: Sequence[object]) -> float:
    start = time.perf_counter()
    for one in each:
        take(one)
    return (time.perf_counter() - start) / len(each)


def _facts(events: Iterable[object]) -> list[Fact]:
    return [fact for event in events for fact in READINGS.told(event, 0.0, None) or ()]


def _kept() -> Figure:
    """Compare what is kept of ten times as many orders that ended."""

    def held(count: int) -> int:
        events = _lives(0, count)
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
    # As figures are times, bytes are written as if they were.
    return Figure(name="bytes kept of 20,000 orders that ended", ours_us=many, base_us=few, base="bytes kept of 2,000", limit=1.1)


def _ends(first: int, count: int) -> list[object]:
    return _lives(first, count)[2::3]


def _lives(first: int, count: int) -> list[object]:
    """Give what a feed tells of orders that are placed, matched in part and cancelled."""
    told: list[object] = []
    amount, left = Decimal(30), Decimal(70)
    for number in range(first, first + count):
        order_id, wager = f"66c{number:021x}", f"66e{number:021x}"
        about: dict[str, Any] = {"message_id": "7-0", "cursor": "7-0", "wager_request_id": wager, "user_reference": f"cb-{number}"}
        about |= {"game_id": _GAME, "league": "NBA", "market_type": "total", "side": "over", "market": None, "line": Decimal(41)}
        about |= {"odds": Decimal(-110), "happened_at": None, "venue_event": cast("Any", None), "order_id": order_id}
        told.append(OrderPlaced(**about, risk=Decimal(100), remaining=Decimal(100)))
        told.append(OrderFilled(**about, fill_id=f"f{number}", stake=amount, risk=amount, win=amount, remaining=left, is_over=False))
        told.append(OrderCancelled(**about, filled=amount))
    return told


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.name}: {figure.ours_us:.2f} ({figure.ratio:.2f} of {figure.base})\n")
