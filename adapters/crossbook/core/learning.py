"""What a venue's answers say of its limits. Pure. Only what they certainly say: no header names the bucket that it speaks of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import msgspec

from crossbook.core.admitting import Book, Route, Wish
from crossbook.core.attempts import Allowance, Answered
from crossbook.core.budgets import SPARE, Budget, budget
from crossbook.core.forms import TOO_MANY
from crossbook_bindings.runtime import Bucket

LONGEST: Final = 60.0
"""Seconds after which a venue is asked again at the latest, whatever it said: as long as the longest window that is documented."""


class Terms(msgspec.Struct, frozen=True):
    """What the limits are made of: the documents, and what the caller said."""

    buckets: Mapping[str, Bucket]
    reserve: float
    processes: int

    def opened(self) -> Book:
        """Give the book with which everything begins."""
        limits = {name: bucket.limit for name, bucket in self.buckets.items() if bucket.limit is not None}
        return Book(limits=limits, budgets={name: self.budget(name, limit) for name, limit in limits.items()}, full_until={})

    def used_up(self, limits: Mapping[str, int], moment: float) -> Book:
        """Give the book in which everything has just been used: whatever was sent before, these limits are kept after it."""
        budgets = {name: self.budget(name, limit) for name, limit in limits.items()}
        full_until = {name: moment + found.cancels + found.interval for name, found in budgets.items()}
        return Book(limits=limits, budgets=budgets, full_until=full_until)

    def budget(self, name: str, limit: int) -> Budget:
        """Say how a limit of that bucket is used by this process."""
        bucket = self.buckets[name]
        return budget(limit / self.processes, bucket.seconds or 0, reserve=self.reserve if bucket.mixed else 0)


def learnt(book: Book, terms: Terms, wish: Wish, answered: Answered, now: float) -> Book:
    """Give the book after an answer to such a request; the same one where it says nothing new.

    - The limit that a header names is that of the bucket which is documented with it. A lower one than any is the nearest's; a
      higher one is not believed, for it may be of a bucket without a number.
    - What remains, in the venue's count, is all that may be sent at once: other programs may have sent the rest.
    - A 429 keeps such requests back until the venue says (Retry-After). One that another request than a cancel drew keeps no
      cancel back: trying costs nothing.
    """
    allowance, limited = answered.allowance, answered.status == TOO_MANY
    if allowance is None and not limited:
        return book
    speaks_of, limits = _speaks_of(book, terms, wish, allowance)
    budgets = {name: terms.budget(name, limit) if limit != book.limits[name] else book.budgets[name] for name, limit in limits.items()}
    full_until = dict(book.full_until)
    for name in speaks_of:
        if allowance is not None:
            at_once = 0.0 if limited else max(0.0, allowance.remaining - SPARE * limits[name])
        else:
            # Nothing says that the reserve is used up, too.
            at_once = 0.0 if wish.is_cancel else (budgets[name].cancels - budgets[name].others) / budgets[name].interval
        until = now + (budgets[name].burst - at_once) * budgets[name].interval
        full_until[name] = max(full_until.get(name, -math.inf), until)
    closed_until = dict(book.closed_until)
    seconds = _closed_for(answered, speaks_of)
    if seconds > 0:
        places: tuple[str | Route, ...] = speaks_of or (wish.route,)
        for place in places:
            key = (place, limited and wish.is_cancel)
            closed_until[key] = max(closed_until.get(key, -math.inf), now + min(seconds, LONGEST))
    if limits == book.limits and full_until == book.full_until and closed_until == book.closed_until:
        return book
    return msgspec.structs.replace(book, limits=limits, budgets=budgets, full_until=full_until, closed_until=closed_until, following={})


def _speaks_of(book: Book, terms: Terms, wish: Wish, allowance: Allowance | None) -> tuple[tuple[str, ...], dict[str, int]]:
    """Say of which buckets an answer speaks, and what the limits are after it."""
    limits = dict(book.limits)
    if allowance is None:
        # Nothing names one, so it is known only where there is no other.
        return (wish.buckets if len(wish.route) == 1 else ()), limits
    documented = {name: terms.buckets[name].limit or 0 for name in wish.buckets}
    same = tuple(name for name in wish.buckets if allowance.limit in (documented[name], limits[name]))
    if not same and documented and len(wish.buckets) == len(wish.route):
        nearest = min(documented, key=lambda name: abs(math.log(documented[name] / allowance.limit)))
        same = (nearest,) if allowance.limit < documented[nearest] else ()
    limits.update(dict.fromkeys(same, allowance.limit))
    return same, limits


def _closed_for(answered: Answered, speaks_of: tuple[str, ...]) -> float:
    allowance = answered.allowance
    resets_in = 0.0 if allowance is None or allowance.resets_in is None else allowance.resets_in
    if answered.status == TOO_MANY:
        return resets_in if answered.retry_after is None else answered.retry_after
    # Nothing is left in a bucket that nobody has a number for. One with a number has been emptied instead.
    return resets_in if allowance is not None and allowance.remaining == 0 and not speaks_of else 0.0
