"""What a caller puts into a request is exact and of the type that its document says, or the request is not built."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest
from families import every
from hypothesis import given
from hypothesis import strategies as st

from crossbook_bindings.fourcasters.orders_socket import commands
from crossbook_bindings.fourcasters.orders_socket.models import CancelMultipleRequest, PlaceV3Order, PlaceV3Request
from crossbook_bindings.fourcasters.rest import (
    PlaceOrderInput,
    cancel_all_orders_for_game,
    cancel_multiple,
    edit_order,
    get_game_liability,
    login,
    place_orders,
)
from crossbook_bindings.fourcasters.rest.effects import CANCEL
from crossbook_bindings.predictstreet.rest import (
    PlaceOrderRequest,
    cancel_all,
    cancel_withdrawal,
    get_withdrawal_fee,
    list_open_orders,
    place_batch,
    place_order,
)
from crossbook_bindings.predictstreet.user_socket.models import Subscription
from crossbook_bindings.runtime import InvalidField, Request, Undocumented, segment, whole

ORDER: dict[str, Any] = {"gameID": "g", "type": "total", "side": "over", "odds": -110, "bet": 100}
SIGNED: dict[str, Any] = {
    "marketId": "M",
    "side": "buy",
    "outcome": "0",
    "price": Decimal("0.42"),
    "quantity": 10,
    "nonce": "1",
    "expiry": 0,
    "maker": "0x",
    "signature": "0x",
}
SOCKET_ORDER: dict[str, Any] = {"gameId": "g", "bet": 100, "type": "total", "side": "over", "orderType": "limit", "odds": -110}


def an_order(**changes: Any) -> PlaceOrderInput:
    return PlaceOrderInput(**{**ORDER, **changes})


def a_socket_order(**changes: Any) -> PlaceV3Order:
    return PlaceV3Order(**{**SOCKET_ORDER, **changes})


def a_signed_order(**changes: Any) -> PlaceOrderRequest:
    return PlaceOrderRequest(**{**SIGNED, **changes})


def a_place(**changes: Any) -> Request[str, object, object]:
    return place_order(**{**SIGNED, **changes})


INEXACT: list[Any] = [
    0.42,
    1.0,
    float("nan"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    Decimal("-Infinity"),
    True,
    "0.42",
    None,
]

AMOUNTS: list[tuple[Callable[[Any], object], str]] = [
    (lambda value: an_order(odds=value), "PlaceOrderInput.odds"),
    (lambda value: an_order(bet=value), "PlaceOrderInput.bet"),
    (lambda value: an_order(number=value), "PlaceOrderInput.number"),
    (lambda value: edit_order(sessionID="s", intendedOrderVolume=value), "EditOrderRequest.intendedOrderVolume"),
    (lambda value: a_place(price=value), "PlaceOrderRequest.price"),
    (lambda value: a_place(quantity=value), "PlaceOrderRequest.quantity"),
    (lambda value: a_socket_order(bet=value), "PlaceV3Order.bet"),
    (lambda value: a_socket_order(number=value), "PlaceV3Order.number"),
]


def test_what_is_not_exact_is_refused_when_the_request_is_built() -> None:
    def check(case: tuple[Callable[[Any], object], str, Any]) -> None:
        build, field, value = case
        with pytest.raises(InvalidField) as caught:
            build(value)
        assert caught.value.field == field
        assert caught.value.expected.startswith("an exact number (Decimal or int)")
        assert str(value) in caught.value.found
        assert str(caught.value) == f"{field}: expected {caught.value.expected}, found {caught.value.found}"

    every(((build, field, value) for (build, field), value in product(AMOUNTS, INEXACT)), check)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_what_is_exact_goes_out_digit_by_digit(value: int | Decimal) -> None:
    number = place_orders(orders=(an_order(bet=value),)).body()
    assert number is not None
    (order,) = json.loads(number, parse_float=str, parse_int=str)["orders"]
    assert Decimal(order["bet"]) == value
    assert "E" not in order["bet"]
    text = a_place(price=value).body()
    assert text is not None
    price = json.loads(text)["price"]
    assert (type(price), Decimal(price)) == (str, value)


def test_an_edit_that_leaves_the_odds_as_they_are_says_null_or_nothing() -> None:
    assert edit_order(sessionID="s", orderOdds=None, orderVolume=250).body() == b'{"sessionID":"s","orderOdds":null,"orderVolume":250}'


@pytest.mark.parametrize(
    ("build", "field", "expected", "found"),
    [
        (lambda: cancel_multiple(sessionIDs="abc"), "CancelMultipleRequest.sessionIDs", "a tuple, each entry text", "'abc' (str)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: cancel_multiple(sessionIDs=("a", 1)), "CancelMultipleRequest.sessionIDs[1]", "text", "1 (int)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: place_orders(orders=({},)), "PlaceOrdersRequest.orders[0]", "PlaceOrderInput", "{} (dict)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: place_batch(orders=("a",)), "PlaceBatchRequest.orders[0]", "PlaceOrderRequest", "'a' (str)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: a_signed_order(expiry=0.0), "PlaceOrderRequest.expiry", "a whole number (int)", "0.0 (float)"),
        (lambda: a_signed_order(expiry=True), "PlaceOrderRequest.expiry", "a whole number (int)", "True (bool)"),
        (lambda: a_signed_order(expiry=Decimal(1)), "PlaceOrderRequest.expiry", "a whole number", "Decimal('1')"),
        (lambda: a_signed_order(outcome=0), "PlaceOrderRequest.outcome", "text", "0 (int)"),
        (lambda: a_signed_order(postOnly=1), "PlaceOrderRequest.postOnly", "True or False or UNSET", "1 (int)"),
        (lambda: a_signed_order(side="BUY"), "PlaceOrderRequest.side", "one of 'buy', 'sell'", "'BUY' (str)"),
        (lambda: a_signed_order(clientOrderId=None), "PlaceOrderRequest.clientOrderId", "text or UNSET", "None"),
        (lambda: cancel_all_orders_for_game(gameID=None), "CancelAllOrdersForGameRequest.gameID", "text", "None"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: cancel_all(outcome="0"), "CancelAllRequest.outcome", "a whole number (int) or UNSET", "'0' (str)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: list_open_orders(limit=1.5), "listOpenOrders.limit", "a whole number (int)", "1.5 (float)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: list_open_orders(marketId=7), "listOpenOrders.marketId", "text", "7 (int)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: get_game_liability(gameID=None), "getGameLiability.gameID", "text", "None"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: cancel_withdrawal(id=7), "cancelWithdrawal.id", "text", "7 (int)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: CancelMultipleRequest(requestID=1, orderIDs=()), "CancelMultipleRequest.requestID", "text", "1 (int)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (lambda: Subscription(channel="user"), "Subscription.channel", "one of 'user_orders', 'user_fills'", "'user' (str)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ],
)
def test_a_value_of_another_type_than_the_document_says_is_refused(
    build: Callable[[], object], field: str, expected: str, found: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        build()
    assert caught.value.field == field
    assert caught.value.expected.startswith(expected)
    assert caught.value.found.startswith(found)


def test_a_query_takes_a_whole_number_where_it_takes_a_decimal() -> None:
    for amount in (100, Decimal("1E+2")):
        assert get_withdrawal_fee(amount=amount, token="USDC", destination="0x").query[0] == ("amount", "100")
    with pytest.raises(InvalidField, match=r"getWithdrawalFee\.amount"):
        get_withdrawal_fee(amount=0.5, token="USDC", destination="0x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_list_is_taken_for_a_tuple_and_cannot_change_behind_the_request() -> None:
    listed = ["a", "b"]
    request = cancel_multiple(sessionIDs=listed)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    listed.append("c")
    assert (request.body(), request.sent) == (b'{"sessionIDs":["a","b"]}', 2)
    assert PlaceV3Request(requestID="r", orders=[a_socket_order()]).orders == (a_socket_order(),)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_secret_is_not_shown_when_it_is_of_a_wrong_type() -> None:
    with pytest.raises(InvalidField) as caught:
        login(username="somebody", password=b"hunter2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(caught.value) == "LoginRequest.password: expected text, found bytes"


def test_a_long_value_is_not_shown_whole() -> None:
    with pytest.raises(InvalidField) as caught:
        a_signed_order(side="b" * 10**6)
    assert len(str(caught.value)) < 200


def test_the_error_is_a_value_error_and_survives_a_process_boundary() -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        cancel_withdrawal(id="")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (type(copy), str(copy), copy.field) == (InvalidField, str(caught.value), "cancelWithdrawal.id")


def test_a_changed_copy_is_checked_as_well() -> None:
    order = an_order()
    assert attrs.evolve(order, bet=50).bet == Decimal(50)
    with pytest.raises(InvalidField):
        attrs.evolve(order, bet=0.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    payload = PlaceV3Request(requestID="r", orders=(a_socket_order(),))
    assert commands.place_v3(payload).text() == (
        '["placeV3",{"requestID":"r","orders":[{"gameId":"g","bet":100,"type":"total","side":"over","orderType":"limit","odds":-110}]}]'
    )


# ---- where a request goes


@pytest.mark.parametrize("step", ["", ".", ".."])
def test_a_step_that_would_change_the_path_is_refused(step: str) -> None:
    with pytest.raises(InvalidField, match=r"cancelWithdrawal\.id"):
        cancel_withdrawal(id=step)
    with pytest.raises(InvalidField):
        segment(CANCEL, "id", step)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in (".", "..")))
def test_any_other_text_is_one_step_of_the_path(text: str) -> None:
    path = cancel_withdrawal(id=text).path
    assert path.count("/") == "/api/me/withdrawals/x/cancel".count("/")
    assert path.startswith("/api/")


def made(path: str, **others: Any) -> Request[str, Undocumented, Undocumented]:
    return Request(operation=CANCEL, path=path, reply=Undocumented, unwrap=whole, **others)


@pytest.mark.parametrize(
    "path",
    [
        *("", "@evil.example/x", "evil.example", "https://evil.example/", "//evil.example/x", "/a//b", "/\\evil.example", "\\\\evil"),
        *(
            "/../admin",
            "/a/..",
            "/a/./b",
            "/a/%2e%2E/b",
            "/a/.%2e",
            "/%2e",
            "/a?b=c",
            "/a#b",
            "/a b",
            "/a\r\nHost: evil",
            "/a\n",
            "/\x00",
            "/é",
        ),
    ],
)
def test_a_path_made_by_hand_that_could_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(InvalidField, match=r"Request\.path"):
        made(path)


@pytest.mark.parametrize("path", ["/", "/session/cancel", "/a/b%2Fc", "/a/...", "/a/.b", "/a/b..c/", "/v2/a:b@c;d=1"])
def test_an_ordinary_path_is_taken(path: str) -> None:
    assert made(path).target == path


@pytest.mark.parametrize(
    ("name", "value"), [("X-A", "a\r\nX-B: b"), ("X-A", "a\n"), ("X A", "a"), ("", "a"), ("X-A", "\x00"), ("X-A", "é"), ("X-A", " a")]
)
def test_a_header_that_would_end_its_line_is_refused_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(InvalidField, match="visible ASCII") as caught:
        made("/", headers=((name, value),))
    assert len(value) < 2 or value not in str(caught.value)
    assert made("/", headers=(("X-A", "a b"), ("X-B", ""))).headers


@pytest.mark.parametrize("name", ["Connection", "content-length", "TRANSFER-ENCODING", "Host", "Upgrade", "TE", "Expect", "Trailer"])
def test_a_header_that_says_where_a_message_ends_or_goes_is_the_clients_own(name: str) -> None:
    with pytest.raises(InvalidField, match="that the client writes itself"):
        made("/", headers=((name, "1"),))
