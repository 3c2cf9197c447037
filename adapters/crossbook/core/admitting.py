"""Whether a request may leave now, and when it may otherwise. Pure: a function of what was sent before, and of the time.

All buckets of a request have room, or none is filled. Who has waited longer goes first, and cancels go before all others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import msgspec

from crossbook.core.budgets import Budget

Route: TypeAlias = tuple[str, ...]
"""All buckets that count a request, those without a number too."""

PATIENCE: Final = 1.0
"""Seconds after which who does not come back when it was told to loses its place: its call may be over."""


class Wish(msgspec.Struct, frozen=True, eq=False):
    """What a kind of request asks of the limits."""

    route: Route
    buckets: tuple[str, ...]
    """Those of the route that have a number."""
    is_cancel: bool
    holds: float = math.inf
    """For how many seconds leave holds: what leaves so much later arrives within what is spared of each limit."""


class Waiting(msgspec.Struct, frozen=True):
    """A request that was told to come back."""

    number: int
    wish: Wish
    held: frozenset[str]
    """Buckets in which it found no room. Who comes later waits behind it there, and passes it elsewhere."""
    until: float
    """When it was told to come back."""


class Book(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Everything that is known of the limits at one moment. Never changed: what follows it is another."""

    limits: Mapping[str, int]
    """The limit of each bucket that has a number, as documented or as the venue's headers say."""
    budgets: Mapping[str, Budget]
    full_until: dict[str, float]
    """Until when each bucket is full, in seconds of the clock that is handed in."""
    closed_until: Mapping[tuple[str | Route, bool], float] = {}
    """Until when the venue wants nothing in a bucket, or of a route; nothing but cancels where the second is False."""
    queue: tuple[Waiting, ...] = ()
    numbers: int = 0
    """How many have waited so far."""
    following: dict[str, Book] = msgspec.field(default_factory=dict[str, "Book"])
    """Holds the book that came after this one, once there is one."""


def taken(book: Book, wish: Wish, now: float, until: float, number: int | None = None) -> tuple[Book, float]:
    """Fill the buckets of a request if it may leave now; otherwise let it wait, in the place that it has (`number`) or at the end.

    Gives the book that follows, and when the request may leave: now, or the moment to come back at. One that could not leave
    before `until` does not wait.
    """
    full_until, moment = book.full_until, now
    if not book.queue and not book.closed_until:
        # As nearly always.
        for name in wish.buckets:
            budget = book.budgets[name]
            free = full_until.get(name, -math.inf) - (budget.cancels if wish.is_cancel else budget.others)
            if free > moment:  # noqa: PLR1730 - `max` takes four times as long
                moment = free
        if moment <= now:
            return _with(book, full_until=_filled(book, wish, now)), now
    return _in_line(book, wish, now, until, number)


def _in_line(book: Book, wish: Wish, now: float, until: float, number: int | None) -> tuple[Book, float]:
    own: Waiting | None = None
    queue, place, before = list[Waiting](), 0, dict.fromkeys(wish.buckets, 0)
    for each in book.queue:
        if each.until + PATIENCE < now:
            continue
        if each.number == number:
            own, place = each, len(queue)
        else:
            queue.append(each)
            if _goes_first(each, wish, number):
                for name in each.held & before.keys():
                    before[name] += 1
    free = {name: _free(book, wish, name, count) for name, count in before.items()}
    moment = max((now, *free.values(), *_openings(book, wish)))
    closed = {key: opens for key, opens in book.closed_until.items() if opens > now}
    if moment <= now:
        return _with(book, full_until=_filled(book, wish, now), closed_until=closed, queue=tuple(queue)), now
    if moment >= until:
        return book if own is None else _with(book, closed_until=closed, queue=tuple(queue)), moment
    # What it once had to wait for stays held for it: otherwise two buckets could put it off for ever by turns.
    held = frozenset(name for name, opens in free.items() if opens > now) | (frozenset[str]() if own is None else own.held)
    waiting = Waiting(book.numbers if number is None else number, wish, held, moment)
    queue.insert(len(queue) if own is None else place, waiting)
    return _with(book, closed_until=closed, queue=tuple(queue), numbers=book.numbers + (number is None)), moment


def left(book: Book, number: int) -> Book:
    """Take a request that will not come back out of the queue."""
    return _with(book, queue=tuple(each for each in book.queue if each.number != number))


def given_back(book: Book, wish: Wish, before: Mapping[str, float], after: Mapping[str, float]) -> Book:
    """Undo what a request filled that never left. `before` and `after` say until when its buckets were full before and after it.

    A bucket that others have filled since stays as it is: the time that it ran empty meanwhile cannot be told apart.
    """
    full_until = dict(book.full_until)
    for name in wish.buckets:
        if full_until[name] == after[name]:
            full_until[name] = before.get(name, -math.inf)
    return _with(book, full_until=full_until)


def _goes_first(other: Waiting, wish: Wish, number: int | None) -> bool:
    if other.wish.is_cancel != wish.is_cancel:
        return other.wish.is_cancel
    return number is None or other.number < number


def _free(book: Book, wish: Wish, name: str, before: int) -> float:
    """Say when a bucket has room for a request with so many before it."""
    budget = book.budgets[name]
    slack = budget.cancels if wish.is_cancel else budget.others
    return book.full_until.get(name, -math.inf) - slack + before * budget.interval


def _openings(book: Book, wish: Wish) -> Iterator[float]:
    for (place, for_cancels), until in book.closed_until.items():
        if (for_cancels or not wish.is_cancel) and (place == wish.route or place in wish.buckets):
            yield until


def _filled(book: Book, wish: Wish, now: float) -> dict[str, float]:
    filled = book.full_until.copy()
    for name in wish.buckets:
        until = filled.get(name, now)
        filled[name] = (until if until > now else now) + book.budgets[name].interval  # noqa: FURB136 - as above
    return filled


def _with(
    book: Book,
    *,
    full_until: dict[str, float] | None = None,
    closed_until: Mapping[tuple[str | Route, bool], float] | None = None,
    queue: tuple[Waiting, ...] | None = None,
    numbers: int | None = None,
) -> Book:
    """Give the book that follows another: `msgspec.structs.replace` would hand on what came after it, too."""
    return Book(
        limits=book.limits,
        budgets=book.budgets,
        full_until=book.full_until if full_until is None else full_until,
        closed_until=book.closed_until if closed_until is None else closed_until,
        queue=book.queue if queue is None else queue,
        numbers=book.numbers if numbers is None else numbers,
    )
