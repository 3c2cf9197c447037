"""Which books are to be read over REST: first those that are not to be believed, a few at once; then, in turn, those that are. Pure.

It is told the time. A feed has no way to notice that a message never came, so a book is read again now and then, and compared.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Final, TypeAlias

import msgspec

AT_ONCE: Final = 8
"""Reads that may be on their way together."""
_SETTLES: Final = 0.5
"""Seconds from an opening, or a command, to the first read. Nothing tells when the venue has begun to send what it was asked for."""
_MANY: Final = 10
"""So many books of whatever leagues are worth a read of a whole league."""
_LONGEST: Final = 60.0
"""Seconds between two attempts, at the most."""


class AskBook(msgspec.Struct, frozen=True):
    """Have the book of a game read, and hand the answer back with this number."""

    number: int
    key: str
    is_check: bool


class AskLeague(msgspec.Struct, frozen=True):
    """Have the books of a league read, and hand the answer back with this number."""

    number: int
    league: str
    is_chosen: bool
    """Whether all its games are to be heard of; otherwise it is one read in place of many, for those that are."""


Ask: TypeAlias = AskBook | AskLeague


class BookReads:
    """Decides what is read next."""

    def __init__(self, check_every: float) -> None:
        self._check_every = check_every
        self._number = 0
        self._leagues: deque[tuple[str, bool]] = deque()
        """Those to be read whole, each with whether it was chosen."""
        self._tried: set[str] = set()
        """Those that were read in place of many games."""
        self._wanted: dict[str, None] = {}
        self._later: dict[str, float] = {}
        """Those that are wanted, but not before a time."""
        self._soon: dict[str, float] = {}
        """Those to be compared once more, and from when on."""
        self._round: OrderedDict[str, None] = OrderedDict()
        """Those that are compared in turn."""
        self._asked: dict[int, Ask] = {}
        self._check_at = 0.0
        self._paused_until = 0.0
        self._failures = 0

    # What is wanted:

    def begin(self, leagues: Iterable[str], games: Iterable[str], now: float) -> None:
        """Want these, on a new connection. What was asked on another one counts no more."""
        self.end()
        self._wanted = dict.fromkeys(games)
        self._check_at = now + self._check_every
        self.settle(leagues, now)

    def settle(self, leagues: Iterable[str], now: float) -> None:
        """Want the books of these leagues, and read nothing before what was just asked of the venue can be in force."""
        self._leagues.extend((league, True) for league in leagues)
        self._paused_until = max(self._paused_until, now + _SETTLES)

    def end(self) -> None:
        """Want nothing."""
        self._leagues.clear()
        self._tried.clear()
        for waiting in (self._round, self._wanted, self._later, self._soon, self._asked):
            waiting.clear()
        self._paused_until, self._failures = 0.0, 0

    def want(self, key: str, *, not_before: float = 0.0) -> None:
        """Want a book. A read of it that is under way was asked before, and counts no more."""
        self._drop(key)
        if not_before > 0:
            self._later[key] = not_before
        else:
            self._wanted[key] = None

    def shorten(self, league: str | None) -> None:
        """Read a league whole where many books are still to be read: one of them is of it."""
        if league is not None and league not in self._tried and len(self._wanted) >= _MANY:
            self._tried.add(league)
            self._leagues.append((league, False))

    def compare(self, key: str, *, at: float) -> None:
        """Want a book compared from a time on."""
        self._soon.setdefault(key, at)

    def forget(self, key: str) -> None:
        """Want a book no more."""
        self._drop(key)
        self._round.pop(key, None)

    # What comes of it:

    def answered(self, number: int, *, well: bool = True) -> Ask | None:
        """Take note that there is an answer, and say to what; None where that is not waited for any more."""
        ask = self._asked.pop(number, None)
        if ask is not None and well:
            self._failures = 0
        return ask

    def had(self, key: str) -> None:
        """Take note that a book may be believed now."""
        self._drop(key)
        self._round[key] = None

    def failed(self, ask: Ask, now: float) -> None:
        """Take note that nothing could be read: what is needed is asked for again, after a pause that grows."""
        self._failures += 1
        self._paused_until = now + min(_LONGEST, 2.0 ** min(self._failures - 1, 10))
        match ask:
            case AskLeague(league=league, is_chosen=True):
                self._leagues.append((league, True))
            case AskBook(key=key, is_check=False):
                self._wanted[key] = None
            case AskBook() | AskLeague():
                pass

    def is_asked(self, number: int) -> bool:
        """Say whether an answer is still waited for."""
        return number in self._asked

    # What follows:

    @property
    def is_done(self) -> bool:
        """Whether everything that is needed was had, or is not to be had now."""
        return not (self._leagues or self._wanted or any(not self._is_check(ask) for ask in self._asked.values()))

    def next_asks(self, now: float, *, live: bool) -> list[Ask]:
        """Give what is to be asked now."""
        if now < self._paused_until:
            return []
        for key in [key for key, at in self._later.items() if at <= now]:
            del self._later[key]
            self._wanted[key] = None
        asks: list[Ask] = []
        while len(self._asked) < AT_ONCE and (ask := self._next(now, live=live)) is not None:
            self._asked[ask.number] = ask
            asks.append(ask)
        return asks

    def next_deadline(self, *, live: bool) -> float | None:
        """Say when to ask for more at the latest, if no answer comes before."""
        times = [*self._later.values()]
        if live:
            times += self._soon.values()
            times += [self._check_at] if self._round else []
        if self._leagues or self._wanted:
            times.append(self._paused_until)
        # While as much is asked as may be, answers lead on.
        return max(min(times), self._paused_until) if times and len(self._asked) < AT_ONCE else None

    def _next(self, now: float, *, live: bool) -> Ask | None:
        self._number += 1
        if self._leagues:
            return AskLeague(self._number, *self._leagues.popleft())
        if any(isinstance(ask, AskLeague) for ask in self._asked.values()):
            return None  # It may bring what is wanted.
        if self._wanted:
            key = next(iter(self._wanted))
            del self._wanted[key]
            return AskBook(self._number, key, is_check=False)
        if not live:
            return None
        due = next((key for key, at in self._soon.items() if at <= now), None)
        if due is not None:
            del self._soon[due]
            return AskBook(self._number, due, is_check=True)
        if now >= self._check_at and self._round:
            self._check_at = now + self._check_every
            key = next(iter(self._round))
            self._round.move_to_end(key)
            return AskBook(self._number, key, is_check=True)
        return None

    def _drop(self, key: str) -> None:
        self._wanted.pop(key, None)
        self._later.pop(key, None)
        self._soon.pop(key, None)
        for number in [number for number, ask in self._asked.items() if isinstance(ask, AskBook) and ask.key == key]:
            del self._asked[number]

    @staticmethod
    def _is_check(ask: Ask) -> bool:
        return isinstance(ask, AskBook) and ask.is_check
