"""The books of one connection: which are believed, which are waited for, and which are to be subscribed to anew. Pure.

No page that could be read shows the parameters of get_book_snapshot, so a book that cannot be believed is subscribed to once more: a
subscription begins with a snapshot. What comes twice from then on has the same `seq`, and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

import msgspec

from crossbook.feeds import BookInvalid, BookRebuilt
from crossbook.predictstreet.feeds.book_keeping import Keeper
from crossbook.predictstreet.feeds.conversation import AT_ONCE
from crossbook.predictstreet.feeds.desk import Desk
from crossbook.predictstreet.feeds.events import UnlistedEvent
from crossbook.predictstreet.feeds.wanted import SPARE_SUBSCRIPTIONS, Wanted, subscriptions
from crossbook_bindings.predictstreet.market_socket import models
from crossbook_bindings.runtime import Push, decoder

BOOKS: Final = "token_book"
LOOK_EVERY: Final = 15.0
"""Seconds between two looks for books whose snapshot did not come."""
_TRIES: Final = 3
"""How often a book is asked for once more on one connection without a snapshot: one that the venue does not have is to cost little."""


class _Named(msgspec.Struct):
    """What tells which book a frame is about, although it is not what its page describes."""

    type: object = None
    id: object = None


class Books:
    """The books that one connection has subscribed to, over any number of connections, one after the other."""

    def __init__(self, desk: Desk, source: str, *, changes_are_whole: bool) -> None:
        self._desk = desk
        self._source = source
        self._changes_are_whole = changes_are_whole
        self._keepers: dict[str, Keeper] = {}
        self._awaited: dict[str, Keeper] = {}
        """Accepted since the last look, and without a snapshot."""
        self._late: dict[str, Keeper] = {}
        """Still without one at the last look; or the venue said that it cannot give one."""
        self._anew: dict[str, Keeper] = {}
        """To be subscribed to once more, as soon as the time is known."""
        self._look_at: float | None = None
        self._spare = SPARE_SUBSCRIPTIONS
        self._is_in_vain = False
        """Whether a book that the venue has could not be had again: another connection begins it anew."""

    def add(self, tokens: Iterable[str], *, begun: Iterable[str]) -> None:
        """Keep more books. Those of them that are `begun` come on this connection already: their snapshots are over."""
        for token in tokens:
            self._keepers.setdefault(token, Keeper(token, changes_are_whole=self._changes_are_whole))
        self._anew.update((token, self._keepers[token]) for token in begun)

    def remove(self, tokens: Iterable[str]) -> None:
        """Keep these no more. One that was believed is told of once more: that it is not to be."""
        for token in tokens:
            keeper = self._keepers.pop(token, None)
            for waiting in (self._awaited, self._late, self._anew):
                waiting.pop(token, None)
            if keeper is not None and keeper.is_valid:
                self._doubt(keeper, "nothing asks for it any more", is_last=True)

    def close(self, problem: str) -> None:
        """Believe nothing any more, until the next connection."""
        for keeper in self._keepers.values():
            if keeper.is_valid:
                self._doubt(keeper, problem)
            keeper.begin()
        self._awaited.clear()
        self._late.clear()
        self._anew.clear()
        self._look_at = None
        self._spare = SPARE_SUBSCRIPTIONS
        self._is_in_vain = False

    def expect(self, tokens: Iterable[str]) -> None:
        """Take note that the venue has accepted subscriptions: snapshots will come."""
        self._awaited.update((token, self._keepers[token]) for token in tokens if token in self._keepers)

    def refuse(self, tokens: Iterable[str]) -> bool:
        """Take note that the venue did not accept a book once more; say whether it had been believed on this connection."""
        return any(self._keepers[token].tries == 0 for token in tokens if token in self._keepers)

    def anew(self) -> tuple[Wanted, ...] | None:
        """Give what to subscribe to once more; None where that is done no more on this connection, and a book needs it.

        Each costs: what comes on a subscription comes on the older one too, which no page shows how to end.
        """
        if self._is_in_vain:
            return None
        if not self._anew:
            return ()
        keepers, self._anew = [*self._anew.values()], {}
        believed = [keeper for keeper in keepers if keeper.tries == 0]
        # What was never believed has the first half of what is spare.
        asked = keepers if self._spare > SPARE_SUBSCRIPTIONS // 2 else believed
        wanted = subscriptions(BOOKS, (each.token for each in asked), once_more=True)
        if len(wanted) > self._spare:
            return None if believed else ()
        self._spare -= len(wanted)
        return wanted

    def receive_time(self, now: float) -> None:
        """Take note of the time: now and then it is looked which snapshots did not come."""
        if self._look_at is None:
            self._look_at = now + LOOK_EVERY if self._awaited or self._late else None
        elif now >= self._look_at:
            self._look_at = None
            self._look()

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        if self._anew or self._is_in_vain or (self._look_at is None and (self._awaited or self._late)):
            return AT_ONCE
        return self._look_at

    @property
    def is_settled(self) -> bool:
        """Whether each book has come, or was waited for long enough."""
        return not self._awaited

    @staticmethod
    def about(frame: Push[object, object], topic: Wanted | None) -> str | None:
        """Say which book an event is about, `topic` being what its subscription is about; None where it does not tell."""
        event, payload = cast("models.PushFrame | models.BookSnapshotFailedFrame", frame.frame), frame.payload
        told = payload.tokenId if isinstance(payload, models.BookSnapshot | models.BookUpdate | models.BookDelta) else None
        only = topic.ids[0] if topic is not None and len(topic.ids) == 1 else None
        return event.id or told or only

    def receive(self, frame: Push[object, object], token: str | None) -> bool:
        """Take in an event about the book of a token. Say whether it is one of these."""
        event, payload = cast("models.PushFrame | models.BookSnapshotFailedFrame", frame.frame), frame.payload
        keeper = None if token is None else self._keepers.get(token)
        if keeper is None:
            return False
        if isinstance(event, models.BookSnapshotFailedFrame):
            self._awaited.pop(keeper.token, None)
            self._late[keeper.token] = keeper
            self._doubt(keeper, "the venue could not give it")
            return True
        match payload:
            case models.BookSnapshot():
                following = keeper.receive_snapshot(event, payload)
                if following is None:
                    return True  # What was asked for is still to come.
                self._awaited.pop(keeper.token, None)
                self._late.pop(keeper.token, None)
            case models.BookUpdate() | models.BookDelta():
                following = keeper.receive_change(frame.name, event, payload)
            case _:
                return False
        if isinstance(following, str):
            self._rebuild(keeper, following)
            return True
        for state in following:
            rebuilt = BookRebuilt(source=self._source, market=keeper.token) if keeper.is_doubted else None
            self._desk.tell_state(state, rebuilt=rebuilt)
            keeper.is_doubted = False
        return True

    def receive_unreadable(self, text: str, problem: str) -> None:
        """Take in a frame that is not what its page describes: it may have been a change of a book."""
        self._desk.tell(UnlistedEvent(source=self._source, venue_event=text))
        try:
            named = decoder(_Named).decode(text)
        except msgspec.DecodeError:
            return  # Not even an object.
        keeper = self._keepers.get(named.id) if isinstance(named.id, str) else None
        if keeper is not None and isinstance(named.type, str) and named.type.startswith("book_"):
            self._rebuild(keeper, problem)

    def _rebuild(self, keeper: Keeper, problem: str) -> None:
        """Have a book that cannot be believed subscribed to once more: at once if it had been believed, at the next look otherwise."""
        had_been = keeper.is_valid
        self._doubt(keeper, problem)
        self._awaited.pop(keeper.token, None)
        (self._anew if had_been else self._late)[keeper.token] = keeper

    def _look(self) -> None:
        late, self._late, self._awaited = self._late, self._awaited, {}
        for token, keeper in late.items():
            if keeper.tries < _TRIES:
                keeper.tries += 1
                self._anew[token] = keeper
            elif keeper.was_believed:
                self._is_in_vain = True
        for keeper in self._late.values():
            self._doubt(keeper, f"no snapshot came within {LOOK_EVERY:g} s")

    def _doubt(self, keeper: Keeper, problem: str, *, is_last: bool = False) -> None:
        keeper.doubt()
        if not keeper.is_doubted:
            keeper.is_doubted = True
            self._desk.tell_invalid(BookInvalid(source=self._source, market=keeper.token, problem=problem), is_last=is_last)
