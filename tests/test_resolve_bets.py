"""What is told of bets and orders that carry a placement's reference is held to that order: what contradicts it is another's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import lost_commands
import pytest
from accounts import OTHER
from desks import AWAY, Desk, bet, buckets, matched, resting, unmatched
from lost_commands import LATE, NEW, found

from crossbook import Evidence, Placed, PlaceUnknown, Proof
from crossbook.fourcasters import Fourcasters, NewOrder

PLACING = Evidence(operation="placeOrders", sent="POST /session/v3/place", received=None, problem="no complete reply came")
desk = pytest.fixture(lost_commands.desk)

WORSE = "a bet with worse odds than were asked for"
ANOTHER = "another order than the one that was sent"
SPREAD = attrs.evolve(NEW, market_type="spread", line=Decimal("-3.5"))
TOTAL = attrs.evolve(NEW, market_type="total", side="over", line=Decimal("8.5"))
DRAW = attrs.evolve(NEW, market_type="moneyline1x2", side="yes", market="draw")
OF_A_SPREAD = bet(100, type="spread", spread=-3.5)
OF_A_TOTAL = bet(100, type="total", total=8.5, OU="over", participantID=None)
OF_A_DRAW = bet(100, type="moneyline1x2", market="draw", side="yes", participantID="")
IMPOSSIBLE: list[tuple[str, NewOrder, dict[str, Any], str]] = [
    ("-150 for -110", NEW, bet(100, odds=-150), WORSE),
    ("-1000 for -110", NEW, bet(100, odds=-1000), WORSE),
    ("-110.1 for -110", NEW, bet(100, odds=-110.1), WORSE),
    ("119 for 120", attrs.evolve(NEW, odds=120), bet(100, odds=119), WORSE),
    ("no odds at all", NEW, bet(100, odds=0), WORSE),
    ("odds that are no number", NEW, bet(100, odds="NaN"), WORSE),
    ("-111 for a maker's -110", NEW, bet(100, odds=-111, origin="offer"), WORSE),
    ("another line", SPREAD, OF_A_SPREAD | {"spread": -4.5}, ANOTHER),
    ("a line that is no number", SPREAD, OF_A_SPREAD | {"spread": "sNaN"}, ANOTHER),
    ("a total for a spread", SPREAD, bet(100, type=None, total=3.5), ANOTHER),
    ("a line of a moneyline", NEW, bet(100, type=None, spread=3.5), ANOTHER),
    ("another participant", SPREAD, OF_A_SPREAD | {"participantID": OTHER}, ANOTHER),
    ("under", TOTAL, OF_A_TOTAL | {"OU": "under"}, ANOTHER),
    ("no", DRAW, OF_A_DRAW | {"side": "no"}, ANOTHER),
    ("a participant's market", DRAW, OF_A_DRAW | {"market": AWAY}, ANOTHER),
    ("a market of three outcomes", NEW, bet(100, type=None, market="draw"), ANOTHER),
]


@pytest.mark.parametrize(("order", "impossible", "words"), [case[1:] for case in IMPOSSIBLE], ids=[case[0] for case in IMPOSSIBLE])
def test_a_bet_that_contradicts_the_order_proves_nothing(
    order: NewOrder, impossible: dict[str, Any], words: str, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    graded = {name: told for name, told in impossible.items() if name not in ("userReference", "origin")}
    for told in (buckets(bets=[impossible]), buckets(graded=[graded]), buckets(bets=[bet(1, txID="1"), impossible | {"bet": 99}])):
        desk.tell("getBetByUserReference", told)
        assert f"its reference was found on {words}" in found(fourcasters.resolve([PlaceUnknown(order=order, evidence=PLACING)], **LATE)[0])


def test_a_post_order_never_takes(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    post = PlaceUnknown(order=attrs.evolve(NEW, order_type="post"), evidence=PLACING)
    for rows in ({}, {"resting": [unmatched(bet=60, offered=60, filled=0)]}):
        desk.tell("getBetByUserReference", buckets(bets=[bet()], **rows))
        assert "a bet that took what rested, and an order of its type never does" in found(fourcasters.resolve([post], **LATE)[0])
    desk.tell("getBetByUserReference", buckets(graded=[bet(100)]))
    assert isinstance(fourcasters.resolve([post], **LATE)[0], Placed), "a graded bet does not say whether it took"


ODD = attrs.evolve(NEW, odds=Decimal("-110.5"))
EVEN = attrs.evolve(NEW, odds=100)
POSSIBLE: list[tuple[str, NewOrder, dict[str, Any]]] = [
    ("better odds", NEW, bet(100, odds=-105)),
    ("plus for minus", NEW, bet(100, odds=120)),
    ("no odds told", NEW, bet(100, odds=None)),
    ("even money", EVEN, bet(100, odds=-100)),
    ("rounded odds", ODD, bet(100, odds=-111)),
    ("taken where it rested", attrs.evolve(NEW, order_type="post"), bet(100, origin="offer")),
    ("nobody says whose it is", attrs.evolve(NEW, order_type="post"), bet(100, origin=None)),
    ("postArb takes", attrs.evolve(NEW, order_type="postArb"), bet(100)),
    ("a spread", SPREAD, OF_A_SPREAD | {"total": None}),
    ("the other sign", SPREAD, OF_A_SPREAD | {"spread": 3.5}),
    ("a total", TOTAL, OF_A_TOTAL | {"spread": 0, "market": "main"}),
    ("a draw", DRAW, OF_A_DRAW),
]


@pytest.mark.parametrize(("order", "possible"), [case[1:] for case in POSSIBLE], ids=[case[0] for case in POSSIBLE])
def test_a_bet_that_the_order_can_have_made_proves_it(
    order: NewOrder, possible: dict[str, Any], desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[possible]))
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched(possible))
    (outcome,) = fourcasters.resolve([PlaceUnknown(order=order, evidence=PLACING)], **LATE)
    assert isinstance(outcome, Placed)
    assert outcome.proof is Proof.BETS


@pytest.mark.parametrize(("order", "odds"), [(EVEN, -100), (ODD, -110), (ODD, -111)], ids=["even money", "rounded", "rounded up"])
def test_odds_that_are_told_as_whole_numbers_are_those_of_an_order_that_rests(
    order: NewOrder, odds: int, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(odds=odds)]))
    assert isinstance(fourcasters.resolve([PlaceUnknown(order=order, evidence=PLACING)])[0], Placed)
