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
from crossbook.core.budgets import SPARE
from crossbook.core.forms import TOO_MANY
from crossbook.core.learning import Terms, learnt
from crossbook.core.rulings import Keeper
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
    owner: Pace | None
    """Whose book it stands in; None for what others keep."""
    moment: float
    """When it was given."""


class Later(msgspec.Struct, frozen=True):
    """No leave yet: when to come back, and under which number."""

    moment: float
    number: int


class Pace:
    """The pace of one account at one venue. Threads may share it."""

    def __init__(self, buckets: Iterable[Bucket], pacing: Pacing, *, used_up: tuple[Mapping[str, int], float] | None = None) -> None:
        self._terms = Terms({bucket.name: bucket for bucket in buckets}, pacing.reserve, pacing.processes)
        # With everything to use, or with nothing, at a moment, of limits that were learnt before.
        self._book = self._terms.opened() if used_up is None else self._terms.used_up(*used_up)
        self._wishes: dict[tuple[tuple[str, ...], bool], Wish] = {}

    @property
    def keeper(self) -> Keeper | None:
        """What keeps the limits for several processes, if anything does."""
        return None

    def wish(self, effect: Effect) -> Wish:
        """Say what a request with such an effect asks of the limits."""
        key = (effect.buckets, effect.kind is EffectKind.CANCEL)
        found = self._wishes.get(key)
        if found is None:
            counted = self._book.limits
            names = tuple(name for name in effect.buckets if name in counted)
            windows = (self._terms.buckets[name].seconds or math.inf for name in names)
            found = Wish(effect.buckets, names, key[1], SPARE * min(windows, default=math.inf))
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
                    return Permit(wish, book.full_until, changed.full_until, self, moment)
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

    def admitted(self, wish: Wish, until: float) -> Plan[Permit | Unsent]:
        """Wait for leave. What would have it at `until` or later is not sent."""
        moment = yield from now()
        found = self.take(wish, moment, until=until)
        if isinstance(found, Permit):
            return found
        number = found.number
        try:
            while isinstance(found, Later) and found.moment < until:
                yield from pause_until(found.moment, "limits")
                moment = yield from now()
                found = self.take(wish, moment, number, until=until)
        except BaseException:
            # Interrupted: nobody is to wait behind it.
            self.leave(number)
            raise
        return found if isinstance(found, Permit) else too_late(found.moment - moment)

    def noted(self, permit: Permit | None, wish: Wish, answered: Answered) -> Plan[None]:
        """Take note of what an answer says of the limits, now."""
        self.learn(wish, answered, (yield from now()))

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
    return cast("Pace", pacing.kept(venue, lambda: _begun(pacing, venue, buckets)))


def _begun(pacing: Pacing, venue: str, buckets: Iterable[Bucket]) -> Pace:
    if pacing.shared is None:
        return Pace(buckets, pacing)
    from crossbook.core.shared_pace import SharedPace  # noqa: PLC0415 - who shares no limits does not load it

    if isinstance(pacing.shared, Keeper):
        return SharedPace(venue, buckets, pacing, pacing.shared)
    raise TypeError(f"shared: expected what keeps limits for several processes, found {type(pacing.shared).__name__}")


def paced(step: Send, pace: Pace) -> Plan[Attempt]:
    """Send a request when the venue's limits have room for it, and learn from what came of it.

    Nothing is sent where that would be after the request's time. Limits count what arrives: one that had to connect for longer than
    its leave holds asks for another, as if it had just come.
    """
    wish = pace.wish(step.request.operation.effect)
    while True:
        attempt = yield from _once(step, pace, wish)
        if not (isinstance(attempt, Unsent) and attempt.is_stale):
            return attempt


def _once(step: Send, pace: Pace, wish: Wish) -> Plan[Attempt]:
    permit = None if pace.is_free(wish) else (yield from pace.admitted(wish, step.until))
    if isinstance(permit, Unsent):
        return permit
    try:
        attempt = yield from attempted(step if permit is None else _within_leave(step, permit))
    except InvalidRequest:
        _given_back(permit)
        raise
    match attempt:
        case Answered() if attempt.allowance is not None or attempt.status == TOO_MANY:
            yield from pace.noted(permit, wish, attempt)
        case Unsent():
            _given_back(permit)
        case _:
            pass
    return attempt


def _within_leave(step: Send, permit: Permit) -> Send:
    return Send(step.request, step.fresh, step.until, step.identical, permit.moment + permit.wish.holds, step)


def _given_back(permit: Permit | None) -> None:
    if permit is not None and permit.owner is not None:
        permit.owner.give_back(permit)


def too_late(seconds: float) -> Unsent:
    """Say that something was not sent because leave would have come so many seconds later, after its time."""
    more = f"it would have had to wait {seconds:.2f} s more, beyond the call's deadline"
    return Unsent(f"nothing was sent: to keep within the venue's limits, {more}", too_late=True)
