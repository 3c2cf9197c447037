"""What a ledger knows does not depend on the order in which it learnt it, nor on how often; and it is never less than what was."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Final

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, Fact, Filled, Listing, Source, key_of
from crossbook.ledger.book import Book
from crossbook.ledger.views import exposures, view

VENUES: Final = ("fourcasters", "predictstreet")
NUMBERS: Final = st.integers(0, 8).map(Decimal)
MOMENTS: Final = st.integers(0, 300).map(float)


def keys(venue: str) -> st.SearchStrategy[str]:
    return st.sampled_from([key_of(kind, venue, name) for kind in (ORDER, PLACEMENT, TAKEN) for name in "abc"])


def maybe(drawn: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | drawn


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    venue = draw(st.sampled_from(VENUES))
    key = draw(keys(venue))
    given_: dict[str, object] = {
        "account": draw(maybe(st.sampled_from(["one", "other"]))),
        "links": tuple(draw(st.lists(keys(venue).filter(lambda each: each != key), max_size=2))),
        "reference": draw(maybe(st.sampled_from(["mine", "yours"]))),
        "replaces": draw(maybe(st.just(key_of(ORDER, venue, "a")))),
        "where": draw(maybe(st.sampled_from(["here", "there"]))),
        "side": draw(maybe(st.sampled_from(["buy", "sell"]))),
        "price": draw(maybe(NUMBERS)),
        "line": draw(maybe(NUMBERS)),
        "whole": draw(maybe(NUMBERS)),
        "remaining": draw(maybe(NUMBERS)),
        "filled": draw(maybe(NUMBERS)),
        "withdrawn": draw(maybe(NUMBERS)),
        "fills": tuple(draw(st.lists(st.builds(Filled, st.sampled_from(["x", "y"]), NUMBERS, st.booleans()), max_size=2))),
        "ended": draw(maybe(st.sampled_from(["cancelled", "filled", "expired", "over", "not_placed"]))),
        "open_at": draw(maybe(MOMENTS)),
        "left_at": draw(maybe(MOMENTS)),
    }
    sources: tuple[Source, ...] = ("intent", "outcome", "feed", "look_up", "listing")
    source = draw(st.sampled_from(sources))
    fact = Fact(key=key, at=draw(MOMENTS), source=source, is_missing=draw(st.booleans()), exists=draw(st.booleans()))
    return msgspec.structs.replace(fact, **given_)


LISTINGS: Final = st.builds(
    Listing, venue=st.sampled_from(VENUES), account=st.sampled_from([None, "one"]), began_at=st.integers(0, 300).map(float)
)


def folded(learnt: Iterable[Fact | Listing], keep_ended: int = 1000) -> Book:
    book = Book(keep_ended)
    for each in learnt:
        if isinstance(each, Fact):
            book.fold(each)
        else:
            book.fold_listing(each)
    return book


def said(book: Book) -> object:
    """Give everything that a ledger would say, by node."""
    views = {key: view(book, known) for key, known in book.records.items()}
    return views, {key for known in book.open() for key in [known.key]}, list(exposures(book))


@given(st.lists(facts() | LISTINGS, max_size=14), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_what_is_known(learnt: list[Fact | Listing], rng: Random) -> None:
    once = said(folded(learnt))
    again = [*learnt, *(each for each in learnt if rng.random() < 0.5)]
    rng.shuffle(again)
    assert said(folded(again)) == once


@given(st.lists(facts() | LISTINGS, max_size=14), st.integers(0, 14))
def test_what_is_written_down_in_between_and_loaded_again_changes_nothing(learnt: list[Fact | Listing], at: int) -> None:
    whole = folded(learnt)
    first = folded(learnt[:at])
    loaded = Book(1000)
    state = msgspec.json.decode(msgspec.json.encode(first.state()), type=type(first.state()))
    loaded.load(state, 0.0)
    for each in learnt[at:]:
        if isinstance(each, Fact):
            loaded.fold(each)
        else:
            loaded.fold_listing(each)
    sent = [known for known in first.records.values() if known.key.startswith(PLACEMENT) and known.left_at is None]
    if not sent:  # What was under way then is taken to have left by the time of loading.
        assert said(loaded) == said(whole)


@given(st.lists(facts() | LISTINGS, max_size=20))
def test_whatever_is_known_can_be_told_and_what_is_open_counts(learnt: list[Fact | Listing]) -> None:
    book = folded(learnt)
    shown = [view(book, known) for known in book.open()]
    total = list(exposures(book))
    assert sum(each.orders for each in total) == len(shown)
    assert all(each.may_be_open and (each.resting is None or each.resting >= 0) for each in shown)
    in_money = sum((each.resting for each in total if each.venue == "fourcasters"), Decimal(0))
    sized = [each for each in shown if each.venue == "fourcasters" and each.resting is not None]
    assert in_money == sum((each.resting or Decimal(0) for each in sized), Decimal(0))


@given(st.lists(facts(), max_size=20), st.integers(0, 3))
def test_to_forget_what_ended_takes_nothing_from_what_is_at_risk(drawn: list[Fact], kept: int) -> None:
    # That a read contradicts an end which was forgotten, nobody can see any more.
    learnt = [msgspec.structs.replace(fact, open_at=None) for fact in drawn]
    whole, small = folded(learnt), folded(learnt, kept)
    # With a placement of which nobody knows what it made, what carries its name stays.
    assert len(small.records) <= len(small.open()) + 3 * sum(known.key.startswith(PLACEMENT) for known in small.records.values()) + kept
    open_then = {known.key for known in small.open()}
    for known in whole.open():
        if known.key.startswith(ORDER):
            assert known.key in open_then
    # An order that was forgotten, and of which somebody speaks again, is open, and of no size that anybody could tell.
    if not any(each.unsized for each in exposures(small)):
        assert _at_risk(small) >= _at_risk(whole)


def _at_risk(book: Book) -> Decimal:
    """Sum up what is at risk at 4casters, where all is of one unit, and of what anybody can tell the size."""
    return sum((each.resting + each.matched for each in exposures(book) if each.venue == "fourcasters"), Decimal(0))
