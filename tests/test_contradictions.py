"""Replies that contradict themselves, name nothing, or leave out what decides: found by the fuzzer, each with its least form."""

from __future__ import annotations

import asyncio

import pytest
from accounts import GAME, ORDER, OTHER, Clients, uuids
from planted import API_KEY, TOKEN, shown_by
from replies import Answer, Replies, said
from socket_server import Visit, serving, told

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, Placed, PlaceUnknown, Unauthorized, UnreadableReply
from crossbook.fourcasters import Fourcasters, NewOrder, OrdersSocket, OrderType
from crossbook.predictstreet import PredictStreet

# ------------------------------------------------------------------------------------------------- bodies of statuses


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":"order already cancelled","error":"Something broke"}',
        b'{"error":"Something broke","error":"order already cancelled"}',
        b'{"error":"Something broke","e\\u0072ror":"order already cancelled"}',
        b'{"error":""}',
        b'{"error":" "}',
        b'{"error":"order already cancelled\xff"}',
        b'{"error":"\xfe"}',
        b'{"error":{"message":"Network Error","code":503}}',
    ],
)
@pytest.mark.parametrize("status", [400, 403, 409])
def test_a_status_closes_an_order_only_with_words_that_are_said_once(
    status: int, body: bytes, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(Answer(status, body))
    assert fourcasters.cancel_order(ORDER).may_be_open


def test_what_a_venue_adds_to_an_error_tomorrow_changes_nothing_of_it(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(409, b'{"error":"order already cancelled","hint":null}'))
    expected = NotCancelled(order_id=ORDER, reason=NotCancelledReason.ALREADY_CANCELLED, venue_text="order already cancelled")
    assert fourcasters.cancel_order(ORDER) == expected


# -------------------------------------------------------------------------------------------------------- list replies

ENTRY = b'"success":true,"sessionID":"%b"' % ORDER.encode()


@pytest.mark.parametrize(
    "body",
    [
        b'{"data":[{%b,"filled":0,"filled":100}]}' % ENTRY,
        b'{"data":[{%b,"remaining":100,"remaining":0}]}' % ENTRY,
        b'{"data":[],"data":[{%b}]}' % ENTRY,
        b'{"data":[{"success":false,"sessionID":"%b","reason":"Something broke","reason":"order not found"}]}' % ORDER.encode(),
    ],
)
def test_what_stands_twice_in_a_list_proves_nothing(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.always(Answer(200, body))
    (outcome,) = fourcasters.cancel_orders([ORDER])
    assert isinstance(outcome, CancelUnknown)
    with pytest.raises(UnreadableReply, match="stands twice"):
        fourcasters.cancel_all_orders()


def test_an_empty_list_behind_a_full_one_is_no_empty_list(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, b'{"data":[{%b}],"data":[]}' % ENTRY))
    with pytest.raises(UnreadableReply, match="stands twice"):
        fourcasters.cancel_all_orders()


def test_a_blank_name_names_no_order(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": " "}, {"success": True, "sessionID": ORDER}]}))
    with pytest.raises(UnreadableReply, match="name no order") as unreadable:
        fourcasters.cancel_game_orders(GAME)
    assert unreadable.value.outcomes == (Cancelled(ORDER),)
    venue.will(said({"cancelled": [""], "notCancelled": {}}), said({"cancelled": [], "notCancelled": {" ": "not_found"}}))
    for _ in range(2):
        with pytest.raises(UnreadableReply, match="by nothing"):
            predictstreet.cancel_all_orders()


def test_one_uuid_in_two_cases_is_one_order(venue: Replies, predictstreet: PredictStreet) -> None:
    (order_id,) = uuids(1)
    order_id = f"{order_id[:-1]}f"
    venue.will(
        said({"cancelled": [order_id.upper()], "notCancelled": {order_id: "already_terminal"}}),
        said({"cancelled": [order_id, order_id.upper()], "notCancelled": {}}),
    )
    (outcome,) = predictstreet.cancel_all_orders()
    assert isinstance(outcome, CancelUnknown)
    assert predictstreet.cancel_all_orders() == (Cancelled(order_id),)


def test_words_that_repeat_the_token_show_in_no_frame(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=TOKEN)
    venue.will(said({"data": [{"success": False, "reason": f"bad token {TOKEN}"}]}))
    with pytest.raises(UnreadableReply) as unreadable:
        client.cancel_all_orders()
    assert TOKEN not in shown_by(unreadable.value)


def test_the_secret_of_a_key_is_hidden_without_the_rest_of_it(venue: Replies, clients: Clients) -> None:
    secret = API_KEY.split("_", 3)[3]
    client = clients.predictstreet(api_key=API_KEY)
    venue.will(said({"code": "api_key_bad_secret", "message": secret}, 401))
    with pytest.raises(Unauthorized) as refused:
        client.cancel_all_orders()
    assert secret not in shown_by(refused.value)


# ------------------------------------------------------------------------------------------------------------- placing

FILLED = {"amount": 40, "odds": -110, "risk": 40, "win": 36, "txID": "t1"}
RESTS = {"orderID": ORDER, "offered": 60}


@pytest.mark.parametrize(
    ("order_type", "entry", "kind"),
    [
        ("limit", {"matched": [FILLED]}, PlaceUnknown),
        ("limit", {"matched": [FILLED], "unmatched": None}, PlaceUnknown),
        ("post", {"matched": [FILLED]}, PlaceUnknown),
        ("limit", {"matched": [FILLED], "unmatched": {}}, PlaceUnknown),
        ("limit", {"matched": [FILLED | {"amount": 90}], "unmatched": {}}, Placed),
        ("limit", {"matched": [FILLED], "unmatched": RESTS}, Placed),
        ("fillAndKill", {"matched": [FILLED]}, Placed),
        ("limit", {"matched": [], "unmatched": RESTS, "errorType": "validation_error"}, PlaceUnknown),
        ("limit", {"matched": [], "unmatched": {"orderID": " ", "offered": 60}}, PlaceUnknown),
        ("limit", {"error": " ", "errorType": "validation_error"}, PlaceUnknown),
    ],
)
async def test_an_order_rests_is_gone_or_is_refused_only_where_the_entry_says_so(
    order_type: OrderType, entry: dict[str, object], kind: type[object], venue: Replies, fourcasters: Fourcasters
) -> None:
    order = NewOrder(game_id=GAME, market_type="moneyline", side=GAME, odds=-110, risk=100, order_type=order_type)
    venue.will(said({"data": {"createdSessions": [entry]}}))
    (outcome,) = await asyncio.to_thread(fourcasters.place_orders, [order])
    assert type(outcome) is kind
    on_socket = {"error_type" if key == "errorType" else key: value for key, value in entry.items()}
    (outcome,) = await told({"data": [on_socket]}, lambda socket: socket.place_orders([order]))
    assert type(outcome) is kind


@pytest.mark.parametrize(
    "entry",
    [
        {"orderID": OTHER, "matched": [], "unmatched": RESTS},
        {"orderID": ORDER, "offered": 60, "error_type": "validation_error"},
        {"offered": 60, "wagerRequestID": "w1", "error": "game not found"},
    ],
)
async def test_two_offers_or_an_offer_beside_a_part_of_an_error_prove_nothing(entry: dict[str, object]) -> None:
    order = NewOrder(game_id=GAME, market_type="moneyline", side=GAME, odds=-110, risk=100)
    (outcome,) = await told({"data": [entry]}, lambda socket: socket.place_orders([order]))
    assert isinstance(outcome, PlaceUnknown)


# -------------------------------------------------------------------------------------------------------------- socket


@pytest.mark.parametrize(
    "members",
    [
        b'"error":"Something broke","error":"order not found"',
        b'"error":"order not found","requestID":"another"',
    ],
)
async def test_an_error_of_the_socket_counts_only_if_its_members_stand_once(members: bytes) -> None:
    async def reply(visit: Visit) -> None:
        correlation_id = (await visit.asked()).request_id
        name = f'"requestID":"{correlation_id}"'
        body = f"{{{members.decode()},{name}}}"
        await visit.say(body)

    async with serving(reply) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket, asyncio.timeout(5):
        assert isinstance(await socket.cancel_order(ORDER), CancelUnknown)


async def test_words_that_stand_twice_in_an_entry_give_no_reason() -> None:
    async def reply(visit: Visit) -> None:
        correlation_id = (await visit.asked()).request_id
        entry = f'{{"success":false,"orderID":"{ORDER}","description":"x","description":"order is expired"}}'
        await visit.say(f'{{"requestID":"{correlation_id}","data":[{entry}]}}')

    async with serving(reply) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket, asyncio.timeout(5):
        (outcome,) = await socket.cancel_orders([ORDER])
        assert isinstance(outcome, CancelUnknown)


@pytest.mark.parametrize("data", [{}, {"type": "pong", "timeoutSec": 10}, {"type": None}, {"timeoutSec": 10}])
async def test_a_heartbeat_is_armed_only_by_its_acknowledgement(data: dict[str, object]) -> None:
    with pytest.raises(UnreadableReply, match="does not acknowledge"):
        await told({"data": data}, lambda socket: socket.heartbeat(10))
