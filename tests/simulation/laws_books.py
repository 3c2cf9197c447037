"""What must be true of feeds of books: nothing is made up, nothing is passed over unsaid, and what may be believed is the venue's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Gap, Live, Lost
from crossbook.fourcasters import BookChanged as PriceBookChanged
from crossbook.fourcasters.feeds.price_events import BookSide
from crossbook.predictstreet import BookChanged
from simulation.gateways import MarketGateway
from simulation.streams_prices import PriceStream, State

_NUMBERS: Final = {"moneyline": 0, "spread": 1, "total": 2}


class Words:
    """What both kinds of feeds must say of books, and in which order."""

    def __init__(self) -> None:
        self.is_bad = set[str]()
        """Of which it was said last that they cannot be believed."""
        self.found: list[str] = []
        self._expects_gap = self._was_live = False

    def took(self, event: Any) -> None:
        """Look at what is told."""
        match event:
            case Connected():
                self._expects_gap = self._was_live
            case Gap():
                self._expects_gap = False
            case Live():
                if self._expects_gap:
                    self.found.append("a connection is live without a Gap, at a venue that replays nothing")
                self._was_live = True
            case BookInvalid(market=name):
                self.is_bad.add(name)
            case BookRebuilt(market=name):
                if name not in self.is_bad:
                    self.found.append("a book is rebuilt that could be believed")
                self.is_bad.discard(name)
            case Lost():
                self.is_bad.clear()
                self._expects_gap = self._was_live = False
            case _:
                pass


class _Frame(msgspec.Struct):
    """What tells a snapshot."""

    type: str = ""
    id: str | int = ""


class Sequences:
    """Holds books of PredictStreet to the venue's, change by change."""

    def __init__(self, gateway: MarketGateway) -> None:
        self._gateway = gateway
        self._words = Words()
        self._last: dict[str, int] = {}
        self._owed = dict[str, float]()
        """Of which nothing was told before `Live`, and when that was: they cannot be believed any more, and that waited to be read."""
        self._has_snapshot = set[str]()
        """Of which a snapshot came since their last state was told: that may be of any place in the sequence."""

    def heard(self, text: str | None) -> None:
        """Take note of a frame that the feed is told."""
        try:
            frame = _Frame() if text is None else msgspec.json.decode(text, type=_Frame)
        except msgspec.DecodeError:
            return
        if frame.type == "book_snapshot":
            self._has_snapshot.add(str(frame.id))

    def took(self, event: Any) -> None:
        """Look at what is told."""
        self._words.took(event)
        now = self._gateway.here.timeline.now
        if self._owed and (isinstance(event, Lost) or any(moment < now for moment in self._owed.values())):
            self._are_owed()
        match event:
            case BookInvalid(market=token):
                self._owed.pop(token, None)
                self._last.pop(token, None)
            case BookChanged():
                if event.token_id in self._owed:
                    self._are_owed()
                self._changed(event)
            case Live():
                untold = self._gateway.books.keys() - self._words.is_bad - self._last.keys()
                self._owed.update(dict.fromkeys(untold, now))
            case Lost():
                self._last.clear()
            case _:
                pass

    def _are_owed(self) -> None:
        self._words.found.append("the feed is live, and has not told of every book")
        self._owed.clear()

    def _changed(self, event: BookChanged) -> None:
        token, sequence, found = event.token_id, event.sequence, self._words.found
        ever, last = self._gateway.books[token].ever, self._last.get(token)
        if token in self._words.is_bad:
            found.append("a book is told that cannot be believed")
        if sequence not in ever:
            found.append("a state is told that there never was")
        elif _levels(event) != ever[sequence]:
            found.append("a book is told that is not the venue's")
        if last is not None and sequence < last:
            found.append(f"a book goes back: from {last} to {sequence}")
        if last is not None and token not in self._has_snapshot and sequence != last + 1 + event.conflated:
            found.append(f"a change is passed over: from {last} to {sequence}, with {event.conflated} left out, and nothing says so")
        self._last[token] = sequence
        self._has_snapshot.discard(token)

    def broken(self, *, is_live: bool) -> Iterator[str]:
        """Name what was found, and hold the last word on each book to the venue's last."""
        if self._owed:
            self._are_owed()
        yield from self._words.found
        if not is_live:
            yield "it is not live, although nothing goes wrong any more"
        for token, book in self._gateway.books.items():
            if token in self._words.is_bad:
                yield "a book is not rebuilt, although nothing goes wrong any more"
            elif self._last.get(token) != book.sequence:
                yield "the last word on a book is not the venue's last"


def _levels(event: BookChanged) -> object:
    return tuple(tuple((int(level.price * 100), int(level.quantity)) for level in side or ()) for side in (event.bids, event.asks))


class _Update(msgspec.Struct):
    """What tells which state of which side an update is."""

    gameID: str  # noqa: N815 - the venue's names
    type: str
    epoch: int


class Sides:
    """Holds books of 4casters to the venue's, side by side, as they are told."""

    def __init__(self, stream: PriceStream, *, is_unruly: bool) -> None:
        self._stream = stream
        self._is_unruly = is_unruly
        self._words = Words()
        self._brought: dict[tuple[str, int], int] = {}
        """Which state of a side this connection has brought last."""
        self._books: dict[str, dict[int, State]] = {}
        """The last word on each book."""

    def heard(self, text: str | None) -> None:
        """Take note of a frame that the feed is told; None at the beginning of a connection."""
        if text is None:
            self._brought.clear()
            return
        try:
            update = msgspec.json.decode(text, type=tuple[str, _Update])[1]
        except msgspec.DecodeError:
            return
        self._brought[update.gameID, _NUMBERS[update.type]] = update.epoch

    def took(self, event: Any) -> None:
        """Hold a book that is told to what the venue had, and to what the feed was told."""
        self._words.took(event)
        if isinstance(event, Lost):
            self._books.clear()
        if not isinstance(event, PriceBookChanged):
            return
        if event.game_id in self._words.is_bad:
            self._words.found.append("a book is told that cannot be believed")
        sides = {_NUMBERS[str(side.side.market_type)]: _state(side) for side in event.book.sides}
        self._books[event.game_id] = sides
        for (game, number), ever in self._stream.ever.items():
            if game != event.game_id:
                continue
            state = sides.get(number, ())
            if state not in ever:
                self._words.found.append("a side is told that there never was")
            elif not self._is_unruly and state not in ever[self._brought.get((game, number), 0) :]:
                self._words.found.append("a side is told that is older than what the feed has brought")

    def broken(self, *, is_live: bool) -> Iterator[str]:
        """Name what was found, and hold the last word on each book to the venue's last."""
        yield from self._words.found
        if not is_live:
            yield "it is not live, although nothing goes wrong any more"
        for (game, number), ever in self._stream.ever.items():
            if game in self._words.is_bad or game not in self._books:
                yield "a book is not to be had, although nothing goes wrong any more"
            elif self._books[game].get(number, ()) != ever[-1]:
                yield "the last word on a book is not the venue's last"


def _state(side: BookSide) -> State:
    return tuple(sorted((offer.order_id or "", int(offer.stake or 0)) for offer in side.offers))
