"""What a ledger knows, changed as a whole: whatever it is told is taken in all of it, or not at all. Pure.

An interrupt may strike at any step. First what was told is made into facts, which changes nothing that counts. Then one assignment says
that it is to be taken in, which no interrupt and no thread can divide. Whoever comes next does what was left undone of it, before
anything else: so nobody ever sees half of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from crossbook.core.facts import Learnt
from crossbook.errors import Outcome
from crossbook.ledger.book import Book
from crossbook.ledger.hearing import Heard, Hearing
from crossbook.ledger.records import Record
from crossbook.ledger.views import Exposure, exposures
from crossbook.observing import Event


class Whole:
    """A book and what is heard for it. One at a time may use it."""

    def __init__(self, book: Book, run: str) -> None:
        self._book = book
        self._hearing = Hearing(run, self._carrying)
        self._told: Heard | None = None
        """What is to be taken in, from when that is certain until it is done."""
        self._exposure: tuple[Exposure, ...] | None = None
        """What is at risk, as long as nothing more is learnt."""

    def book(self) -> Book:
        """Give the book, in which everything is that was taken in."""
        told = self._told
        if told is not None:
            # An interrupt struck in the middle of it.
            try:
                self._book = self._book.again()
                self._finish(told)
            except Exception:
                # It cannot be taken in. It is raised once more, and stands in nobody's way.
                self._told = None
                raise
        return self._book

    def exposure(self) -> tuple[Exposure, ...]:
        """Sum up what is at risk."""
        book = self.book()
        if self._exposure is None:
            self._exposure = tuple(exposures(book))
        return self._exposure

    def hear(self, event: Event, account: str | None) -> None:
        """Take in what an observer is told."""
        self.book()
        self._take(self._hearing.hear(event, account))

    def outcome(self, outcome: Outcome, at: float, venue: str, account: str | None) -> None:
        """Take in an outcome of a call that was not heard of."""
        self.book()
        self._take(self._hearing.told(outcome, at, venue, account))

    def learn(self, learnt: Iterable[Learnt]) -> None:
        """Take in facts, in order."""
        self.book()
        self._take(Heard(deque(learnt)))

    def _take(self, heard: Heard | None) -> None:
        if heard is not None:
            self._told = heard
            self._finish(heard)

    def _finish(self, told: Heard) -> None:
        """Do what is left to do of it. To do any of that again changes nothing."""
        self._hearing.keep(told)
        book, waiting = self._book, told.waiting
        if waiting:
            self._exposure = None
        while waiting:
            book.learn(waiting[0])
            waiting.popleft()
            # What is forgotten must not be learnt again: so only now.
            book.trim()
        # An interrupt may have struck just before that.
        book.trim()
        self._told = None

    def _carrying(self, venue: str, reference: str) -> list[Record]:
        return self._book.by_reference(venue, reference)
