"""Paces requests by limits that several processes keep together. A plan: what keeps them is asked by a step, in `rulings`' words.

Where nothing answers, this process goes on alone with its equal share, from empty: whatever all have sent by then, their shares
together are within the limits. It asks again after a while. What it sent meanwhile it tells; and after a time in which nobody was
served, all go on with their shares until none is left that does not know.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final

from crossbook.core.admitting import Book, Route, Wish
from crossbook.core.attempts import Answered, Unsent
from crossbook.core.budgets import SPARE, Budget
from crossbook.core.learning import LONGEST, learnt
from crossbook.core.pace import Pace, Permit, too_late
from crossbook.core.rulings import Asking, Closed, Counted, Generations, Keeper, Noting, Ruling, Silence
from crossbook.core.steps import Admit, Plan, now, pause_until, ruled
from crossbook.pacing import Pacing
from crossbook_bindings.runtime import Bucket, SharedBy

AGAIN: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds after which is asked again, after the first silence, the second one, and so on."""
_FORGOTTEN: Final = 2 * LONGEST
"""Seconds after which nothing that was sent is in any window: who asks then begins anew."""
_ALONE: Final = "alone"


class Alone:
    """A time in which this process goes on with its share."""

    __slots__ = ("again", "is_lost", "share", "silences", "since")

    def __init__(self, share: Pace, *, is_lost: bool, since: float, again: float) -> None:
        self.share: Final = share
        self.is_lost = is_lost
        """Whether nothing answers. Otherwise it was told to go on alone."""
        self.since = since
        self.again = again
        """When to ask next. Threads may get in each other's way here: then two of them ask, and no harm is done."""
        self.silences = 1 if is_lost else 0

    def is_the_one_to_ask(self, moment: float) -> bool:
        """Say whether it is time to ask, to one caller: the others need not wait for the answer, too."""
        if moment < self.again:
            return False
        self.again = moment + AGAIN[0]
        return True

    def heard_nothing(self, moment: float) -> None:
        if not self.is_lost:
            self.is_lost, self.since = True, moment
        self.again = moment + AGAIN[min(self.silences, len(AGAIN) - 1)]
        self.silences += 1

    def told_to_wait(self, until: float) -> None:
        self.is_lost, self.silences, self.again = False, 0, until


class _Turn:
    """One request that waits for leave."""

    __slots__ = ("has_paid", "may_ask", "number", "until", "waiting", "wish")

    def __init__(self, wish: Wish, until: float) -> None:
        self.wish: Final = wish
        self.until: Final = until
        self.number: int | None = None
        """Its place in the queue of all."""
        self.waiting: tuple[Pace, int] | None = None
        """The share in which it has a place, and which."""
        self.has_paid = False
        """Whether it has waited for an answer that did not come."""
        self.may_ask = True
        """Whether it may ask in its turn: once, and after that only while it has to wait for its share anyway."""

    def number_in(self, share: Pace) -> int | None:
        return self.waiting[1] if self.waiting is not None and self.waiting[0] is share else None

    def leave(self) -> None:
        if self.waiting is not None:
            self.waiting[0].leave(self.waiting[1])


class SharedPace(Pace):
    """The pace of one account at one venue, kept elsewhere for several processes. Its own book is for requests that no number limits."""

    def __init__(self, venue: str, buckets: Iterable[Bucket], pacing: Pacing, keeper: Keeper) -> None:
        super().__init__(buckets, pacing)
        self._venue = venue
        self._keeper: Final = keeper
        self._share = Pacing(reserve=pacing.reserve, processes=keeper.processes)
        self._limits: Mapping[str, int] = self._terms.opened().limits
        self._budgets: dict[tuple[str, int], Budget] = {}
        self._known: Generations = ("", "")
        self._heard_at = -math.inf
        self._spent = {name: deque[None]() for name in self._terms.buckets}
        self._standing: dict[str, Alone] = {}

    @property
    def keeper(self) -> Keeper:
        return self._keeper

    def admitted(self, wish: Wish, until: float) -> Plan[Permit | Unsent]:
        """Wait for leave, from all together or, where nothing answers, by this process' share."""
        if not wish.buckets:
            return (yield from super().admitted(wish, until))
        moment = yield from now()
        turn = _Turn(wish, until)
        try:
            while True:
                alone = self._standing.get(_ALONE)
                if alone is None or (turn.may_ask and alone.is_the_one_to_ask(moment)):
                    found, moment = yield from self._asked(turn, alone, moment)
                    alone = self._standing.get(_ALONE)
                else:
                    found = None
                if found is None and alone is not None:
                    found = self._taken(turn, alone, moment)
                if isinstance(found, Permit | Unsent):
                    return found
                if found is not None:
                    yield from pause_until(max(found, moment), "limits")
                    moment = yield from now()
        except BaseException:
            # Interrupted: nobody is to wait behind it. The place elsewhere is lost by not coming back.
            turn.leave()
            raise

    def _asked(self, turn: _Turn, alone: Alone | None, moment: float) -> Plan[tuple[Permit | Unsent | float | None, float]]:
        """Ask those who keep the limits. Gives leave, or when to come back, or None where this process goes on alone; and the time."""
        question = self._asking(turn, alone, moment)
        ruling = yield from ruled(Admit(self._keeper, question))
        moment = yield from now()
        self._heard(ruling, question, alone, moment)
        if isinstance(ruling, Silence):
            turn.has_paid = True
            return None, moment
        if ruling.verdict == "alone":
            return None, moment
        if ruling.verdict == "leave":
            return Permit(turn.wish, {}, ruling.full_for, None, moment), moment
        back = moment + ruling.seconds
        if ruling.verdict == "never" or back >= turn.until:
            return too_late(ruling.seconds), moment
        turn.number = ruling.number
        return back, moment

    def _taken(self, turn: _Turn, alone: Alone, moment: float) -> Permit | Unsent | float:
        """Take from this process' share. Gives leave, or when to come back."""
        found = alone.share.take(turn.wish, moment, turn.number_in(alone.share), until=turn.until)
        if isinstance(found, Permit):
            if alone.is_lost:
                for name in turn.wish.buckets:
                    self._spent[name].append(None)
            return found
        turn.waiting = (alone.share, found.number)
        # After the first silence the others may be there again in a moment.
        if found.moment >= turn.until and (alone.silences > 1 or alone.again >= turn.until):
            return too_late(found.moment - moment)
        turn.may_ask = not turn.has_paid or found.moment - max(alone.again, moment) >= self._keeper.slowest
        return min(found.moment, alone.again) if turn.may_ask else found.moment

    def noted(self, permit: Permit | None, wish: Wish, answered: Answered) -> Plan[None]:
        """Take note of what an answer says of the limits, and tell the others what they cannot know."""
        moment = yield from now()
        if not wish.buckets:
            self.learn(wish, answered, moment)
            return
        alone = self._standing.get(_ALONE)
        if alone is not None:
            alone.share.learn(wish, answered, moment)
        news = self._news(permit, wish, answered)
        if news is not None and alone is None:
            ruling = yield from ruled(Admit(self._keeper, news))
            if isinstance(ruling, Silence):
                self._lost((yield from now()))

    def _asking(self, turn: _Turn, alone: Alone | None, moment: float) -> Asking:
        wish = turn.wish
        # Who was never answered knows nothing of the others.
        is_away = alone is not None and alone.is_lost and self._heard_at > -math.inf
        return Asking(
            venue=self._venue,
            route=wish.route,
            route_shared_by=self._route_shared_by(wish.route),
            buckets=tuple(
                Counted(name, self._terms.buckets[name].shared_by, self._budget(name), len(self._spent[name])) for name in wish.buckets
            ),
            is_cancel=wish.is_cancel,
            number=turn.number,
            patience=turn.until - moment,
            away=moment - alone.since if alone is not None and is_away else None,
            known=self._known if moment - self._heard_at < _FORGOTTEN else ("", ""),
        )

    def _budget(self, name: str) -> Budget:
        limit = self._limits[name]
        found = self._budgets.get((name, limit))
        if found is None:
            found = self._budgets[name, limit] = self._terms.budget(name, limit)
        return found

    def _route_shared_by(self, route: Route) -> SharedBy:
        is_of_the_account = any(self._terms.buckets[name].shared_by is not SharedBy.ADDRESS for name in route)
        return SharedBy.ACCOUNT if is_of_the_account else SharedBy.ADDRESS

    def _heard(self, ruling: Ruling | Silence, question: Asking, alone: Alone | None, moment: float) -> None:
        if isinstance(ruling, Silence):
            if alone is None:
                self._lost(moment)
            else:
                alone.heard_nothing(moment)
            return
        self._known, self._heard_at = ruling.generations, moment
        self._learn_limits(ruling.limits)
        # What was spent is counted now; what others spend meanwhile stays.
        for counted in question.buckets:
            for _ in range(min(counted.spent, len(self._spent[counted.name]))):
                self._spent[counted.name].popleft()
        if ruling.verdict == "alone":
            until = moment + ruling.seconds
            self._begun(moment, is_lost=False, again=until).told_to_wait(until)
        elif alone is not None and self._standing.get(_ALONE) is alone:
            self._standing.pop(_ALONE, None)

    def _lost(self, moment: float) -> None:
        self._begun(moment, is_lost=True, again=moment + AGAIN[0])

    def _begun(self, moment: float, *, is_lost: bool, again: float) -> Alone:
        """Give the time alone that has begun, by this thread or by another."""
        found = self._standing.get(_ALONE)
        if found is not None:
            return found
        share = Pace(self._terms.buckets.values(), self._share, used_up=(self._limits, moment))
        return self._standing.setdefault(_ALONE, Alone(share, is_lost=is_lost, since=moment, again=again))

    def _learn_limits(self, limits: Mapping[str, int]) -> None:
        if any(self._limits.get(name) != limit for name, limit in limits.items()):
            self._limits = {**self._limits, **{name: limit for name, limit in limits.items() if name in self._limits}}

    def _news(self, permit: Permit | None, wish: Wish, answered: Answered) -> Noting | None:
        """Say what of an answer the others cannot know: another limit, a closure, or far less room than was counted."""
        budgets = {name: self._budget(name) for name in self._limits}
        found = learnt(Book(limits=self._limits, budgets=budgets, full_until={}), self._terms, wish, answered, 0.0)
        counted: Mapping[str, float] = {} if permit is None else permit.after
        full_for = {
            name: seconds
            for name, seconds in found.full_until.items()
            if seconds - counted.get(name, 0.0) > SPARE * found.limits[name] * found.budgets[name].interval
        }
        limits = {name: limit for name, limit in found.limits.items() if limit != self._limits[name]}
        self._learn_limits(limits)
        if not (limits or full_for or found.closed_until):
            return None
        closed = tuple(
            Closed(place, self._route_shared_by((place,) if isinstance(place, str) else place), for_cancels, seconds)
            for (place, for_cancels), seconds in found.closed_until.items()
        )
        shared_by = {name: self._terms.buckets[name].shared_by for name in {*limits, *full_for}}
        return Noting(venue=self._venue, limits=limits, full_for=full_for, closed=closed, shared_by=shared_by)
