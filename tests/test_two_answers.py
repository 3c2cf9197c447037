"""Replies that say two things at once: a success with an error beside it, a refusal with a body that shows success."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from accounts import GAME, ORDER, OTHER, Clients, uuids
from replies import Answer, Replies, said
from socket_server import told

from crossbook import (
    Cancelled,
    CancelUnknown,
    EditUnknown,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    NotPlacedReason,
    OutcomeUnknown,
    Placed,
    PlaceUnknown,
    Refused,
    Retry,
    UnreadableReply,
)
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet

SUCCESS: dict[str, object] = {"success": True, "sessionID": ORDER}
PLACED: dict[str, object] = {"matched": [], "unmatched": {"orderID": ORDER, "offered": 100}}
BET = NewOrder(game_id=GAME, market_type="moneyline", side=GAME, odds=-110, risk=100)


@pytest.mark.parametrize(
    "body",
    [
        b'{"data":%b,"error":"Something broke"}',
        b'{"error":{"code":503},"data":%b}',
        b'{"data":%b,"e\\u0072ror":"Something broke"}',
        b'{"data":%b,"success":false}',
    ],
)
def test_an_answer_with_an_error_beside_it_proves_nothing(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    entry = b'{"success":true,"sessionID":"%b"}' % ORDER.encode()
    venue.will(
        Answer(200, body % entry),
        *[Answer(200, body % b"[%b]" % entry)] * 2,
        Answer(200, body % b'{"ordersReceived":true}'),
        Answer(200, body % b'{"createdSessions":[{"matched":[],"unmatched":{"orderID":"%b","offered":100}}]}' % ORDER.encode()),
    )
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    assert isinstance(fourcasters.cancel_orders([ORDER])[0], CancelUnknown)
    with pytest.raises(UnreadableReply, match="an answer and"):
        fourcasters.cancel_all_orders()
    with pytest.raises(UnreadableReply, match="an answer and"):
        fourcasters.cancel_league_orders("NBA")
    assert isinstance(fourcasters.place_orders([BET])[0], PlaceUnknown)


def test_an_error_that_is_null_is_none(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": SUCCESS | {"error": None}, "error": None}))
    assert fourcasters.cancel_order(ORDER) == Cancelled(ORDER)


def test_an_entry_with_an_error_proves_no_cancel(venue: Replies, fourcasters: Fourcasters) -> None:
    entry = SUCCESS | {"error": "Something broke"}
    venue.will(said({"data": entry}), said({"data": [entry]}))
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    assert isinstance(fourcasters.cancel_orders([ORDER])[0], CancelUnknown)


FAILED: dict[str, object] = {"success": False, "sessionID": ORDER, "reason": "order already cancelled"}


@pytest.mark.parametrize(
    "members",
    [
        {"error": "Failed to process cancelMultiple"},
        {"error": "failed to interact with database"},
        {"error": "order not found"},
        {"description": "Failed to process cancelMultiple"},
        {"description": "failed to interact with database"},
        {"description": "order not found"},
        {"orderID": OTHER},
        {"sessionID": None, "orderID": OTHER},
    ],
)
def test_a_failure_that_contradicts_itself_proves_nothing(members: dict[str, object], venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": FAILED | members}), *[said({"data": [FAILED | members]})] * 2)
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    assert isinstance(fourcasters.cancel_orders([ORDER])[0], CancelUnknown)
    if "sessionID" not in members:
        assert isinstance(fourcasters.cancel_all_orders()[0], CancelUnknown)
    leg = {key: value for key, value in (FAILED | members).items() if key != "sessionID"} | {"orderID": members.get("orderID", ORDER)}
    venue.will(said({"data": {"cancelled": leg, "matched": []}}))
    assert isinstance(fourcasters.edit_order(ORDER, BET), EditUnknown)


@pytest.mark.parametrize(
    "members",
    [
        {"error": "ORDER already cancelled"},
        {"description": "Away Team +3.5"},
        {"description": None, "orderID": None},
        {"description": [1e300], "orderID": {"a": 1}},
        {"orderID": ORDER.upper()},
    ],
)
def test_a_failure_that_says_one_thing_twice_or_labels_its_bet_is_one(
    members: dict[str, object], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": FAILED | members}), said({"data": [FAILED | members]}))
    expected = NotCancelled(order_id=ORDER, reason=NotCancelledReason.ALREADY_CANCELLED, venue_text="order already cancelled")
    assert fourcasters.cancel_order(ORDER) == expected
    assert fourcasters.cancel_orders([ORDER]) == (expected,)


async def test_an_entry_of_the_socket_with_an_error_proves_no_cancel() -> None:
    entry = {"success": True, "orderID": ORDER, "error": "Something broke"}

    outcome = await told({"data": [entry]}, lambda socket: socket.cancel_order(ORDER))
    assert isinstance(outcome, CancelUnknown)
    with pytest.raises(OutcomeUnknown, match="both a success and an error"):
        await told({"data": [entry]}, lambda socket: socket.cancel_all_orders())


def test_a_cancel_without_success_is_no_cancel(venue: Replies, predictstreet: PredictStreet) -> None:
    (order_id,) = uuids(1)
    venue.will(said({"orderId": order_id, "status": "cancelled", "success": False}))
    assert isinstance(predictstreet.cancel_order(order_id), CancelUnknown)


# ------------------------------------------------------------------------------------------- refusals that show success


@pytest.mark.parametrize("status", [400, 401, 429])
def test_a_refusal_that_shows_success_is_unknown_and_nothing_is_placed_twice(status: int, venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=Retry(attempts=3, shortest=0.01, longest=0.02))
    venue.always(said({"data": {"createdSessions": [PLACED]}}, status))
    (placed,) = client.place_orders([BET])
    assert isinstance(placed, PlaceUnknown)
    assert f"HTTP {status}" in placed.evidence.problem
    assert len(venue.requests) == 1
    venue.always(said({"data": [SUCCESS]}, status))
    with pytest.raises(OutcomeUnknown):
        client.cancel_all_orders()
    assert len(venue.requests) == 2
    (outcome,) = clients.fourcasters().cancel_orders([ORDER])
    assert isinstance(outcome, CancelUnknown)


BATCH: dict[str, object] = {"createdSessions": [PLACED]}
EDITED: dict[str, object] = {"cancelled": {"success": True, "orderID": ORDER}, "matched": [], "unmatched": {"orderID": OTHER}}


@pytest.mark.parametrize("status", [400, 401, 403, 409, 429])
def test_a_refusal_with_words_that_shows_something_done_is_unknown_and_nothing_is_sent_twice(
    status: int, venue: Replies, clients: Clients
) -> None:
    client = clients.fourcasters(retry=Retry(attempts=3, shortest=0.01, longest=0.02))
    for members in ({"data": BATCH}, BATCH, {"data": {"created": 1}}, {"data": {"resting": [ORDER]}}):
        venue.always(Answer(status, json.dumps({"error": "slow down"} | members).encode(), (("Retry-After", "0"),)))
        sent = len(venue.requests)
        assert isinstance(client.place_orders([BET])[0], PlaceUnknown)
        assert len(venue.requests) == sent + 1
    for members in ({"data": EDITED}, EDITED, {"data": EDITED | {"unmatched": None}}):
        guarded: dict[str, Any] = {"needs_other_side": True}
        for guards in ({}, guarded):
            venue.always(Answer(status, json.dumps({"error": "slow down"} | members).encode(), (("Retry-After", "0"),)))
            sent = len(venue.requests)
            assert isinstance(client.edit_order(ORDER, BET, **guards), EditUnknown)
            assert len(venue.requests) == sent + 1
    venue.always(Answer(status, json.dumps({"error": "no", "data": [SUCCESS]}).encode(), (("Retry-After", "0"),)))
    scopes: tuple[Callable[[], object], ...] = (client.cancel_all_orders, lambda: client.cancel_game_orders(GAME))
    for scope in scopes:
        sent = len(venue.requests)
        with pytest.raises(OutcomeUnknown):
            scope()
        assert len(venue.requests) == sent + 1
    assert isinstance(clients.fourcasters().cancel_orders([ORDER])[0], CancelUnknown)
    venue.always(said({"error": "order not found", "data": SUCCESS}, status))
    assert isinstance(clients.fourcasters().cancel_order(ORDER), CancelUnknown)
    venue.always(said({"error": "no", "data": {"ordersReceived": True}}, status))
    with pytest.raises(OutcomeUnknown):
        clients.fourcasters().cancel_league_orders("NBA")


@pytest.mark.parametrize("status", [400, 401, 403, 429])
def test_a_refusal_of_predictstreet_with_words_that_shows_something_done_is_unknown(status: int, venue: Replies, clients: Clients) -> None:
    (order_id,) = uuids(1)
    client = clients.predictstreet(retry=None)
    words: dict[str, object] = {"code": "validation_failed", "message": "no", "notCancelled": {}}
    venue.always(said(words | {"orderId": order_id, "status": "CANCELLED"}, status))
    assert isinstance(client.cancel_order(order_id), CancelUnknown)
    venue.always(said(words | {"cancelled": [order_id]}, status))
    assert isinstance(client.cancel_orders([order_id])[0], CancelUnknown)
    for told_of in ([order_id], 2):
        venue.always(said(words | {"cancelled": told_of}, status))
        with pytest.raises(OutcomeUnknown, match="shows success"):
            client.cancel_all_orders()


@pytest.mark.parametrize("data", [None, [], {}, {"createdSessions": []}, {"matched": [], "unmatched": {}, "success": False, "created": 0}])
def test_a_refusal_with_data_that_tells_of_nothing_done_is_a_refusal(data: object, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "no", "data": data}, 401))
    with pytest.raises(Refused):
        fourcasters.place_orders([BET])


def test_what_a_repeat_says_is_said_after_a_refusal_that_showed_success(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=Retry(attempts=3, shortest=0.01, longest=0.02))
    venue.will(
        Answer(429, json.dumps({"error": "slow down", "data": SUCCESS}).encode(), (("Retry-After", "0"),)),
        said({"data": {"success": False, "sessionID": ORDER, "reason": "order already cancelled"}}),
    )
    outcome = client.cancel_order(ORDER)
    assert isinstance(outcome, NotCancelled)
    assert outcome.after_repeat


NOBODY_S = [b"", b"<html>", b"{}", b'{"data":null}', b'{"message":"limit exceeded"}', b"[]"]
"""Bodies that no document gives to a 429 of 4casters."""
HASTY = Retry(attempts=3, shortest=0.01, longest=0.02)


@pytest.mark.parametrize("headers", [(), (("Retry-After", "0"),)], ids=["bare", "with Retry-After"])
@pytest.mark.parametrize("body", NOBODY_S)
def test_a_429_that_is_not_the_venue_s_own_has_nothing_sent_again_that_may_be_done_only_once(
    body: bytes, headers: tuple[tuple[str, str], ...], venue: Replies, clients: Clients
) -> None:
    client = clients.fourcasters(retry=HASTY)
    venue.will(Answer(429, body, headers))
    (outcome,) = client.place_orders([BET])
    assert isinstance(outcome, PlaceUnknown)
    assert "not in the form of the venue's own" in outcome.evidence.problem
    venue.will(Answer(429, body, headers))
    with pytest.raises(OutcomeUnknown):
        client.cancel_all_orders()
    assert len(venue.requests) == 2
    venue.will(Answer(429, body, headers), said({"data": SUCCESS}))
    assert client.cancel_order(ORDER) == Cancelled(ORDER), "what names its orders may be done twice"


def test_a_429_of_the_venue_s_own_has_anything_sent_again(venue: Replies, clients: Clients) -> None:
    venue.will(Answer(429, b'{"error":"slow down"}'), said({"data": {"createdSessions": [PLACED]}}))
    (placed,) = clients.fourcasters(retry=HASTY).place_orders([BET])
    assert isinstance(placed, Placed)


def test_predictstreet_s_429_is_known_by_its_header_for_its_body_is_on_no_page(venue: Replies, clients: Clients) -> None:
    client = clients.predictstreet(retry=HASTY)
    venue.will(Answer(429, b"", (("Retry-After", "0"),)), said({"cancelled": [], "notCancelled": {}}))
    assert client.cancel_all_orders() == ()
    venue.will(Answer(429, b"<html>"))
    with pytest.raises(OutcomeUnknown):
        client.cancel_all_orders()
    assert len(venue.requests) == 3


@pytest.mark.parametrize("body", [*NOBODY_S, b'{"error":"no"}'])
def test_a_401_by_whoever_stands_before_the_venue_is_a_refusal(body: bytes, venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(retry=HASTY)
    venue.will(Answer(401, body))
    with pytest.raises(Refused) as refused:
        client.place_orders([BET])
    (outcome,) = refused.value.place_outcomes
    assert isinstance(outcome, NotPlaced)
    assert outcome.reason is NotPlacedReason.REFUSED


def test_a_refused_scope_of_predictstreet_that_shows_success_is_unknown(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"cancelled": ["a"], "notCancelled": {}}, 400), said({"code": "validation_failed", "message": "no"}, 400))
    with pytest.raises(OutcomeUnknown, match="shows success"):
        predictstreet.cancel_all_orders()
    with pytest.raises(Refused):
        predictstreet.cancel_all_orders()
