"""An edit at 4casters has two legs: each ends in what its reply proves, and an edit that destroyed its order never reads as success."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import attrs
import pytest
from accounts import GAME, ORDER, OTHER, QUICK, TOKEN, Clients, fourcasters_at
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    CrossbookError,
    Edited,
    EditOutcome,
    EditUnknown,
    Fill,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    NotSent,
    Placed,
    PlaceUnknown,
    RateLimited,
    Unauthorized,
)
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.sandbox import Fault, Sandbox

SIDE: Final = "66b000000000000000000001"
NEW: Final = NewOrder(game_id=GAME, market_type="spread", side=SIDE, line=Decimal("3.5"), odds=185, risk=100, user_reference="ref-2")
GONE: Final[dict[str, Any]] = {
    "success": True,
    "orderID": ORDER,
    "odds": 180,
    "filled": 30,
    "offered": 0,
    "remaining": 70,
    "side": SIDE,
    "number": 3.5,
    "gameID": GAME,
    "userReference": "ref-1",
    "description": "Away Team",
}
FAILED: Final[dict[str, Any]] = {"success": False, "orderID": ORDER, "description": "order already cancelled"}
RESTS: Final[dict[str, Any]] = {
    "orderID": OTHER,
    "wagerRequestID": "w2",
    "offered": 100,
    "odds": 185,
    "type": "spread",
    "side": SIDE,
    "number": 3.5,
    "userReference": "ref-2",
}
FILL: Final[dict[str, Any]] = {
    "amount": 40,
    "odds": 190,
    "number": 3.5,
    "type": "spread",
    "side": SIDE,
    "orderID": "66c000000000000000000009",
    "txID": "t1",
    "wagerRequestID": "w2",
    "userReference": "ref-2",
    "risk": 40.4,
    "win": 75.24,
    "winWithoutCommission": 76,
}
OLD: Final = Cancelled(ORDER, Decimal(30), Decimal(70), "ref-1", GAME)


def edited(venue: Replies, client: Fourcasters, data: Any, new: NewOrder = NEW, **guards: Any) -> EditOutcome:
    venue.will(said({"data": data}))
    return client.edit_order(ORDER, new, **guards)


# ------------------------------------------------------------------------------------------------------------ what is sent


def test_everything_that_can_be_said_is_said_on_the_route_that_has_a_description(venue: Replies, fourcasters: Fourcasters) -> None:
    edited(
        venue, fourcasters, {}, attrs.evolve(NEW, odds=Decimal("102.5"), risk=Decimal("100.10"), order_type="post", expires_in_minutes=0)
    )
    assert (venue.last.method, venue.last.target) == ("POST", "/session/editOrder")
    assert json.loads(venue.last.body, parse_float=Decimal) == {
        "sessionID": ORDER,
        "orderOdds": Decimal("102.5"),
        "orderVolume": Decimal("100.10"),
        "orderType": "post",
        "userReference": "ref-2",
        "expiryChange": 0,
    }


@pytest.mark.parametrize(
    ("guards", "members"),
    [
        ({"expected_remaining": Decimal("70.5")}, {"intendedOrderVolume": 70.5, "blockIfNoOtherSideOrders": False}),
        ({"needs_other_side": True}, {"blockIfNoOtherSideOrders": True}),
        ({"expected_remaining": 70, "needs_other_side": True}, {"intendedOrderVolume": 70, "blockIfNoOtherSideOrders": True}),
    ],
)
def test_a_guard_goes_over_the_route_on_which_it_works(
    guards: dict[str, Any], members: dict[str, Any], venue: Replies, fourcasters: Fourcasters
) -> None:
    edited(venue, fourcasters, {}, **guards)
    assert venue.last.target == "/session/v4/editOrder"
    rest = {"sessionID": ORDER, "orderOdds": 185, "orderVolume": 100, "orderType": "limit", "userReference": "ref-2"}
    assert venue.last.json == rest | members


def test_a_new_order_is_named_before_it_leaves(venue: Replies, fourcasters: Fourcasters) -> None:
    nameless = attrs.evolve(NEW, user_reference=None)
    outcomes = [edited(venue, fourcasters, {}, nameless) for _ in range(2)]
    sent = [request.json["userReference"] for request in venue.requests]
    assert len(set(sent)) == 2
    assert [outcome.new.user_reference for outcome in outcomes if isinstance(outcome, EditUnknown) and outcome.new] == sent


def changed(**wrong: Any) -> NewOrder:
    return attrs.evolve(NEW, **wrong)


@pytest.mark.parametrize(
    ("order_id", "new", "guards"),
    [
        (None, NEW, {}),
        (7, NEW, {}),
        (ORDER, None, {}),
        (ORDER, [NEW], {}),
        (ORDER, attrs.evolve(NEW, odds=0), {}),
        (ORDER, changed(odds=None), {}),
        (ORDER, changed(risk=None), {}),
        (ORDER, attrs.evolve(NEW, risk=0), {}),
        (ORDER, changed(risk=0.5), {}),
        (ORDER, attrs.evolve(NEW, line=None), {}),
        (ORDER, attrs.evolve(NEW, expires_in_minutes=-1), {}),
        (ORDER, NEW, {"expected_remaining": 0}),
        (ORDER, NEW, {"expected_remaining": -1}),
        (ORDER, NEW, {"expected_remaining": 70.0}),
        (ORDER, NEW, {"expected_remaining": "70"}),
        (ORDER, NEW, {"expected_remaining": True}),
        (ORDER, NEW, {"needs_other_side": None}),
        (ORDER, NEW, {"needs_other_side": 1}),
    ],
)
def test_a_wrong_edit_is_not_sent(order_id: Any, new: Any, guards: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest, match=r"expected .*, found .*nothing was sent"):
        fourcasters.edit_order(order_id, new, **guards)
    assert venue.requests == []


def test_an_id_that_names_no_order_is_an_outcome_and_is_not_sent(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = fourcasters.edit_order("65b0", NEW)
    assert outcome == NotEdited(old=NotCancelled(order_id="65b0", reason=NotCancelledReason.MALFORMED_ID))
    assert not outcome.may_be_open
    assert venue.requests == []


# ---------------------------------------------------------------------------------------------------------- what comes back


def test_an_order_that_was_replaced_rests_under_its_new_id(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": [], "unmatched": RESTS})
    new = Placed(order_id=OTHER, resting=Decimal(100), fills=(), wager_request_id="w2", user_reference="ref-2")
    assert outcome == Edited(old=OLD, new=new)
    assert outcome.may_be_open
    # Some are written as text by the venue.
    text: dict[str, Any] = {
        "cancelled": GONE | {"filled": "30.00"},
        "matched": [],
        "unmatched": RESTS | {"offered": "100.000000", "odds": "185"},
    }
    assert edited(venue, fourcasters, text) == outcome


def test_fills_of_the_new_order_are_told_with_what_rests(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": [FILL], "unmatched": RESTS | {"offered": 60}})
    fill = Fill(fill_id="t1", stake=Decimal(40), odds=Decimal(190), risk=Decimal("40.4"), win=Decimal("75.24"))
    assert isinstance(outcome, Edited)
    assert (outcome.new.fills, outcome.new.resting) == ((fill,), Decimal(60))
    everything: dict[str, Any] = {"cancelled": GONE, "matched": [FILL | {"amount": 100}], "unmatched": {}}
    whole = edited(venue, fourcasters, everything)
    assert isinstance(whole, Edited)
    assert not whole.may_be_open


def test_a_venue_that_stopped_after_the_cancel_has_destroyed_the_order(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": []}, expected_remaining=100)
    assert outcome == CancelledNotReplaced(old=OLD, new=None)
    assert not outcome.may_be_open


def test_an_order_that_could_not_be_cancelled_was_not_edited(venue: Replies, fourcasters: Fourcasters) -> None:
    reason = NotCancelledReason.ALREADY_CANCELLED
    replies: list[dict[str, Any]] = [{}, {"matched": []}, {"matched": [], "unmatched": {}}]
    for data in ({"cancelled": FAILED} | reply for reply in replies):
        outcome = edited(venue, fourcasters, data)
        assert outcome == NotEdited(old=NotCancelled(order_id=ORDER, reason=reason, venue_text="order already cancelled"))
    strange = edited(venue, fourcasters, {"cancelled": FAILED | {"description": "Away Team"}, "matched": []})
    assert isinstance(strange, NotEdited)
    assert strange.may_be_open


def test_a_new_order_of_a_kill_type_may_leave_nothing(venue: Replies, fourcasters: Fourcasters) -> None:
    kill = attrs.evolve(NEW, order_type="fillAndKill")
    nothing: dict[str, Any] = {"cancelled": GONE, "matched": [], "unmatched": {}}
    outcome = edited(venue, fourcasters, nothing, kill)
    assert isinstance(outcome, CancelledNotReplaced)
    assert outcome.new == NotPlaced(reason=NotPlacedReason.KILLED, user_reference="ref-2")
    part = edited(venue, fourcasters, {"cancelled": GONE, "matched": [FILL]}, kill)
    assert isinstance(part, Edited)
    assert not part.may_be_open


PROVEN_OLD: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"matched": None},
    {"matched": [], "unmatched": None},
    {"unmatched": {}},
    {"matched": [], "unmatched": {}},
    {"matched": [FILL]},
    {"matched": [], "unmatched": RESTS | {"orderID": ORDER}},
    {"matched": [], "unmatched": RESTS | {"orderID": ORDER.upper()}},
    {"matched": [], "unmatched": RESTS | {"orderID": ""}},
    {"matched": [], "unmatched": RESTS | {"offered": 101}},
    {"matched": [], "unmatched": RESTS | {"offered": -1}},
    {"matched": [], "unmatched": RESTS | {"odds": 180}},
    {"matched": [], "unmatched": RESTS | {"side": OTHER}},
    {"matched": [], "unmatched": RESTS | {"number": -3.5}},
    {"matched": [], "unmatched": RESTS | {"type": "total"}},
    {"matched": [FILL | {"odds": 184}], "unmatched": RESTS | {"offered": 60}},
    {"matched": [FILL], "unmatched": RESTS},
    {"matched": [FILL], "unmatched": {}},
    {"matched": [], "errorType": "rejected_liability"},
    {"matched": [], "error": "Insufficient balance.", "errorType": "rejected_liability"},
    {"matched": [], "unmatched": RESTS, "error_type": "system_error"},
)


@pytest.mark.parametrize("rest", PROVEN_OLD)
def test_a_new_order_of_which_nothing_is_proven_leaves_the_edit_unknown(
    rest: dict[str, Any], venue: Replies, fourcasters: Fourcasters
) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE} | rest)
    assert isinstance(outcome, EditUnknown)
    assert outcome.old == OLD
    assert isinstance(outcome.new, PlaceUnknown)
    assert outcome.new.order == attrs.evolve(NEW, odds=Decimal(185), risk=Decimal(100))
    assert outcome.new.evidence.operation == "editOrder"
    assert "HTTP 200" in (outcome.new.evidence.received or "")


@pytest.mark.parametrize(
    "cancelled",
    [
        None,
        {},
        GONE | {"orderID": OTHER},
        GONE | {"orderID": None},
        GONE | {"orderID": ""},
        GONE | {"sessionID": OTHER},
        GONE | {"success": None},
        GONE | {"error": "and yet"},
        GONE | {"filled": "NaN"},
        GONE | {"remaining": -1},
        GONE | {"success": False, "description": "Failed to process cancel"},
        FAILED | {"orderID": OTHER},
    ],
)
def test_an_old_order_of_which_nothing_is_proven_leaves_the_edit_unknown(cancelled: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": cancelled, "matched": [], "unmatched": RESTS})
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, CancelUnknown)
    assert isinstance(outcome.new, Placed), "what is known of the new order is told all the same"
    assert outcome.may_be_open


@pytest.mark.parametrize("wrong", [{"gameID": OTHER}, {"side": OTHER}, {"number": 4}, {"number": "NaN"}])
def test_an_old_order_of_another_market_is_told_and_is_no_success(wrong: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    bare = {"orderID": OTHER, "offered": 100}
    outcome = edited(venue, fourcasters, {"cancelled": GONE | wrong, "matched": [], "unmatched": bare})
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, Cancelled)
    assert isinstance(outcome.new, PlaceUnknown)
    assert "the old order was of another" in outcome.new.evidence.problem


@pytest.mark.parametrize(
    "rest",
    [{"matched": [], "unmatched": RESTS}, {"matched": [FILL]}, {"unmatched": {"offered": 0}}, {"matched": [], "error": "words"}],
)
def test_a_refused_cancel_beside_a_new_order_proves_neither(rest: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": FAILED} | rest)
    assert isinstance(outcome, EditUnknown)
    assert (type(outcome.old), type(outcome.new)) == (CancelUnknown, PlaceUnknown)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"data":null}',
        b'{"data":{}}',
        b'{"data":{"createdSessions":[]}}',
        b'{"data":{"error":"no","errorType":"system_error"}}',
        json.dumps({"data": {"cancelled": GONE, "matched": [], "unmatched": RESTS}, "error": "and yet"}).encode(),
        json.dumps({"data": {"cancelled": GONE, "matched": []}}).encode().replace(b'"success"', b'"success":false,"success"'),
        json.dumps({"data": {"cancelled": GONE, "matched": []}}).encode()[:-9],
    ],
)
def test_a_reply_that_settles_nothing_leaves_both_legs_unknown(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, body))
    outcome = fourcasters.edit_order(ORDER, NEW)
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, CancelUnknown)
    assert isinstance(outcome.new, PlaceUnknown)


# ----------------------------------------------------------------------------------------------------- refused, lost, repeated


def test_a_refused_edit_leaves_the_order_as_it_was_and_says_why(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "no opposing liquidity", "errorType": "validation_error"}, 400))
    outcome = fourcasters.edit_order(ORDER, NEW, needs_other_side=True)
    assert outcome == NotEdited(
        old=NotCancelled(order_id=ORDER, reason=NotCancelledReason.REFUSED, venue_text="no opposing liquidity"),
        new=NotPlaced(reason=NotPlacedReason.VALIDATION, venue_text="no opposing liquidity", user_reference="ref-2"),
    )
    assert outcome.may_be_open
    venue.will(said({"error": "order not found"}, 400))
    unknown_id = fourcasters.edit_order(ORDER, NEW)
    assert isinstance(unknown_id, NotEdited)
    assert (unknown_id.old.reason, unknown_id.new) == (NotCancelledReason.NOT_FOUND, None)


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (429, RateLimited)])
def test_a_refused_request_carries_its_outcome(status: int, kind: type[CrossbookError], venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "slow down"}, status))
    with pytest.raises(kind) as refused:
        fourcasters.edit_order(ORDER, NEW)
    expected = NotCancelled(order_id=ORDER, reason=NotCancelledReason.REFUSED, venue_text="slow down")
    assert refused.value.edit_outcomes == (NotEdited(old=expected),)
    assert refused.value.cancel_outcomes == ()
    assert refused.value.place_outcomes == ()


def test_an_edit_that_never_left_carries_its_outcome(venue: Replies, clients: Clients) -> None:
    venue.stop_listening()
    with pytest.raises(NotSent) as unsent:
        clients.fourcasters().edit_order(ORDER, NEW)
    assert unsent.value.edit_outcomes == (NotEdited(old=NotCancelled(order_id=ORDER, reason=NotCancelledReason.NOT_SENT)),)


@pytest.mark.parametrize("act", [Closed(), said({"error": "Orders service unreachable"}, 503), Answer(502, b"<html>")])
def test_an_edit_that_may_have_arrived_is_never_sent_again(act: Any, venue: Replies, clients: Clients) -> None:
    venue.always(act)
    outcome = clients.fourcasters(retry=QUICK).edit_order(ORDER, NEW)
    assert isinstance(outcome, EditUnknown)
    assert (type(outcome.old), type(outcome.new)) == (CancelUnknown, PlaceUnknown)
    assert len(venue.requests) == 1


def test_an_edit_that_certainly_did_nothing_is_sent_again(venue: Replies, clients: Clients) -> None:
    venue.will(said({"error": "slow down"}, 429), said({"data": {"cancelled": GONE, "matched": [], "unmatched": RESTS}}))
    assert isinstance(clients.fourcasters(retry=QUICK).edit_order(ORDER, NEW), Edited)
    first, second = venue.requests
    assert first.body == second.body


def test_a_refusal_that_shows_success_is_unknown_and_is_not_sent_again(venue: Replies, clients: Clients) -> None:
    venue.always(said({"data": {"cancelled": GONE, "matched": [], "unmatched": RESTS}}, 429))
    assert isinstance(clients.fourcasters(retry=QUICK).edit_order(ORDER, NEW), EditUnknown)
    assert len(venue.requests) == 1


def test_what_is_shown_of_an_edit_holds_no_token(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=TOKEN)
    venue.will(said({"data": {"cancelled": FAILED | {"description": f"bad {TOKEN}"}}}), said({"data": {"words": TOKEN}}))
    shown = [repr(client.edit_order(ORDER, NEW)) for _ in range(2)]
    assert all(TOKEN not in each for each in shown)


# ------------------------------------------------------------------------------------------------------------ over the sandbox

HOME: Final = "66f000000000000000000001"


def quote(**changes: Any) -> NewOrder:
    return attrs.evolve(
        NewOrder(game_id=HOME, market_type="total", side="over", line=209, odds=-110, risk=100, user_reference="quote-2"), **changes
    )


@pytest.fixture
def desk(sandbox: Sandbox) -> Any:
    with Fourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url, retry=QUICK, pacing=None) as client:
        yield client


def placed(client: Fourcasters, order: NewOrder) -> str:
    (outcome,) = client.place_orders([order])
    assert isinstance(outcome, Placed)
    assert outcome.order_id is not None
    return outcome.order_id


def test_an_order_is_moved_and_its_fills_stay(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fill(old, Decimal(30))
    outcome = desk.edit_order(old, quote(odds=Decimal("-108.5"), risk=70), expected_remaining=70)
    assert isinstance(outcome, Edited)
    assert (outcome.old.filled, outcome.old.remaining, outcome.new.resting) == (Decimal(30), Decimal(70), Decimal(70))
    assert outcome.new.order_id is not None
    new = sandbox.fourcasters.order(outcome.new.order_id)
    assert (new.odds, new.bet, new.user_reference, new.state) == (Decimal("-108.5"), Decimal(70), "quote-2", "open")
    assert sandbox.fourcasters.open_order_ids() == (outcome.new.order_id,)


def test_a_remainder_that_was_believed_wrongly_destroys_the_order_and_is_no_success(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fill(old, Decimal(30))
    outcome = desk.edit_order(old, quote(), expected_remaining=100)
    assert isinstance(outcome, CancelledNotReplaced)
    assert outcome.old.remaining == 70
    assert sandbox.fourcasters.open_order_ids() == ()


def test_a_post_order_that_would_take_destroys_the_old_one_and_is_no_success(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(odds=120))
    sandbox.fourcasters.trader("other").place(HOME, "total", "under", odds=-105, bet=Decimal(50), number=Decimal(209))
    outcome = desk.edit_order(old, quote(odds=100, order_type="post"))
    assert isinstance(outcome, CancelledNotReplaced)
    assert sandbox.fourcasters.state(old) == "cancelled"


def test_nothing_is_done_where_the_other_side_is_empty(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    outcome = desk.edit_order(old, quote(), needs_other_side=True)
    assert isinstance(outcome, NotEdited)
    assert outcome.new is not None
    assert outcome.new.reason is NotPlacedReason.VALIDATION
    assert sandbox.fourcasters.open_order_ids() == (old,)


def test_an_order_that_is_over_is_not_edited(sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.cancel_elsewhere(old)
    outcome = desk.edit_order(old, quote())
    assert isinstance(outcome, NotEdited)
    assert outcome.old.reason is NotCancelledReason.ALREADY_CANCELLED


@pytest.mark.parametrize("fault", [Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.UNAVAILABLE_AFTER_COMMIT, Fault.TRUNCATED, Fault.HTML_OK])
def test_an_edit_whose_reply_is_lost_is_resolved_by_looking_at_both_legs(fault: Fault, sandbox: Sandbox, desk: Fourcasters) -> None:
    old = placed(desk, quote(user_reference="quote-1"))
    sandbox.fourcasters.fail_next(fault, "editOrder")
    outcome = desk.edit_order(old, quote(odds=-105))
    assert isinstance(outcome, EditUnknown)
    (resolved,) = desk.resolve([outcome], arrives_within=0)
    rests = sandbox.fourcasters.open_order_ids()
    if fault is Fault.REQUEST_LOST:
        assert isinstance(resolved, NotEdited)
        assert rests == (old,)
    else:
        assert isinstance(resolved, Edited)
        assert rests == (resolved.new.order_id,)


# ----------------------------------------------------------------------------------------------------------------------- laws


def _or(values: dict[str, Any], changes: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw members as they should be, some of them left out or changed."""

    def spoiled(picked: tuple[frozenset[str], dict[str, Any]]) -> dict[str, Any]:
        return {name: value for name, value in (values | picked[1]).items() if name not in picked[0]}

    dropped = st.frozensets(st.sampled_from(sorted(values)), max_size=2)
    return st.tuples(dropped, st.fixed_dictionaries({}, optional=changes)).map(spoiled)


AMOUNTS: Final = st.sampled_from([0, 40, "60.000000", 99.999, 100, 100.02, 1e300, -1, "NaN", None])
IDS: Final = st.sampled_from([ORDER, OTHER, ORDER.upper(), "", None])
CANCELS: Final = _or(GONE, {"success": st.sampled_from([True, False, None]), "orderID": IDS, "filled": AMOUNTS, "gameID": IDS})
ODDS: Final = st.sampled_from([185, 184, 190, -110])
OFFERS: Final = _or(RESTS, {"orderID": IDS, "offered": AMOUNTS, "odds": ODDS, "side": st.sampled_from([SIDE, ORDER])})
FILLS: Final = _or(FILL, {"amount": AMOUNTS, "odds": ODDS, "number": st.sampled_from([3.5, -3.5, None])})
DATA: Final = st.fixed_dictionaries(
    {},
    optional={
        "cancelled": st.one_of(CANCELS, st.none()),
        "matched": st.one_of(st.lists(FILLS, max_size=2), st.none()),
        "unmatched": st.one_of(OFFERS, st.just(dict[str, Any]()), st.none()),
        "error": st.sampled_from(["words", None]),
    },
)


@pytest.fixture(scope="module")
def ask(server: Replies) -> Any:
    with fourcasters_at(server.url) as client:

        def asked(data: Any) -> EditOutcome:
            server.always(said({"data": data}))
            return client.edit_order(ORDER, NEW)

        yield asked


@settings(max_examples=400, deadline=None)
@given(data=DATA)
def test_success_is_said_only_of_a_reply_that_shows_both_legs(data: dict[str, Any], ask: Callable[[Any], EditOutcome]) -> None:
    outcome = ask(data)
    old: dict[str, Any] = data.get("cancelled") or {}
    new: dict[str, Any] = data.get("unmatched") or {}
    names_old = old.get("success") is True and str(old.get("orderID") or "").lower() == ORDER
    told: list[dict[str, Any]] = [*(data.get("matched") or []), new]
    fits = all(
        part.get("side", SIDE) == SIDE and part.get("number") in (3.5, None) and part.get("odds", 185) in (185, 190) for part in told
    )
    amounts = [Decimal(str(value)) for part in told for key in ("amount", "offered") if (value := part.get(key)) is not None]
    within = all(amount.is_finite() and amount >= 0 for amount in amounts) and sum(amounts) <= Decimal("100.03")
    stopped = data.get("matched") == [] and "unmatched" not in data
    match outcome:
        case Edited():
            assert (names_old, fits, within, data.get("error")) == (True, True, True, None)
            assert outcome.new.order_id is None or outcome.new.order_id.lower() != ORDER
            assert outcome.new.order_id is not None or data.get("matched")
        case CancelledNotReplaced():
            assert (names_old, stopped, data.get("error")) == (True, True, None)
        case NotEdited():
            assert (old.get("success"), bool(data.get("matched")), bool(new.get("orderID"))) == (False, False, False)
        case EditUnknown():
            assert outcome.may_be_open
