"""What a place reply tells is held to the order: what contradicts it leaves the order unknown, with the reply as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs
import pytest
from accounts import GAME, ORDER, OTHER, fourcasters_at
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Replies, said
from socket_server import told

from crossbook import Odds, Placed, PlaceOutcome, PlaceUnknown
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.sandbox import Sandbox

Members: TypeAlias = Mapping[str, Any]

SIDE: Final = "66b000000000000000000001"
SPREAD: Final = NewOrder(game_id=GAME, market_type="spread", side=SIDE, line=Decimal("-3.5"), odds=-110, risk=100, user_reference="ref-1")
FILL: Final[Members] = {"amount": 40, "odds": -110, "number": -3.5, "type": "spread", "side": SIDE, "orderID": OTHER, "txID": "t1"}
RESTS: Final[Members] = {"orderID": ORDER, "offered": 60, "odds": -110, "type": "spread", "side": SIDE, "number": -3.5}


def entry(fill: Members | None = None, rests: Members | None = None) -> Members:
    return {"matched": [{**FILL, **(fill or {})}], "unmatched": {**RESTS, **(rests or {})}}


async def both(order: NewOrder, told_of: Members, venue: Replies, client: Fourcasters) -> PlaceOutcome:
    """Give what the entry comes to over REST and on the socket: the same."""
    venue.will(said({"data": {"createdSessions": [told_of]}}))
    (outcome,) = client.place_orders([order])
    (on_socket,) = await told({"data": [told_of]}, lambda socket: socket.place_orders([order]))
    assert type(on_socket) is type(outcome)
    return outcome


CONTRADICTS: Final[tuple[tuple[Members, str], ...]] = (
    (entry({"odds": -111}), "worse odds"),
    (entry({"odds": -110.1}), "worse odds"),
    (entry({"odds": 0}), "worse odds"),
    (entry({"odds": "NaN"}), "worse odds"),
    (entry(rests={"odds": -111}), "other odds"),
    (entry(rests={"odds": -109}), "other odds"),
    (entry(rests={"odds": "1e999"}), "other odds"),
    (entry({"amount": 100.03}, {"offered": 0}), "than was to be risked"),
    (entry({"amount": 41}), "than was to be risked"),
    (entry({"amount": "1e999999999"}), "than was to be risked"),
    (entry(rests={"offered": 60.03}), "than was to be risked"),
    (entry(rests={"offered": 101}), "than was to be risked"),
    (entry(rests={"side": "over"}), "another side"),
    (entry(rests={"number": -4}), "another line"),
    (entry({"type": "moneyline"}), "another kind of market"),
    (entry(rests={"type": "a kind of tomorrow"}), "another kind of market"),
    (entry({"market": "draw"}), "another market"),
    (entry({"number": -4}), "another line"),
    (entry({"number": "NaN"}), "another line"),
    (entry({"wagerRequestID": "w1"}, {"wagerRequestID": "w2"}), "parts of two placements"),
    ({"matched": [FILL], "unmatched": {}}, "nothing is said to rest"),
    ({"matched": [{**FILL, "amount": 89.9}], "unmatched": {}}, "nothing is said to rest"),
    ({"matched": [], "unmatched": {**RESTS, "offered": 1}}, "less was matched and rests than was to be risked"),
    ({"matched": [], "unmatched": {**RESTS, "offered": "89.98"}}, "less was matched and rests than was to be risked"),
    (entry({"amount": 20}, {"offered": 20}), "less was matched and rests than was to be risked"),
    ({"matched": [FILL, {**FILL, "amount": 60}], "unmatched": {}}, "one fill stands twice"),
    ({"matched": [{**FILL, "amount": 20}, {**FILL, "amount": 20, "txID": "T1"}], "unmatched": RESTS}, "one fill stands twice"),
    (entry(rests={"orderID": "zz"}), "what is no order id"),
    (entry(rests={"orderID": f" {ORDER}"}), "what is no order id"),
)


@pytest.mark.parametrize(("told_of", "problem"), CONTRADICTS)
async def test_what_contradicts_an_order_leaves_it_unknown(told_of: Members, problem: str, venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        outcome = await both(SPREAD, told_of, venue, client)
    assert isinstance(outcome, PlaceUnknown)
    assert problem in outcome.evidence.problem
    assert "HTTP 200" in (outcome.evidence.received or "")


FITS: Final[tuple[tuple[NewOrder, Members], ...]] = (
    (SPREAD, entry()),
    (SPREAD, entry({"odds": -105, "risk": 40.4, "win": 38, "winWithoutCommission": 38.1})),
    (SPREAD, entry({"odds": 120})),
    (SPREAD, entry({"amount": "40.000000", "odds": "-110"}, {"offered": "60.004"})),
    (SPREAD, entry({"side": SIDE.upper(), "market": "main", "number": None}, {"number": "-3.50", "market": ""})),
    (SPREAD, {"matched": [{"txID": "t1"}], "unmatched": {"orderID": ORDER}}),
    (SPREAD, {"matched": [{**FILL, "amount": 100.005}], "unmatched": {}}),
    (SPREAD, {"matched": [{**FILL, "amount": 91}], "unmatched": {}}),
    (SPREAD, {"matched": [], "unmatched": {**RESTS, "offered": 90}}),
    (SPREAD, {"matched": [], "unmatched": {key: value for key, value in RESTS.items() if key != "offered"}}),
    (SPREAD, {"matched": [{"txID": "t1"}], "unmatched": {**RESTS, "offered": 1}}),
    (attrs.evolve(SPREAD, order_type="fillAndKill"), {"matched": [{**FILL, "amount": 1}], "unmatched": {}}),
    (attrs.evolve(SPREAD, odds=-100), entry({"odds": 100}, {"odds": 100})),
    # In the place page's first scenario each fill has another side than its request: nobody knows whose it tells.
    (SPREAD, entry({"side": OTHER, "number": 3.5})),
    (SPREAD, entry({"wagerRequestID": "w1"}, {"wagerRequestID": "W1"})),
    (attrs.evolve(SPREAD, odds=Odds.parse("+102.5")), entry({"odds": 102}, {"odds": 103})),
    (attrs.evolve(SPREAD, order_type="fillAndKill"), {"matched": [FILL], "unmatched": {}}),
    (attrs.evolve(SPREAD, order_type="fillAndKill"), {"matched": [FILL]}),
    (attrs.evolve(SPREAD, order_type="fillOrKill"), {"matched": [{**FILL, "amount": 92}], "unmatched": {}}),
    (attrs.evolve(SPREAD, order_type="postArb"), entry({"odds": -109})),
    (attrs.evolve(SPREAD, market_type="moneyline", line=None), entry({"type": "moneyline", "number": 0}, {"type": None, "number": None})),
)


@pytest.mark.parametrize(("order", "told_of"), FITS)
async def test_what_the_documents_show_of_an_order_is_believed(order: NewOrder, told_of: Members, venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        assert isinstance(await both(order, told_of, venue, client), Placed)


@pytest.mark.parametrize("kind", ["fillAndKill", "fillOrKill"])
@pytest.mark.parametrize("rests", [{}, {"offered": None}])
async def test_of_an_order_that_never_rests_nothing_can_rest(kind: Any, rests: Members, venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        outcome = await both(attrs.evolve(SPREAD, order_type=kind), entry(rests=rests), venue, client)
    assert isinstance(outcome, PlaceUnknown)
    assert "never rests" in outcome.evidence.problem


async def test_an_order_that_only_rests_is_matched_by_nobody(venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        outcome = await both(attrs.evolve(SPREAD, order_type="post"), entry(), venue, client)
    assert isinstance(outcome, PlaceUnknown)
    assert "only rests was matched" in outcome.evidence.problem


def test_one_order_id_for_two_orders_proves_neither(venue: Replies, fourcasters: Fourcasters) -> None:
    orders = [attrs.evolve(SPREAD, user_reference=f"ref-{number}") for number in range(3)]
    offers: list[Members] = [{**RESTS, "offered": 100, "orderID": each} for each in (ORDER, OTHER, ORDER.upper())]
    bare: list[Members] = [{"matched": [], "unmatched": offer} for offer in offers]
    venue.will(said({"data": {"createdSessions": bare}}))
    outcomes = fourcasters.place_orders(orders)
    assert [type(outcome) for outcome in outcomes] == [PlaceUnknown, Placed, PlaceUnknown]
    assert [outcome.user_reference for outcome in outcomes] == ["ref-0", "ref-1", "ref-2"]


@pytest.mark.parametrize("kind", ["post", "postArb"])
async def test_an_order_rests_with_all_that_was_not_matched_whatever_its_type(kind: Any, venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        part: Members = {"matched": [], "unmatched": {**RESTS, "offered": 50}}
        outcome = await both(attrs.evolve(SPREAD, order_type=kind), part, venue, client)
    assert isinstance(outcome, PlaceUnknown)


@pytest.mark.parametrize(("stake", "kind"), [(1, PlaceUnknown), ("89.97", PlaceUnknown), (90, Placed), (100, Placed)])
async def test_all_or_nothing_is_all_but_what_the_venue_forgives(stake: object, kind: type[object], venue: Replies) -> None:
    with fourcasters_at(venue.url) as client:
        told_of: Members = {"matched": [{**FILL, "amount": stake}], "unmatched": {}}
        assert type(await both(attrs.evolve(SPREAD, order_type="fillOrKill"), told_of, venue, client)) is kind


async def test_one_fill_in_two_entries_proves_neither_order(venue: Replies) -> None:
    orders = [attrs.evolve(SPREAD, user_reference=f"ref-{number}") for number in range(3)]
    entries: list[Members] = [{"matched": [{**FILL, "amount": 100, "txID": name}], "unmatched": {}} for name in ("t1", "t2", "T1")]
    venue.will(said({"data": {"createdSessions": entries}}))
    kinds = [PlaceUnknown, Placed, PlaceUnknown]
    with fourcasters_at(venue.url) as client:
        assert [type(outcome) for outcome in client.place_orders(orders)] == kinds
    assert [type(outcome) for outcome in await told({"data": entries}, lambda socket: socket.place_orders(orders))] == kinds


@pytest.mark.parametrize("order_type", ["limit", "postArb", "fillAndKill", "fillOrKill"])
def test_whatever_a_market_does_is_believed(order_type: Any, sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    game = venue.add_game(away="Lakers", home="Celtics")
    for odds, bet in ((-110, "33.33"), (-110, "7.77"), (-109, "41.13")):
        venue.trader("other").place(game.id, "moneyline", game.away.id, odds=odds, bet=Decimal(bet))
    order = NewOrder(
        game_id=game.id, market_type="moneyline", side=game.home.id, odds=Decimal("108.9"), risk=Decimal("59.99"), order_type=order_type
    )
    with Fourcasters(token=venue.token, base_url=venue.url, pacing=None) as client:
        (outcome,) = client.place_orders([order])
    assert isinstance(outcome, Placed)
    assert outcome.fills


@pytest.fixture(scope="module")
def ask(server: Replies) -> Any:
    with fourcasters_at(server.url) as client:

        def asked(order: NewOrder, told_of: Members) -> PlaceOutcome:
            server.always(said({"data": {"createdSessions": [told_of]}}))
            return client.place_orders([order])[0]

        yield asked


ODDS: Final = st.integers(100, 400).flatmap(lambda number: st.sampled_from([number, -number]))
CENTS: Final = st.integers(0, 12_000).map(lambda cents: Decimal(cents) / 100)


def pays(american: int) -> Fraction:
    return Fraction(american, 100) if american > 0 else Fraction(100, -american)


@settings(max_examples=300, deadline=None)
@given(asked=ODDS, told=ODDS, stakes=st.lists(CENTS, max_size=3), resting=CENTS)
def test_an_order_is_placed_only_at_its_odds_or_better_and_within_its_risk(
    asked: int, told: int, stakes: list[Decimal], resting: Decimal, ask: Callable[[NewOrder, Members], PlaceOutcome]
) -> None:
    fills = [{**FILL, "amount": str(stake), "odds": told, "txID": f"t{place}"} for place, stake in enumerate(stakes)]
    offer = {**RESTS, "odds": asked, "offered": str(resting)}
    outcome = ask(attrs.evolve(SPREAD, odds=asked), {"matched": fills, "unmatched": offer})
    total = sum(stakes, resting)
    if isinstance(outcome, Placed):
        assert not fills or pays(told) >= pays(asked)
        assert total <= 100 + Decimal("0.01") * (len(fills) + 1)
        assert total >= 100 - 10 - Decimal("0.01") * (len(fills) + 1)
    elif resting:
        assert (fills and pays(told) < pays(asked)) or not 90 <= total <= 100
