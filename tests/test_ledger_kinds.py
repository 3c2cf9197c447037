"""What a ledger makes of each thing that it can be told: one row for every member of every closed union, and a new member fails here."""

from __future__ import annotations

from typing import Any, Final, get_args

import pytest
from families import every
from ledger_messages import FOURCASTERS, intent
from ledger_rows import Row, said
from ledger_rows_of_commands import cancels, edits, places
from ledger_rows_of_venues import fourcasters_feed, observed, predictstreet_feed, reads

from crossbook import CancelOutcome, EditOutcome, Ledger, NotCancelledReason, NotPlacedReason, PlaceOutcome, ScopeOutcomes
from crossbook import fourcasters as four
from crossbook import predictstreet as ps
from crossbook.errors import Outcome
from crossbook.observing import Event
from crossbook_bindings.predictstreet import rest
from crossbook_bindings.runtime import EffectKind

_OUTCOMES: Final = get_args(Outcome)
_EVENTS: Final = get_args(Event)


def tell(ledger: Ledger, venue: str, told: Any) -> None:
    if isinstance(told, _EVENTS):
        ledger(told)
    elif isinstance(told, _OUTCOMES):
        ledger.add_outcomes(venue, [told])
    elif isinstance(told, ScopeOutcomes):
        ledger.add_outcomes(venue, told)
    else:
        ledger.add(told)


PARTS: Final[dict[str, tuple[Row, ...]]] = {
    "cancels": tuple(cancels()),
    "places": tuple(places()),
    "edits": tuple(edits()),
    "4casters' feed": tuple(fourcasters_feed()),
    "PredictStreet's feed": tuple(predictstreet_feed()),
    "reads": tuple(reads()),
    "observed": tuple(observed()),
}
ROWS: Final = [row_ for part in PARTS.values() for row_ in part]


def test_what_is_told_is_what_the_ledger_says() -> None:
    def check(each: Row) -> None:
        ledger = Ledger(clock=lambda: 0.0)
        for before in each.before:
            tell(ledger, each.venue, before)
        tell(ledger, each.venue, each.told)
        assert said(ledger, each.venue) == each.said
        tell(ledger, each.venue, each.told)
        assert said(ledger, each.venue) == each.said, "told twice"

    every(ROWS, check)


def kinds(*parts: str) -> set[type[Any]]:
    """Give the kinds of what is told, and of what stands in it."""
    told = [each.told for part in parts for each in PARTS[part]]
    return {type(inner) for each in told for inner in (each, *getattr(each, "outcomes", ()))}


@pytest.mark.parametrize(
    ("union", "parts"),
    [
        (CancelOutcome, ("cancels",)),
        (PlaceOutcome, ("places",)),
        (EditOutcome, ("edits",)),
        (four.UserFeedEvent, ("4casters' feed",)),
        (ps.UserFeedEvent, ("PredictStreet's feed",)),
        (Event, ("observed", "places")),
    ],
    ids=["cancels", "places", "edits", "4casters", "PredictStreet", "observed"],
)
def test_every_member_of_a_closed_union_has_its_row(union: object, parts: tuple[str, ...]) -> None:
    assert set(get_args(union)) - kinds(*parts) == set()


@pytest.mark.parametrize(
    ("part", "listed"),
    [
        ("cancels", {*NotCancelledReason}),
        ("places", {*NotPlacedReason}),
        ("reads", {*get_args(rest.OrderStatus), *get_args(rest.TradeStatus)}),
    ],
)
def test_every_word_of_a_venue_or_of_ours_has_its_row(part: str, listed: set[str]) -> None:
    assert listed - {each.word for each in PARTS[part]} == set()


def test_every_kind_of_effect_is_heard_and_only_what_may_make_an_order_is_exposure() -> None:
    for effect in EffectKind:
        ledger = Ledger()
        ledger(intent(FOURCASTERS, effect, references=("mine",), body=None))
        made = effect in (EffectKind.PLACE, EffectKind.EDIT)
        assert len(ledger.may_be_open()) == made
