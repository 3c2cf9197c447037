"""The place that a reader of a feed has come to: kept when an event is done with, which is when the next one is asked for. Pure."""

from __future__ import annotations

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.feeds import CursorStore, Lost
from crossbook.fourcasters.feeds.events import OrderEvent, RestingOrders, UnlistedEvent, UserFeedEvent
from crossbook.fourcasters.feeds.positions import Place, place_of
from crossbook.fourcasters.identifiers import VENUE


class Bookmark:
    """Keeps the place in a store, where there is one."""

    def __init__(self, cursor: str | CursorStore | None) -> None:
        """Take a place to begin at, or what keeps one. Raises InvalidRequest for anything else."""
        if cursor is not None and not isinstance(cursor, str):
            if not (callable(getattr(cursor, "load", None)) and callable(getattr(cursor, "save", None))):
                raise _wrong(cursor)
            self._store: CursorStore | None = cursor
            self._first: str | None = None
        else:
            self._store, self._first = None, cursor
            _place(cursor)
        self._kept: str | None = self._first
        self._pending: str | None = None

    def begin(self) -> Place | None:
        """Say where to begin; None where nothing is known. Raises InvalidRequest where what was kept is no place in this feed."""
        if self._store is not None:
            self._first = self._store.load()
        self._kept = self._first
        return _place(self._first)

    def told(self, event: UserFeedEvent) -> None:
        """Take note that an event is being worked on."""
        if isinstance(event, OrderEvent | UnlistedEvent | RestingOrders | Lost) and event.cursor is not None:
            self._pending = event.cursor

    def done(self) -> None:
        """Take note that whatever was told is done with. Raises what the store raises; then it is still to be kept."""
        pending = self._pending
        if pending is None:
            return
        if self._store is not None and pending != self._kept:
            self._store.save(pending)
        self._kept, self._pending = pending, None

    @property
    def place(self) -> str | None:
        """The place that the reader is done with."""
        return self._kept


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    place = place_of(cursor) if is_a(cursor, str) else None
    if place is None:
        raise _wrong(cursor)
    return place


def _wrong(found: object) -> Exception:
    expected = "a cursor as an event of this feed has it (milliseconds-sequence), a store of one (load, save), or None"
    return Call(VENUE, "userFeed").invalid(expected=expected, found=found)
