"""What an edit at 4casters sends, and what becomes of one that is refused, lost or repeated."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from accounts import ORDER, QUICK, TOKEN, Clients
from edits import FAILED, GONE, NEW, RESTS, edited
from replies import Answer, Closed, Replies, said

from crossbook import (
    CancelUnknown,
    CrossbookError,
    Edited,
    EditUnknown,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    NotSent,
    PlaceUnknown,
    RateLimited,
    Unauthorized,
)
from crossbook.fourcasters import Fourcasters, NewOrder


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
