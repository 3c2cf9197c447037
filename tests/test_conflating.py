"""What waits to be told of books: the newest of each, in an order in which nothing is told before what came in front of it."""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crossbook.core.conflating import ConflatingOutbox
from crossbook.feeds import BookInvalid, BookRebuilt, Disconnected, Gap, Lost


class State(msgspec.Struct, frozen=True):
    """One state of a book."""

    book: str
    number: int
    conflated: int = 0


Told: TypeAlias = State | Gap | BookInvalid | BookRebuilt | Disconnected | Lost
BOOKS: Final = tuple[str, ...](("a", "b"))


def merged(before: State, now: State) -> State:
    return State(now.book, now.number, before.conflated + 1)


def outbox(most: int = 1000) -> ConflatingOutbox[State | Gap, State]:
    return ConflatingOutbox(most, merged=merged, told=lambda state: state)


def invalid(book: str, problem: str = "") -> BookInvalid:
    return BookInvalid(source="", market=book, problem=problem)


def rebuilt(book: str) -> BookRebuilt:
    return BookRebuilt(source="", market=book)


def gap(problem: str = "") -> Gap:
    return Gap(source="", problem=problem)


def all_of(box: ConflatingOutbox[State | Gap, State]) -> list[Told]:
    told: list[Told] = []
    while (event := box.take()) is not None:
        told.append(event)
    return told


def test_a_newer_state_takes_the_place_of_one_that_was_not_read() -> None:
    box = outbox()
    for number, book in enumerate(("a", "b", "a", "a")):
        box.put_state(book, State(book, number))
    assert all_of(box) == [State("a", 3, 2), State("b", 1)]


def test_what_came_after_a_gap_is_told_after_it() -> None:
    box = outbox()
    box.put_state("a", State("a", 1))
    box.put(gap())
    box.put_state("a", State("a", 2))
    assert all_of(box) == [gap(), State("a", 2, 1)]


def test_a_book_that_cannot_be_believed_is_told_of_when_it_came_about_and_what_it_is_afterwards_behind_the_gap() -> None:
    box = outbox()
    box.put_state("a", State("a", 1))
    box.put_invalid("a", invalid("a"))
    box.put(gap())
    box.put_state("a", State("a", 2), rebuilt=rebuilt("a"))
    box.put_state("a", State("a", 3))
    assert all_of(box) == [invalid("a"), gap(), rebuilt("a"), State("a", 3, 2)]


def test_what_was_not_read_of_a_book_that_is_kept_no_more_counts_with_nothing() -> None:
    box = outbox()
    box.put_state("a", State("a", 1))
    box.put_invalid("a", invalid("a"), is_last=True)
    box.put_state("a", State("a", 2))
    assert all_of(box) == [invalid("a"), State("a", 2)]


def test_books_take_no_room() -> None:
    box = outbox(most=2)
    for number in range(10):
        box.put_state(str(number), State(str(number), number))
        box.put_invalid(str(number), invalid(str(number)))
    assert not box.is_full
    box.put(gap("1"))
    box.put(gap("2"))
    assert box.is_full
    box.take()
    assert box.is_full
    assert len(all_of(box)) == 11
    assert not box.is_full


acts = st.lists(st.tuples(st.sampled_from(["state", "invalid", "rebuilt", "gap", "read"]), st.sampled_from(BOOKS)), max_size=40)


@given(acts)
def test_nothing_is_told_before_a_gap_or_a_doubt_that_came_first_and_every_state_is_counted(doings: list[tuple[str, str]]) -> None:
    box, told = outbox(), list[Told]()
    gaps = 0
    doubts: dict[str, int] = dict.fromkeys(BOOKS, 0)
    came: dict[tuple[str, int], tuple[int, int]] = {}
    """How many gaps and doubts of its book there had been when a state came."""
    for number, (what, book) in enumerate(doings):
        match what:
            case "state" | "rebuilt":
                came[book, number] = (gaps, doubts[book])
                box.put_state(book, State(book, number), rebuilt=rebuilt(book) if what == "rebuilt" else None)
            case "invalid":
                doubts[book] += 1
                box.put_invalid(book, invalid(book, str(doubts[book])))
            case "gap":
                gaps += 1
                box.put(gap(str(gaps)))
            case _:
                event = box.take()
                told += [] if event is None else [event]
    told += all_of(box)
    seen_gaps, seen_doubts = 0, dict.fromkeys(BOOKS, 0)
    for event in told:
        match event:
            case Gap(problem=problem):
                seen_gaps = int(problem)
            case BookInvalid(market=book, problem=problem):
                seen_doubts[book] = int(problem)
            case State(book=book, number=number):
                assert (seen_gaps, seen_doubts[book]) >= came[book, number]
                assert seen_doubts[book] >= came[book, number][1]
            case _:
                pass
    for book in BOOKS:
        states = [event for event in told if isinstance(event, State) and event.book == book]
        numbers = [number for name, number in came if name == book]
        assert [state.number for state in states] == sorted(state.number for state in states)
        counted = sum(1 + state.conflated for state in states)
        # All but those behind the last one that was told.
        assert counted == (numbers.index(states[-1].number) + 1 if states else 0)
