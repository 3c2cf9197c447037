"""Paces requests: one book of what was sent, for all threads and clients that share it. A plan, so it owns no clock.

There is no lock, because an interrupt can leave one held for ever. A book is never changed; the one that follows it is hung to it
in one step, by whoever comes first, and who comes second works out again what it wanted on top of that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final, cast

import msgspec

from crossbook.core.admitting import Book, Wish, given_back, left, taken
from crossbook.core.attempts import Answered, Attempt, Unsent
from crossbook.core.learning import Terms, learnt
from crossbook.core.retrying import TOO_MANY
from crossbook.core.steps import Plan, Send, attempted, now, pause_until
from crossbook.errors import InvalidRequest
from crossbook.pacing import Pacing
from crossbook_bindings.runtime import Bucket, Effect, EffectKind

_NEXT: Final = "next"


class Permit(msgspec.Struct, frozen=True):
    """Leave to send a request: until when its buckets were full before, and are now."""

    wish: Wish
    before: Mapping[str, float]
    after: Mapping[str, float]


class Later(msgspec.Struct, frozen=True):
    """No leave yet: when to come back, and under which number."""

    moment: float
    number: int


class Pace:
    """The pace of one account at one venue. Threads may share it."""

    def __init__(self, buckets: Iterable[Bucket], pacing: Pacing) -> None:
        self._terms = Terms({bucket.name: bucket for bucket in buckets}, pacing.reserve, pacing.processes)
        self._book = self._terms.opened()
        self._wishes: dict[tuple[tuple[str, ...], bool], Wish] = {}

    def wish(self, effect: Effect) -> Wish:
        """Say what a request with such an effect asks of the limits."""
        key = (effect.buckets, effect.kind is EffectKind.CANCEL)
        found = self._wishes.get(key)
        if found is None:
            counted = self._book.limits
            found = Wish(effect.buckets, tuple(name for name in effect.buckets if name in counted), key[1])
            self._wishes[key] = found
        return found

    def is_free(self, wish: Wish) -> bool:
        """Say whether nothing at all limits such a request."""
        return not wish.buckets and not self._latest().closed_until

    def take(self, wish: Wish, moment: float, number: int | None = None, *, until: float = math.inf) -> Permit | Later:
        """Let a request leave at this moment, or say when to come back. `number` is what it was given when it came before.

        No place is kept for one that would have to come back at `until` or later.
        """
        while True:
            book = self._latest()
            changed, leaves = taken(book, wish, moment, until, number)
            if changed is book or self._followed(book, changed):
                if leaves <= moment:
                    return Permit(wish, book.full_until, changed.full_until)
                return Later(leaves, book.numbers if number is None else number)

    def leave(self, number: int) -> None:
        """Give up waiting."""
        self._change(lambda book: left(book, number))

    def give_back(self, permit: Permit) -> None:
        """Take back what was counted for a request that never left."""
        self._change(lambda book: given_back(book, permit.wish, permit.before, permit.after))

    def learn(self, wish: Wish, answered: Answered, moment: float) -> None:
        """Take note of what an answer says of the limits."""
        self._change(lambda book: learnt(book, self._terms, wish, answered, moment))

    def _change(self, change: Callable[[Book], Book]) -> None:
        while True:
            book = self._latest()
            changed = change(book)
            if changed is book or self._followed(book, changed):
                return

    def _latest(self) -> Book:
        book = self._book
        while (following := book.following.get(_NEXT)) is not None:
            book = following
        return book

    def _followed(self, book: Book, changed: Book) -> bool:
        """Hang one book to another, unless another thread was faster."""
        if book.following.setdefault(_NEXT, changed) is not changed:
            return False
        self._book = changed
        return True


def pace_of(pacing: Pacing | None, venue: str, buckets: Iterable[Bucket]) -> Pace | None:
    """Give the pace that all clients of a venue have which were given the same object; None for no pacing."""
    if pacing is None:
        return None
    return cast("Pace", pacing.shared(venue, lambda: Pace(buckets, pacing)))


def paced(step: Send, pace: Pace) -> Plan[Attempt]:
    """Send a request when the venue's limits have room for it, and learn from what came of it.

    Nothing is sent where that would be after the request's time.
    """
    wish = pace.wish(step.request.operation.effect)
    permit = None if pace.is_free(wish) else (yield from _admitted(pace, wish, step.until))
    if isinstance(permit, Unsent):
        return permit
    try:
        attempt = yield from attempted(step)
    except InvalidRequest:
        if permit is not None:
            pace.give_back(permit)
        raise
    match attempt:
        case Answered() if attempt.allowance is not None or attempt.status == TOO_MANY:
            pace.learn(wish, attempt, (yield from now()))
        case Unsent() if permit is not None:
            pace.give_back(permit)
        case _:
            pass
    return attempt


def _admitted(pace: Pace, wish: Wish, until: float) -> Plan[Permit | Unsent]:
    moment = yield from now()
    found = pace.take(wish, moment, until=until)
    if isinstance(found, Permit):
        return found
    number = found.number
    try:
        while isinstance(found, Later) and found.moment < until:
            yield from pause_until(found.moment, "limits")
            moment = yield from now()
            found = pace.take(wish, moment, number, until=until)
    except BaseException:
        # Interrupted: nobody is to wait behind it.
        pace.leave(number)
        raise
    if isinstance(found, Permit):
        return found
    more = f"it would have had to wait {found.moment - moment:.2f} s more, beyond the call's deadline"
    return Unsent(f"nothing was sent: to keep within the venue's limits, {more}", too_late=True)
