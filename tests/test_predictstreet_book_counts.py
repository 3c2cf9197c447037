"""Books whose numbers are not as the venue's pages have them: told as not to be believed, and asked for anew. Without a socket."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from crossbook.feeds import BookInvalid, BookRebuilt
from crossbook.predictstreet import BookChanged
from crossbook.predictstreet.feeds.books import Books
from crossbook_bindings.predictstreet.market_socket import frames
from crossbook_bindings.runtime import Push

TOKEN: Final = "111"
LEVELS: Final = {"bids": [{"price": "0.40", "quantity": "7"}], "asks": [{"price": "0.60", "quantity": "5"}]}


class Told:
    """Where books are told."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def tell(self, event: Any) -> None:
        self.events.append(event)

    def tell_state(self, state: BookChanged, *, rebuilt: BookRebuilt | None = None) -> None:
        self.events += [state] if rebuilt is None else [rebuilt, state]

    def tell_invalid(self, event: BookInvalid, *, is_last: bool = False) -> None:
        self.events.append(event)

    def words(self) -> list[Any]:
        return [each.sequence if isinstance(each, BookChanged) else type(each) for each in self.events]


def frame(
    kind: str, seq: int, prev: int | None = None, *, at: int = 1, its_hash: str = "b" * 16, sent: int | None = None, **levels: Any
) -> Push[Any, Any]:
    data = {"tokenId": TOKEN, "conditionId": "0x1", "outcomeIndex": 0, "tsMs": at, **LEVELS, **levels}
    members = {"type": kind, "sid": 1, "channel": "token_book", "id": TOKEN, "seq": seq, "prevSeq": prev, "hash": its_hash}
    read = frames.read(json.dumps(members | {"data": data} | ({} if sent is None else {"serverTs": sent})))
    assert isinstance(read, Push)
    return read


def told(*pushes: Push[Any, Any]) -> tuple[list[Any], Books]:
    desk = Told()
    books = Books(desk, "books", changes_are_whole=True)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - what is used of a desk
    books.add([TOKEN], begun=())
    books.expect([TOKEN])
    for each in pushes:
        assert books.receive(each, TOKEN)
    return desk.words(), books


def snapshot(seq: int, **more: Any) -> Push[Any, Any]:
    return frame("book_snapshot", seq, **more)


def change(seq: int, prev: int, **more: Any) -> Push[Any, Any]:
    return frame("book_update", seq, prev, **more)


def test_a_count_that_begins_anew_makes_a_book_invalid() -> None:
    words, books = told(snapshot(10), change(11, 10), snapshot(1, its_hash="1" * 16), change(2, 1, its_hash="2" * 16))
    assert words == [10, 11, BookInvalid]
    assert books.anew(), "it is asked for anew"


def test_what_follows_under_a_lower_number_makes_a_book_invalid() -> None:
    words, books = told(snapshot(10), change(5, 10))
    assert words == [10, BookInvalid]
    assert books.anew()


def test_what_comes_twice_behind_an_older_snapshot_changes_nothing() -> None:
    words, _ = told(snapshot(10), change(11, 10), change(12, 11), snapshot(10), change(11, 10), change(12, 11), change(13, 12))
    assert words == [10, 11, 12, 13]


def test_a_snapshot_that_is_older_than_what_was_seen_rebuilds_nothing() -> None:
    gap = (snapshot(10), change(13, 12))
    assert told(*gap, snapshot(10))[0] == [10, BookInvalid]
    assert told(*gap, snapshot(12))[0] == [10, BookInvalid, BookRebuilt, 12, 13]
    assert told(*gap, snapshot(10), snapshot(13))[0] == [10, BookInvalid, BookRebuilt, 13]
    # One that certainly happened later is of another count.
    assert told(*gap, snapshot(1, at=9))[0] == [10, BookInvalid, BookRebuilt, 1]


def test_a_snapshot_that_comes_again_word_for_word_rebuilds_nothing() -> None:
    anew = (snapshot(10, sent=5), change(1, 0, at=7, sent=7))
    words, books = told(*anew, snapshot(10, sent=5))
    assert words == [10, BookInvalid]
    assert books.anew(), "it is still asked for"
    assert told(*anew, snapshot(10, sent=5), snapshot(1, sent=8), change(2, 1, sent=9))[0] == [10, BookInvalid, BookRebuilt, 1, 2]
    # The same book, sent later, is an answer.
    assert told(*anew, snapshot(10, sent=8))[0] == [10, BookInvalid, BookRebuilt, 10]
    # Where nothing says when they were sent, nobody can tell them apart.
    assert told(snapshot(10), change(1, 0, at=7), snapshot(10))[0] == [10, BookInvalid, BookRebuilt, 10]


def test_a_book_is_looked_for_although_an_old_snapshot_of_it_came_again() -> None:
    _, books = told(snapshot(10, sent=5), change(1, 0, at=7, sent=7))
    for moment in range(0, 1000, 16):
        books.receive_time(moment)
        asked = books.anew()
        if asked is None:
            return  # Another connection is to begin it anew.
        for each in asked:
            books.expect(each.ids)
            books.receive(snapshot(10, sent=5), TOKEN)
    raise AssertionError("it is waited for without end")


def test_a_snapshot_is_known_for_one_connection_only() -> None:
    _, books = told(snapshot(10, sent=5))
    books.close("it broke")
    books.expect([TOKEN])
    assert books.receive(snapshot(10, sent=5), TOKEN)
    assert books.is_settled


@pytest.mark.parametrize(
    "wrong",
    [
        {"bids": [{"price": "0.40", "quantity": "-7"}]},
        {"asks": [{"price": "1e999", "quantity": "1"}]},
        {"asks": [{"price": "0", "quantity": "1"}]},
        {"bids": [{"price": "NaN", "quantity": "1"}]},
    ],
)
def test_levels_that_no_book_has_make_it_invalid(wrong: dict[str, Any]) -> None:
    words, books = told(snapshot(10), snapshot(12, at=2, **wrong))
    assert words == [10, BookInvalid]
    assert books.anew()
    assert told(snapshot(12, **wrong), snapshot(12))[0] == [BookInvalid, BookRebuilt, 12]
