"""The books of all games that a price feed hears of: which are kept, what is told of each, and which are to be read. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from crossbook.fourcasters.feeds.book_reads import AskBook, AskLeague, BookReads
from crossbook.fourcasters.feeds.choice import About, Choice
from crossbook.fourcasters.feeds.kept_book import KeptBook, read_book, read_update
from crossbook.fourcasters.feeds.newest import Newest
from crossbook.fourcasters.identifiers import same
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.fourcasters.price_feed import models

_SOON: Final = 1.0
"""Seconds until a book is compared once more: a message that explains a difference should have come by then."""
_LATER: Final = 60.0
"""Seconds until a book that is not to be had is asked for again; and the most, where messages about it contradict themselves."""


class AllBooks:
    """Keeps them, and tells what becomes of them."""

    def __init__(self, choice: Choice, reads: BookReads, newest: Newest) -> None:
        self._choice = choice
        self._reads = reads
        self._newest = newest
        self._books: dict[str, KeptBook] = {}
        self._ended: set[str] = set()
        self._known_bad: set[str] = set()
        """Of which it was told that they cannot be believed, and not yet that they can."""

    def is_wanted(self, game_id: str, about: About) -> bool:
        """Say whether a message counts: one about a game that was asked for, in whichever way, or that is kept already."""
        return self._choice.has(game_id, about) or same(game_id) in self._books

    def game_id(self, key: str) -> str:
        """Give a game's id as it was spelt."""
        kept = self._books.get(key)
        return key if kept is None else kept.game_id

    # What is wanted:

    def begin(self, game_ids: Iterable[str]) -> None:
        """Keep the books of these games."""
        for game_id in game_ids:
            key = same(game_id)
            if key not in self._books:
                self._books[key] = KeptBook(game_id, _NOTHING_KNOWN)
                self._reads.want(key)

    def read_all(self, leagues: Iterable[str], now: float) -> None:
        """Read all that are kept, and those of these leagues: there is a connection."""
        self._reads.begin(leagues, self._books, now)

    def forget_unwanted(self) -> None:
        """Keep none that nothing asks for any more."""
        for key, kept in tuple(self._books.items()):
            if not self._choice.has(key, kept.about):
                self._drop(key, "nothing asks for it any more")

    def lose(self, problem: str) -> None:
        """Believe none of them: there is no connection."""
        self._reads.end()
        for key, kept in self._books.items():
            if kept.is_good:
                self._spoil(key, kept, problem)
            else:
                kept.spoil()

    # What comes:

    def take_update(self, update: models.OrderUpdate) -> str | None:
        """Put an update into its book. Gives what is wrong with it where it contradicts itself: then the book is in doubt."""
        key = same(update.gameID)
        if key in self._ended or not self.is_wanted(update.gameID, update):
            return None
        kept = self._kept(update.gameID, update)
        side = read_update(update)
        if isinstance(side, str):
            return side
        if kept.take(side):
            self._newest.change(key, kept, (side.side,), update)
        return None

    def take_game(self, update: models.GameUpdate, now: float) -> None:
        """Take in the state of a game. What it shows of the book is not used: no page says whether it is all that this account may see."""
        if not self.is_wanted(update.id, update):
            return
        key = same(update.id)
        self._newest.put_game(key, update)
        if update.ended:
            self._ended.add(key)
            self._drop(key, "the game is over")
            return
        self._ended.discard(key)
        if self._kept(update.id, update).is_good:
            self._reads.compare(key, at=now + _SOON)

    def doubt(self, key: str, problem: str, now: float) -> None:
        """Believe a book no more, and have it read anew; the longer it goes on, the later."""
        kept = self._books.get(key)
        if kept is not None:
            self._spoil(key, kept, problem)
            kept.doubts += 1
            pause = min(_LATER, 2.0 ** (kept.doubts - 2)) if kept.doubts > 1 else 0.0
            self._reads.want(key, not_before=now + pause if pause else 0.0)

    # What was read:

    def take_read(self, ask: AskBook | AskLeague, books: Iterable[rest.GameOrderbookFlat], now: float) -> None:
        """Take in what was read."""
        match ask:
            case AskBook(key=key):
                found = _by_game(books).get(key, ())
                if not found:
                    self.miss(key, "the venue shows no book of it", now)
                else:
                    self._take_books(key, found, now)
                    self._reads.shorten(found[0].league)
            case AskLeague(is_chosen=is_chosen):
                for key, found in _by_game(books).items():
                    if (
                        (is_chosen or key in self._books)
                        and key not in self._ended
                        and not self._kept(found[0].id or key, found[0]).is_good
                    ):
                        self._take_books(key, found, now)

    def miss(self, key: str, problem: str, now: float) -> None:
        """Take note that the venue does not have a book. One that was asked for by its game is asked for again, later."""
        kept = self._books.get(key)
        if kept is None:
            return
        if self._choice.names(key):
            self._spoil(key, kept, problem)
            self._reads.want(key, not_before=now + _LATER)
        else:
            self._drop(key, problem)

    def _take_books(self, key: str, found: list[rest.GameOrderbookFlat], now: float) -> None:
        # As they are written: there are numbers that cannot be compared, such as sNaN.
        if len(found) > 1 and len({repr(book) for book in found}) > 1:
            self.doubt(key, "the venue shows two books of it over REST that do not say the same", now)
        else:
            self._take_book(key, found[0], now)

    def _take_book(self, key: str, found: rest.GameOrderbookFlat, now: float) -> None:
        kept = self._books.get(key)
        if kept is None:
            return
        if found.ended:
            self._ended.add(key)
            self._drop(key, "the game is over")
            return
        sides = read_book(found)
        if isinstance(sides, str):
            self.doubt(key, f"its book over REST cannot be used: {sides}", now)
        elif not kept.is_good:
            changed = kept.begin(sides)
            self._reads.had(key)
            self._newest.change(key, kept, changed, found, is_rebuilt=key in self._known_bad)
            self._known_bad.discard(key)
        elif (mended := kept.compare(sides)) is not None:
            self._newest.spoil(key, kept, "the book over REST says otherwise, and no message told why")
            self._newest.change(key, kept, mended, found, is_rebuilt=True)
        elif kept.suspects:
            self._reads.compare(key, at=now + _SOON)

    def _kept(self, game_id: str, about: About) -> KeptBook:
        self.begin((game_id,))
        kept = self._books[same(game_id)]
        kept.about = about
        return kept

    def _spoil(self, key: str, kept: KeptBook, problem: str) -> None:
        kept.spoil()
        if key not in self._known_bad:
            self._known_bad.add(key)
            self._newest.spoil(key, kept, problem)

    def _drop(self, key: str, problem: str) -> None:
        """Keep a book no more."""
        self._reads.forget(key)
        kept = self._books.pop(key, None)
        if kept is not None:
            kept.is_gone = True
            self._spoil(key, kept, problem)


def _by_game(books: Iterable[rest.GameOrderbookFlat]) -> dict[str, list[rest.GameOrderbookFlat]]:
    found: dict[str, list[rest.GameOrderbookFlat]] = {}
    for book in books:
        if book.id is not None:
            found.setdefault(same(book.id), []).append(book)
    return found


class _Nothing(msgspec.Struct, frozen=True):
    parentGameID: str | None = None  # noqa: N815 - the venue's name
    league: str | None = None
    sport: str | None = None


_NOTHING_KNOWN: Final = _Nothing()
