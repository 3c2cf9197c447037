"""What a ledger knows does not depend on the order in which it learnt it, nor on how often; and it is never less than what was."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Final, TypeVar

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, Ending, Fact, Filled, Listing, Message, Source, key_of, kind_of
from crossbook.ledger.book import Book
from crossbook.ledger.views import exposures, view

T = TypeVar("T")
VENUES: Final = ("fourcasters", "predictstreet")
WALLETS: Final = ("0x" + "1" * 40, "0x" + "2" * 40)
ACCOUNTS: Final = (None, "ps_live_7", *WALLETS)
KEYS: Final = {
    venue: [key_of(kind, venue, name) for kind in (ORDER, PLACEMENT, TAKEN) for name in "abc"]
    # Whose a placement at PredictStreet is, is said in several ways, or not at all.
    + ([key_of(PLACEMENT, venue, account, name) for account in ACCOUNTS for name in ("mine", "yours")] if venue == VENUES[1] else [])
    for venue in VENUES
}
ENDINGS: Final[tuple[Ending, ...]] = ("cancelled", "filled", "expired", "over", "not_placed")
SOURCES: Final[tuple[Source, ...]] = ("intent", "outcome", "feed", "look_up", "listing")


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Draw a fact of which anything may be said. One number decides all of it: to draw each member costs more than the law itself."""
    rng = Random(draw(st.integers(0, 2**40)))  # noqa: S311 - to make up facts

    def maybe(*values: T) -> T | None:
        return rng.choice(values) if rng.random() < 0.4 else None

    def number() -> Decimal:
        # Now and then less than nothing, which no amount and no price is.
        return Decimal(rng.randint(0, 8) if rng.random() < 0.95 else -rng.randint(1, 8))

    def fill(name: str) -> Filled:
        return Filled(name, number(), rng.random() < 0.3, rng.random() < 0.2, rng.random() < 0.5)

    def message() -> Message | None:
        return maybe((rng.randint(0, 3), rng.randint(0, 1)))

    def numbers() -> Decimal | None:
        return maybe(number())

    venue = rng.choice(VENUES)
    key = rng.choice(KEYS[venue])
    own = key.split("|")
    links = tuple(sorted({rng.choice(KEYS[venue]) for _ in range(rng.choice((0, 0, 1, 2)))} - {key}))
    return Fact(
        key=key,
        at=float(rng.randint(0, 300)),
        source=rng.choice(SOURCES),
        is_missing=rng.random() < 0.2,
        exists=rng.random() < 0.7,
        account=(own[2] or None) if len(own) == 4 else maybe("one", "other", *WALLETS),
        links=links,
        reference=own[3] if len(own) == 4 else maybe("mine", "yours"),
        replaces=maybe(key_of(ORDER, venue, "a")),
        where=maybe("here", "there"),
        side=maybe("buy", "sell"),
        price=numbers(),
        line=numbers(),
        whole=numbers(),
        remaining=numbers(),
        filled=numbers(),
        withdrawn=numbers(),
        fills=tuple(fill(name) for name in "xy" if rng.random() < 0.2),
        ended=maybe(*ENDINGS),
        open_at=maybe(float(rng.randint(0, 300))),
        left_at=maybe(float(rng.randint(0, 300))),
        placed_as=message(),
        ended_as=message(),
        misfits=tuple(name for name in ("one", "other") if rng.random() < 0.1),
    )


LISTINGS: Final = st.builds(
    Listing, venue=st.sampled_from(VENUES), account=st.sampled_from([None, "one", *WALLETS]), began_at=st.integers(0, 300).map(float)
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
    views = {known.key: view(book, known) for known in book.counted()}
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
    assert all(amount >= 0 for each in total for amount in (each.resting, each.resting_tokens, each.matched, each.matched_tokens))
    assert all(each.filled >= 0 and (each.matched is None or each.matched >= 0) for each in shown)
    in_money = sum((each.resting for each in total if each.venue == "fourcasters"), Decimal(0))
    sized = [each for each in shown if each.venue == "fourcasters" and each.resting is not None]
    assert in_money == sum((each.resting or Decimal(0) for each in sized), Decimal(0))


def told_alike(drawn: list[Fact]) -> list[Fact]:
    """Have all that is told of one thing say the same, whenever and by whomever, for what contradicts what was forgotten nobody can see.

    What a placement took is counted for itself and, once it has ended, with it: once only where that end was forgotten, so it does not end.
    And it tells no size where it has an order: that of the two which is forgotten before the other is heard of can lend it nothing. In
    what a venue tells neither comes alone; `test_ledger_truth` tells that.
    """
    made = {fact.key: tuple(sorted({link for each in drawn if each.key == fact.key for link in each.links})) for fact in drawn}
    placed = {link for key, links in made.items() if kind_of(key) == ORDER for link in links}
    first: dict[str, Fact] = {}
    for fact in drawn:
        first.setdefault(fact.key, fact)
    taken = {fact.reference for key, fact in first.items() if kind_of(key) == TAKEN} - {None}

    def told(fact: Fact) -> Fact:
        known = msgspec.structs.replace(first[fact.key], at=fact.at, source=fact.source, links=made[fact.key], open_at=None, placed_as=None)
        if kind_of(fact.key) != PLACEMENT:
            return known
        kinds = set(map(kind_of, known.links))
        if TAKEN in kinds or known.reference in taken:
            known = msgspec.structs.replace(known, ended=None)
        if ORDER in kinds or fact.key in placed:
            known = msgspec.structs.replace(known, whole=None, remaining=None, filled=None, withdrawn=None)
        return known

    return [told(fact) for fact in drawn]


@given(st.lists(facts(), max_size=20), st.integers(0, 3))
def test_to_forget_what_ended_takes_nothing_from_what_is_at_risk(drawn: list[Fact], kept: int) -> None:
    learnt = told_alike(drawn)
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
