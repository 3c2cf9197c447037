"""Of histories of both venues: a ledger says the same in whatever order it hears of them, and never less than the truth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ledger_world import VENUES, World, shuffled, world
from made_orders import Clock, Message

from crossbook import Ledger
from crossbook.ledger import KnownOrder

SEEDS: Final = st.integers(0, 2**32)
PRICE: Final = {VENUES[0]: Decimal(1), VENUES[1]: Decimal("0.5")}
"""USD for each unit that is bought."""
LAW: Final = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def heard(messages: Iterable[Message], keep_ended: int = 1000) -> tuple[Ledger, Clock]:
    clock = Clock()
    ledger = Ledger(keep_ended=keep_ended, clock=clock)
    for message in messages:
        message.reach(ledger, clock)
    return ledger, clock


def said(ledger: Ledger) -> object:
    """Give everything that a ledger says, whatever it calls what was sent."""
    return sorted(ledger.may_be_open(), key=_place), ledger.exposure(), sorted(ledger.contradictions(), key=_place)


def _place(known: KnownOrder) -> tuple[str, str, str, Decimal]:
    return known.venue, known.order_id or "", known.user_reference or "", known.resting or Decimal(0)


def understated(ledger: Ledger, made: World) -> list[str]:
    """Hold what a ledger says against what is."""
    found: list[str] = []
    for venue in VENUES:
        here = [each for each in made.orders if each.venue == venue]
        ours = [each for each in here if each.is_heard_of]
        open_now = ledger.may_be_open(venue)
        named = {each.order_id for each in open_now}
        sent = {each.user_reference for each in open_now if each.order_id is None}
        found += [f"{each} rests" for each in ours if each.remaining and each.order_id not in named and each.reference not in sent]
        for each in ours:
            known = ledger.order(venue, each.order_id)
            if known is not None and known.may_be_open and known.resting is not None and known.resting < each.remaining:
                found.append(f"{each} rests, more than {known}")
            if known is not None and known.matched is not None and known.matched < known.filled:
                found.append(f"of {each} more was matched than at most: {known}")
        total = [each for each in ledger.exposure() if each.venue == venue]
        if any(each.unsized for each in total):
            continue
        if sum((each.resting or Decimal(0) for each in open_now), Decimal(0)) < sum(each.remaining for each in ours):
            found.append(f"more rests at {venue} than {open_now}")
        at_risk = PRICE[venue] * (sum(each.remaining for each in ours) + sum(each.matched_as_told for each in here))
        if sum((each.resting + each.matched for each in total), Decimal(0)) < at_risk:
            found.append(f"{at_risk} are at risk at {venue}, more than {total}")
    return found


@LAW
@given(SEEDS, st.integers(1, 14))
def test_any_order_and_any_repetition_of_all_that_is_heard_of_both_venues_come_to_the_same(seed: int, happenings: int) -> None:
    messages = world(seed, happenings).messages
    rng = Random(seed)  # noqa: S311 - to shuffle
    once = said(heard(messages)[0])
    assert said(heard(shuffled(messages, rng))[0]) == once


@LAW
# A fill was told once more when its placement was forgotten, and another placement had the same name.
@example(seed=5033, happenings=26, keep_ended=0, in_order=True)
@given(SEEDS, st.integers(1, 30), st.sampled_from([0, 1, 3, 1000]), st.booleans())
def test_whatever_is_heard_and_forgotten_no_less_is_said_than_is(seed: int, happenings: int, keep_ended: int, in_order: bool) -> None:  # noqa: FBT001
    made = world(seed, happenings)
    rng = Random(seed)  # noqa: S311 - to shuffle
    messages = made.messages if in_order else shuffled(made.messages, rng)
    ledger, _ = heard(messages, keep_ended)
    for message in messages:
        message.says()
    assert understated(ledger, made) == []


@LAW
@given(SEEDS, st.integers(1, 20))
def test_an_order_of_predictstreet_whose_both_names_were_heard_counts_once(seed: int, happenings: int) -> None:
    made = world(seed, happenings)
    rng = Random(seed)  # noqa: S311 - to shuffle
    messages = shuffled(made.messages, rng)
    ledger, _ = heard(messages)
    for message in messages:
        message.says()
    open_now = [(each.order_id, each.account, each.user_reference) for each in ledger.may_be_open("predictstreet")]
    for each in made.orders:
        if each.venue == "predictstreet" and each.is_named:
            own = [one for one in open_now if one[0] == each.order_id or (one[0] is None and one[1:] == (each.wallet, each.reference))]
            assert len(own) <= 1
    assert not [each for each in open_now if each[1] is None and each[0] is None and len(made.wallets) > 1], "whose it is was always said"


@LAW
@given(SEEDS, st.integers(1, 14), st.integers(0, 40))
def test_a_ledger_that_is_written_down_and_loaded_at_any_moment_goes_on_as_if_nothing_had_been(seed: int, happenings: int, at: int) -> None:
    messages = world(seed, happenings).messages
    cut = min(at, len(messages))
    while 0 < cut < len(messages) and messages[cut].call is not None and messages[cut].call == messages[cut - 1].call:
        cut += 1  # What is under way when it is written down, is another law.
    whole = said(heard(messages)[0])
    first, clock = heard(messages[:cut])
    loaded = Ledger.from_json(first.to_json(), clock=clock)
    assert said(loaded) == said(first)
    for message in messages[cut:]:
        message.reach(loaded, clock)
    assert said(loaded) == whole
