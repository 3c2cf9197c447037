"""Keeps the place of one book in the venue's sequence, so that no change is passed over: a book is believed, or it says why not. Pure.

Venue page: https://docs.adipredictstreet.com/concepts/websocket/reconnect
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec

from crossbook.core.times import moment_of_milliseconds
from crossbook.predictstreet.feeds.market_events import BookChanged, BookLevel
from crossbook_bindings.predictstreet.market_socket import models
from crossbook_bindings.runtime import decoder

_MOST_HELD: Final = 1000
"""Changes kept while a snapshot is waited for. More would break the chain, and lead to another snapshot."""
_MOST_SNAPSHOTS: Final = 100
"""Snapshots that are known again, of one connection: it is given one for each subscription, and few of these."""

Change: TypeAlias = models.BookUpdate | models.BookDelta


class Held(msgspec.Struct, frozen=True):
    """A change of a book that has no snapshot yet."""

    name: str
    frame: models.PushFrame
    change: Change


class Keeper:
    """One book. What it is told leads to states to tell, to nothing, or to a reason why it cannot be believed."""

    def __init__(self, token: str, *, changes_are_whole: bool) -> None:
        self.token = token
        self.is_valid = False
        self.is_doubted = False
        """Whether it was told that it cannot be believed, and not yet that it can."""
        self.tries = 0
        """How often it was subscribed to on this connection without a snapshot that can be believed."""
        self.was_believed = False
        """Whether it ever was on this connection: then the venue has it."""
        self._changes_are_whole = changes_are_whole
        self._sequence = 0
        self._hash: tuple[str, str | None] = ("", None)
        """Of the latest frame: its kind, and its hash. Between kinds hashes may differ, by depth."""
        self._time = 0
        self._held: dict[int, Held] = {}
        self._applied: dict[int, str | None] = {}
        """The latest numbers, with their hashes."""
        self._snapshots: dict[tuple[int, int, int, str | None], None] = {}
        """The latest that came on this connection."""
        self._beyond: Held | None = None
        """The change that did not follow: a snapshot is to reach it."""
        self._lower: int | None = None
        """The latest snapshot that seemed to be an older one: what follows from it shows that the venue counts anew."""

    def begin(self) -> None:
        """Know nothing any more: there is another connection."""
        self._beyond, self.tries, self.was_believed = None, 0, False
        self._snapshots.clear()
        self.doubt()

    def doubt(self) -> None:
        """Believe it no more, until the next snapshot."""
        self.is_valid = False
        self._lower = None
        self._held.clear()
        if (beyond := self._beyond) is not None and beyond.frame.seq is not None:
            self._held[beyond.frame.seq] = beyond

    def receive_snapshot(self, frame: models.PushFrame, book: models.BookSnapshot) -> list[BookChanged] | str | None:
        """Take in a snapshot. Gives the states that follow from it, or what is wrong with it; None for one that is no news."""
        levels = _levels(book)
        if frame.seq is None or levels is None:
            return "expected a snapshot with its seq, and with bids and asks of prices between 0 and 1, found one without"
        if self._comes_again(frame, frame.seq):
            return None  # It was sent before anybody asked for another one.
        if self.is_valid and frame.seq < self._sequence and not self._is_later(book.tsMs):
            self._lower = frame.seq
            return []
        behind = sorted(sequence for sequence in self._held if sequence > frame.seq)
        held = [each for each in map(self._held.__getitem__, behind) if not _is_before(each, book)]
        self.is_valid = True
        self._held.clear()
        self._applied.clear()
        self._place("book_snapshot", frame, frame.seq, book.tsMs)
        states = [self._state(frame, book, frame.seq, levels)]
        for each in held:
            following = self.receive_change(each.name, each.frame, each.change)
            if isinstance(following, str):
                self.is_valid = False  # Not even now: an older snapshot than what was seen is no reason to ask for another one at once.
                return following
            states += following
        self._beyond, self.tries, self.was_believed = None, 0, True
        return states

    def _comes_again(self, frame: models.PushFrame, sequence: int) -> bool:
        """Say whether a snapshot came before on this connection, as delivery is at least once: each frame tells when it was sent.

        Where it does not, as in older documents, it cannot be told from another one of the same book.
        """
        if frame.serverTs is None:
            return False
        name = (frame.sid, frame.serverTs, sequence, frame.hash)
        if name in self._snapshots:
            return True
        self._snapshots[name] = None
        if len(self._snapshots) > _MOST_SNAPSHOTS:
            del self._snapshots[next(iter(self._snapshots))]
        return False

    def receive_change(self, name: str, frame: models.PushFrame, change: Change) -> list[BookChanged] | str:
        """Take in a change. Gives the states that follow from it, or why the book cannot be believed any more."""
        if frame.seq is None:
            return f"expected a {name} with its seq, found one without"
        if not self.is_valid:
            if len(self._held) < _MOST_HELD:
                self._held[frame.seq] = Held(name, frame, change)
            return []
        previous = frame.prevSeq if frame.prevSeq is not None else change.prevSeq
        if change.prevSeq not in (None, previous):
            return f"expected one prevSeq in a {name}, found {previous} and {change.prevSeq}"
        if frame.seq <= self._sequence and self._counts_anew(frame.seq, previous, frame.hash):
            return f"expected a seq above {self._sequence}, found {frame.seq} after {previous}: the venue seems to count anew"
        if frame.seq <= self._sequence:
            return self._again(name, frame, change)
        # What page shows prevSeq has the rule by it; where it is missing, a counter that jumps shows that a frame is missing.
        if (frame.seq - 1 if previous is None else previous) != self._sequence:
            self._beyond = Held(name, frame, change)
            return f"expected the change after {self._sequence}, found {frame.seq} after {'one untold' if previous is None else previous}"
        self._place(name, frame, frame.seq, change.tsMs)
        return [self._state(frame, change, frame.seq, self._levels_of_change(name, frame))]

    def _again(self, name: str, frame: models.PushFrame, change: Change) -> list[BookChanged] | str:
        """Take in a change that should be known: delivery is at least once."""
        if self._is_later(change.tsMs):
            return f"expected a change after {self._sequence}, found {frame.seq}, which happened later"
        kind, known = self._hash
        if frame.seq == self._sequence and kind == name and None not in (known, frame.hash) and known != frame.hash:
            return f"expected the hash {known} at {frame.seq} as before, found {frame.hash}"
        return []

    def _counts_anew(self, sequence: int, previous: int | None, its_hash: str | None) -> bool:
        """Say whether a change follows from what is known, or from a snapshot that was passed over, under a number that it cannot have."""
        if previous is None or previous == sequence:
            return False
        is_known = sequence in self._applied and self._applied[sequence] == its_hash
        return previous == self._sequence or (previous == self._lower and not is_known)

    def _is_later(self, milliseconds: int | None) -> bool:
        """Say whether something certainly happened after what is known: then a lower number is one of another count."""
        return milliseconds is not None and 0 < self._time < milliseconds

    def _place(self, name: str, frame: models.PushFrame, sequence: int, milliseconds: int | None) -> None:
        self._sequence, self._hash = sequence, (name, frame.hash)
        self._time = milliseconds or 0
        self._applied[sequence] = frame.hash
        if len(self._applied) > _MOST_HELD:
            del self._applied[next(iter(self._applied))]

    def _levels_of_change(self, name: str, frame: models.PushFrame) -> _Levels | None:
        # book_delta "is a change and not a state" (concepts/websocket/messages), whatever else is known.
        if not self._changes_are_whole or name != "book_update":
            return None
        try:
            return _levels(decoder(models.BookSnapshot).decode(frame.data))
        except msgspec.DecodeError:
            return None

    def _state(self, frame: models.PushFrame, about: models.BookSnapshot | Change, sequence: int, levels: _Levels | None) -> BookChanged:
        return BookChanged(
            token_id=self.token,
            condition_id=about.conditionId,
            outcome=about.outcomeIndex,
            sequence=sequence,
            hash=frame.hash,
            bids=None if levels is None else levels[0],
            asks=None if levels is None else levels[1],
            happened_at=moment_of_milliseconds(about.tsMs),
            conflated=0,
            venue_event=frame,
        )


_Levels: TypeAlias = tuple[tuple[BookLevel, ...], tuple[BookLevel, ...]]


def _levels(book: models.BookSnapshot) -> _Levels | None:
    """Give both sides, best prices first; None where they are not known."""
    if book.bids is None or book.asks is None:
        return None
    if not all(map(_is_sound, (*book.bids, *book.asks))):
        return None
    bids = sorted(map(_level, book.bids), key=lambda level: level.price, reverse=True)
    return tuple(bids), tuple(sorted(map(_level, book.asks), key=lambda level: level.price))


def _is_sound(level: models.BookLevel) -> bool:
    # Text such as "NaN" decodes as a decimal. Prices are USDC for what pays 1 at the most.
    return level.price.is_finite() and level.quantity.is_finite() and 0 < level.price < 1 and level.quantity >= 0


def _is_before(held: Held, book: models.BookSnapshot) -> bool:
    """Say whether a change certainly happened before a snapshot: then its number is one of another count."""
    happened = held.change.tsMs
    return happened is not None and book.tsMs is not None and 0 < happened < book.tsMs


def _level(level: models.BookLevel) -> BookLevel:
    return BookLevel(level.price, level.quantity, level.count)
