"""An interrupt at any step of a ledger that is told something: it has heard all of that or nothing, and may be told again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
import msgspec
import pytest
from interrupts import Stopped, stopped_at
from ledger_messages import (
    FOURCASTERS,
    MISSING,
    PREDICTSTREET,
    attempted,
    cancel_call,
    cancelled_there,
    ended,
    filled,
    filled_there,
    fourcasters_id,
    gone,
    intent,
    new_order,
    order_there,
    place_call,
    placed,
    predictstreet_id,
    rests_there,
    row,
    taken,
    wager_id,
)
from samples import sample

from crossbook import Cancelled, CancelUnknown, Edited, Ledger, NotPlaced, NotPlacedReason, Placed, PlaceUnknown
from crossbook.observing import CallEnded, CallInterrupted, Event
from crossbook_bindings.runtime import EffectKind

PLACES: Final = ("crossbook/ledger/", "crossbook/core/facts", "crossbook/fourcasters/facts", "crossbook/predictstreet/facts")
EVERY, MOST = sample((37, 40), long=(1, 100_000))
"""How many steps lie between those that are tried, and how many of one telling are: with more of them, they are further apart."""
KEY: Final = "ps_live_7"
WALLET: Final = "0x" + "1" * 40

Telling: TypeAlias = Callable[[Ledger], object]


@attrs.frozen
class Hears:
    """What an observer is told."""

    event: Event

    def __call__(self, ledger: Ledger) -> None:
        ledger(self.event)


def heard(event: Event) -> Telling:
    return Hears(event)


def told(value: object, account: str | None = None) -> Telling:
    return lambda ledger: ledger.add(value, account=account)


def listed(venue: str, *orders: Any, account: str | None = None) -> Telling:
    return lambda ledger: ledger.add_open_orders(venue, orders, asked_at=500.0, account=account)


def rests(order_id: str, reference: str | None = "mine", resting: int = 100, wager: str | None = None) -> Placed:
    return Placed(order_id=order_id, resting=Decimal(resting), fills=(), wager_request_id=wager, user_reference=reference)


def refused(reference: str | None = "mine") -> NotPlaced:
    return NotPlaced(reason=NotPlacedReason.OTHER, user_reference=reference)


def unknown(reference: str | None = "mine") -> PlaceUnknown:
    return PlaceUnknown(order=new_order(reference=reference), evidence=MISSING)


def ends(number: int) -> Sequence[Telling]:
    """An order that is placed, matched in part, and gone."""
    name = f"n{number}"
    return (
        told(placed(number=number, reference=name)),
        told(filled(30, 70, f"f{number}", number, reference=name)),
        told(gone(30, number, name)),
    )


SEVERAL: Final = place_call(FOURCASTERS, (100, "a"), (100, "b"), (100, None))
STORIES: Final[dict[str, tuple[int, Sequence[Telling]]]] = {
    "4casters, placed": (
        100,
        (
            heard(SEVERAL),
            heard(attempted(FOURCASTERS)),
            heard(ended(rests(fourcasters_id(1), "a", wager=wager_id(1)), refused("b"), unknown(None))),
            told((placed(number=1, reference="a"), filled(30, 70, reference="a"), taken(10, reference="a"))),
            listed(FOURCASTERS, row(reference="a")),
        ),
    ),
    "4casters, edited": (
        100,
        (
            listed(FOURCASTERS, row()),
            heard(
                msgspec.structs.replace(
                    intent(FOURCASTERS, EffectKind.EDIT, order_ids=(fourcasters_id(1),), references=("new",), operation="editOrder"),
                    body=json.dumps({"orderID": fourcasters_id(1), "number": 41, "odds": -110, "bet": 70, "userReference": "new"}),
                )
            ),
            heard(
                ended(
                    Edited(
                        old=Cancelled(fourcasters_id(1), filled=Decimal(20), remaining=Decimal(80)),
                        new=rests(fourcasters_id(2), "new", 70),
                    )
                )
            ),
        ),
    ),
    "4casters, cancelled": (
        100,
        (
            listed(FOURCASTERS, row(number=1), row(number=2, reference="other")),
            heard(cancel_call(FOURCASTERS, fourcasters_id(1), fourcasters_id(2))),
            heard(
                ended(
                    Cancelled(fourcasters_id(1), filled=Decimal(20), remaining=Decimal(80)),
                    CancelUnknown(order_id=fourcasters_id(2), evidence=MISSING),
                )
            ),
        ),
    ),
    "PredictStreet, placed": (
        100,
        (
            heard(place_call(PREDICTSTREET, (100, "mine"), (50, "yours"), account=KEY)),
            heard(attempted(PREDICTSTREET)),
            # Of the wallet's, and of nobody's: what carries the name is one.
            told(rests_there()),
            heard(ended(rests(predictstreet_id(1)), rests(predictstreet_id(2), "yours", 50))),
            told(filled_there(30), WALLET),
            told(rests_there("yours"), WALLET),
            told(cancelled_there()),
            told(order_there(100, 30)),
            listed(PREDICTSTREET, order_there(50, number=2, reference="yours"), account=KEY),
        ),
    ),
    "PredictStreet, sent twice and refused": (
        100,
        (
            heard(place_call(PREDICTSTREET, (100, "mine"), account=KEY)),
            heard(place_call(PREDICTSTREET, (100, "mine"), account=KEY, call=2)),
            heard(ended(refused(), call=2)),
            heard(ended(refused(), call=1)),
        ),
    ),
    "forgotten": (1, (*ends(1), *ends(2), *ends(3))),
    "forgotten at once": (0, (*ends(1), *ends(2))),
    "forgotten, with placements": (
        1,
        tuple(
            heard(event)
            for call in (1, 2, 3)
            for event in (
                place_call(FOURCASTERS, (100, "same"), call=call),
                ended(rests(fourcasters_id(call), "same", 0, wager_id(call)), call=call),
            )
        ),
    ),
}


def said(ledger: Ledger) -> object:
    """Give all that a ledger says. What it keeps may stand in any order; what it calls itself is drawn."""
    shown = re.sub(r"\|[0-9a-f]{16}\|", "|run|", ledger.to_json())
    kept: dict[str, list[dict[str, Any]]] = msgspec.json.decode(shown)
    kept["records"].sort(key=str)
    kept["carried"].sort(key=str)
    known = sorted(re.sub(r"\|[0-9a-f]{16}\|", "|run|", repr(each)) for each in (*ledger.may_be_open(), *ledger.contradictions()))
    return known, ledger.exposure(), kept


def after(keep: int, tellings: Sequence[Telling]) -> Ledger:
    ledger = Ledger(keep_ended=keep, clock=lambda: 1000.0)
    for tell in tellings:
        tell(ledger)
        ledger.exposure()
    return ledger


def is_stuck(ledger: Ledger, stopped: Stopped) -> bool:
    """Say whether the lock is left held: in front of the call that gives it back, where no signal is looked for."""
    return vars(ledger)["_lock"].locked() and stopped.struck[1] in ("LOAD_CONST", "PRECALL", "CALL", "POP_TOP")


def points(keep: int, tellings: Sequence[Telling], place: int) -> range:
    """Give the steps to be tried of a telling."""
    ledger = after(keep, tellings[:place])
    steps = stopped_at(10**9, lambda: tellings[place](ledger), *PLACES).steps
    return range(1 + place % EVERY, steps + 1, max(EVERY, steps // MOST))


def interrupted(story: str, *, ends: bool = False) -> Iterator[tuple[int, Ledger]]:
    """Interrupt each telling of a story at each of its steps; or those only that a call `ends` with."""
    keep, tellings = STORIES[story]
    for place, tell in enumerate(tellings):
        if ends and not (isinstance(tell, Hears) and isinstance(tell.event, CallEnded)):
            continue
        stuck = 0
        for point in points(keep, tellings, place):
            ledger = after(keep, tellings[:place])
            stopped = stopped_at(point, lambda: tell(ledger), *PLACES)  # noqa: B023 - called at once
            if not stopped.was_interrupted:
                assert stopped.error is None
                break
            if is_stuck(ledger, stopped):
                stuck += 1
                continue
            yield place, ledger
        assert stuck <= 6


@pytest.mark.parametrize("story", STORIES)
def test_what_a_ledger_is_told_is_heard_wholly_or_not_at_all(story: str) -> None:
    keep, tellings = STORIES[story]
    states = [said(after(keep, tellings[:place])) for place in range(len(tellings) + 1)]
    tried = 0
    for place, ledger in interrupted(story):
        tried += 1
        found = said(ledger)
        assert found in states[place : place + 2]
        if found == states[place]:
            tellings[place](ledger)
            assert said(ledger) == states[place + 1]
        for tell in tellings[place + 1 :]:
            tell(ledger)
        assert said(ledger) == states[-1]
    assert tried > 50


@pytest.mark.parametrize("story", [story for story in STORIES if story not in ("forgotten", "forgotten at once")])
def test_an_end_that_is_interrupted_is_heard_as_it_is_told_then(story: str) -> None:
    keep, tellings = STORIES[story]
    for place, ledger in interrupted(story, ends=True):
        tell = tellings[place]
        if isinstance(tell, Hears) and isinstance(end := tell.event, CallEnded):
            ledger(CallInterrupted(call=end.call, at=end.at, by="KeyboardInterrupt", outcomes=end.outcomes, error=None))
            assert said(ledger) == said(after(keep, tellings[: place + 1]))
