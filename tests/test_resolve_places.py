"""What 4casters' look-ups prove about placements whose reply never came: every rung, and what contradicts it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import attrs
import lost_commands
import pytest
from accounts import GAME, ORDER, OTHER, Clients
from desks import AWAY, LOST, REFERENCE, Desk, bet, buckets, matched, resting, unmatched
from lost_commands import LATE, NEW, UNKNOWN, found
from replies import Act, Answer, Closed, Replies, said

from crossbook import Evidence, Fill, NotPlaced, NotPlacedReason, Outcome, Placed, PlaceUnknown, Proof
from crossbook.fourcasters import Fourcasters, NewOrder

PLACING = Evidence(operation="placeOrders", sent="POST /session/v3/place", received=None, problem="no complete reply came")
UNPLACED = PlaceUnknown(order=NEW, evidence=PLACING)
desk = pytest.fixture(lost_commands.desk)


def test_a_resting_order_of_its_reference_proves_a_placement(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(bet=60, offered=60, filled="12.5")], bets=[bet()]))
    (outcome,) = fourcasters.resolve([UNPLACED])
    fill = Fill(fill_id="66d000000000000000000001", stake=Decimal(40), odds=Decimal(-110), risk=Decimal("40.36"), win=Decimal("36.00"))
    assert outcome == Placed(
        order_id=ORDER,
        resting=Decimal("47.5"),
        fills=(fill,),
        wager_request_id="66e000000000000000000001",
        user_reference=REFERENCE,
        proof=Proof.LOOK_UP,
    )
    assert desk.asked == ["getBetByUserReference"]


def test_bets_of_all_of_it_prove_a_placement_of_which_nothing_rests(desk: Desk, fourcasters: Fourcasters) -> None:
    graded = {key: value for key, value in bet(60, txID="2").items() if key != "userReference"}
    desk.tell("getBetByUserReference", buckets(bets=[bet()], graded=[graded]))
    desk.tell("getUnmatched", resting())
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert (outcome.order_id, outcome.resting, outcome.proof) == (None, Decimal(0), Proof.BETS)
    assert sum(fill.stake or 0 for fill in outcome.fills) == 100
    assert outcome.may_be_open is False


def test_what_has_rested_may_be_smaller_only_by_what_its_taker_bets_took(desk: Desk, fourcasters: Fourcasters) -> None:
    of_maker = bet(60, origin="offer")
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(bet=100, offered=100, filled=60)], bets=[of_maker]))
    (outcome,) = fourcasters.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, Placed)
    assert outcome.resting == 40


def test_all_or_nothing_is_not_placed_by_a_bet_of_a_part_of_it(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[bet()]))
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched(bet()))
    kill = attrs.evolve(NEW, order_type="fillOrKill")
    assert "found on 40 USD, and 100 were sent" in found(fourcasters.resolve([PlaceUnknown(order=kill, evidence=PLACING)], **LATE)[0])


def test_a_bet_that_is_graded_meanwhile_counts_once(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[bet(100)], graded=[bet(100)]))
    desk.tell("getUnmatched", resting())
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert len(outcome.fills) == 1


def test_whether_a_remainder_rests_is_certain_only_late(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[bet()]))
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched(bet()))
    assert "not certain yet" in found(fourcasters.resolve([UNPLACED])[0])
    (outcome,) = fourcasters.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, Placed)
    assert outcome.resting == 0
    kill = PlaceUnknown(order=NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100, order_type="fillAndKill", user_reference=REFERENCE), evidence=PLACING)  # fmt: skip # noqa: E501
    assert isinstance(fourcasters.resolve([kill])[0], Placed), "of a kill type nothing ever rests"


def test_a_placement_that_is_nowhere_never_was_when_it_can_no_longer_arrive(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", resting(unmatched(OTHER, userReference="another"), unmatched(OTHER, game={"id": OTHER})))
    desk.tell("getMatchedBets", matched(bet(userReference="another"), bet(game=None)))
    assert found(fourcasters.resolve([UNPLACED])[0]) == "nothing carries its reference, but the place may still arrive"
    (outcome,) = fourcasters.resolve([UNPLACED], **LATE)
    assert outcome == NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=REFERENCE, proof=Proof.ABSENCE)
    assert outcome.may_be_open is False
    assert desk.asked[-3:] == ["getBetByUserReference", "getUnmatched", "getMatchedBets"]


UNPLACEABLE: list[tuple[str, Act, str]] = [
    ("two that rest", buckets(resting=[unmatched(bet=50), unmatched(OTHER, bet=50)]), "found more than once: 2 orders that rest"),
    ("more than was sent", buckets(resting=[unmatched()], bets=[bet(1)]), "found more than once: 101 USD carry it, and 100 were sent"),
    ("less than was sent", buckets(resting=[unmatched(bet=1, offered=1)]), "found on 1 USD, and 100 were sent"),
    ("of which less is left", buckets(resting=[unmatched(bet=100, offered=1)]), "found on 1 USD, and 100 were sent"),
    ("less in two parts", buckets(resting=[unmatched(bet=40, offered=40)], bets=[bet()]), "found on 80 USD, and 100 were sent"),
    ("another side", buckets(resting=[unmatched(participantID=OTHER)]), "on another order than the one that was sent"),
    ("another market", buckets(bets=[bet(type="total")]), "on another order than the one that was sent"),
    ("other odds", buckets(resting=[unmatched(odds=120)]), "with other odds than the one that was sent"),
    ("NaN", buckets(bets=[bet("NaN")]), "no number"),
    ("another reference", buckets(resting=[unmatched(userReference="another")]), "getBetByUserReference brought nothing"),
    ("no reply", LOST, "getBetByUserReference brought nothing"),
    ("408", said({"error": "userReference and gameID are required"}, 408), "getBetByUserReference brought nothing (HTTP 408)"),
]


@pytest.mark.parametrize(("by_name", "words"), [case[1:] for case in UNPLACEABLE], ids=[case[0] for case in UNPLACEABLE])
def test_what_proves_nothing_leaves_a_placement_unknown(by_name: Act, words: str, desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", by_name)
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    assert words in found(fourcasters.resolve([UNPLACED], **LATE)[0])


@pytest.mark.parametrize(
    ("listed", "bets", "words"),
    [
        (resting(unmatched()), matched(), "a list holds its reference"),
        (resting(), matched(bet()), "a list holds its reference"),
        (LOST, matched(), "getUnmatched brought nothing"),
        (resting(), LOST, "getMatchedBets brought nothing"),
    ],
)
def test_absence_is_proof_only_if_every_place_was_looked_at_and_agrees(
    listed: Act, bets: Act, words: str, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", listed)
    desk.tell("getMatchedBets", bets)
    assert words in found(fourcasters.resolve([UNPLACED], **LATE)[0])


AGES_AGO = "2024-01-01T00:00:00.000Z"


@pytest.mark.parametrize("dated", [(("Date", "Fri, 27 Nov 2026 13:30:00 GMT"),), ()], ids=["by its Date", "by this machine's clock"])
@pytest.mark.parametrize(
    "old", [{"resting": [unmatched(createdAt=AGES_AGO)]}, {"bets": [bet(createdAt=AGES_AGO)]}], ids=["rests", "matched"]
)
def test_what_is_older_than_a_placement_is_another_one(
    old: dict[str, Any], dated: tuple[tuple[str, str], ...], clients: Clients, desk: Desk
) -> None:
    client = clients.fourcasters()
    (unknown,) = client.place_orders([NEW])
    assert isinstance(unknown, PlaceUnknown)
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    desk.tell("getBetByUserReference", attrs.evolve(buckets(**old), headers=dated))
    assert "created before it was sent" in found(client.resolve([unknown], **LATE)[0])
    now = "2026-11-27T13:29:59.000Z" if dated else datetime.now(UTC).isoformat()
    for told in (now, "yesterday", None):
        young = {name: [each | {"createdAt": told} for each in rows] for name, rows in old.items()}
        desk.tell("getBetByUserReference", attrs.evolve(buckets(**young), headers=dated))
        assert isinstance(client.resolve([unknown], **LATE)[0], Placed)


def test_when_a_command_of_another_process_left_nobody_knows(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(createdAt=AGES_AGO)]))
    assert isinstance(fourcasters.resolve([UNPLACED])[0], Placed)


def test_what_is_to_prove_something_is_asked_on_connections_of_its_own(desk: Desk, venue: Replies, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", Answer(500))
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    unknown: list[Outcome] = [UNKNOWN, UNPLACED]
    fourcasters.resolve(unknown, **LATE)
    fourcasters.open_orders()
    asked = [request.connection for request in venue.requests]
    assert len(asked) > 4
    assert len(set(asked)) == len(asked), "a list that a server sends twice is not taken for the next one's"


def test_what_arrives_between_two_looks_is_looked_up_again(desk: Desk, fourcasters: Fourcasters) -> None:
    looks = [buckets(), buckets(resting=[unmatched(bet=60, offered=60, filled=0)], bets=[bet()])]
    desk.tell("getBetByUserReference", lambda _: looks.pop(0))
    desk.tell("getUnmatched", resting(unmatched(bet=60, offered=60, filled=0)))
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert (outcome.resting, len(outcome.fills)) == (Decimal(60), 1), "with the fills that the first look could not see"


def test_two_unknown_placements_of_one_reference_are_not_told_apart(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched()]))
    desk.tell("getUnmatched", resting(unmatched()))
    desk.tell("getMatchedBets", matched())
    another = PlaceUnknown(order=NEW, evidence=PLACING)
    known = Placed(order_id=OTHER, resting=None, fills=(), wager_request_id=None, user_reference=REFERENCE)
    for other in (another, known):
        assert "not the only placement here that has its reference" in found(fourcasters.resolve([UNPLACED, other], **LATE)[0])
    once = fourcasters.resolve([UNPLACED, UNPLACED], **LATE)
    assert [type(outcome) for outcome in once] == [Placed, Placed], "one outcome that is handed in twice is one placement"


def test_an_order_is_named_before_it_leaves(venue: Replies, desk: Desk, fourcasters: Fourcasters) -> None:
    venue.will(Closed())
    unnamed = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100)
    outcomes = fourcasters.place_orders([unnamed, unnamed, NEW])
    sent = [order["userReference"] for order in venue.last.json["orders"]]
    assert len(set(sent)) == 3
    assert sent[2] == REFERENCE
    assert [outcome.user_reference for outcome in outcomes] == sent
    desk.tell("getBetByUserReference", lambda query: buckets(resting=[unmatched(userReference=query["userReference"])]))
    assert [outcome.user_reference for outcome in fourcasters.resolve(outcomes)] == sent


def test_a_placement_without_a_reference_stays_unknown(fourcasters: Fourcasters) -> None:
    unnamed = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100)
    (outcome,) = fourcasters.resolve([PlaceUnknown(order=unnamed, evidence=PLACING)])
    assert found(outcome) == "it has no reference to be looked up by"
