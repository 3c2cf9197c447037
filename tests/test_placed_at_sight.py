"""An order that is taken at sight, and a reply that is read at sight, are what a closer look would find them to be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from msgspec import UNSET

from crossbook import InvalidRequest, Odds, Placed, PlaceOutcome, PlaceUnknown
from crossbook.core.attempts import Answered
from crossbook.core.checks import Call
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.account import place
from crossbook.fourcasters.orders.new_order import american, is_plain, with_decimals
from crossbook.fourcasters.orders.placing import checked, checked_order
from crossbook.fourcasters.orders.sent import place_request
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request, members_of

GAME: Final = "66a000000000000000000001"
SIDE: Final = "66b000000000000000000001"
ORDER: Final = "66c000000000000000000001"
SPREAD: Final = NewOrder(game_id=GAME, market_type="spread", side=SIDE, line=Decimal("-3.5"), odds=-110, risk=100, user_reference="mm-1")
ORDERS: Final = (
    SPREAD,
    attrs.evolve(SPREAD, market_type="moneyline", line=None, expires_in_minutes=3),
    attrs.evolve(SPREAD, market_type="total", side="over", line=210, odds=Decimal("105.5")),
    attrs.evolve(SPREAD, market_type="moneyline1x2", side="yes", market="draw", line=None, order_type="post"),
    attrs.evolve(SPREAD, order_type="fillOrKill", user_reference=None, risk=Decimal("100.00")),
)


class Text(str):
    """A text of somebody's own."""

    __slots__ = ()


TEXTS: Final[list[object]] = [
    None,
    True,
    False,
    "",
    " ",
    "\u200b",
    "\u200bx",
    "é",
    Text("x"),
    Text(SIDE),
    SIDE.upper(),
    SIDE + "\n",
    "over",
]
OTHERS: Final[list[object]] = ["no", "draw", [], {}, b"x", 0, 1, -1, 99, -100, 100_000, 100_001, 10**18, -(10**18), 10**400, 1.5]
ODD: Final[st.SearchStrategy[object]] = st.one_of(
    st.sampled_from([*TEXTS, *OTHERS, float("nan"), Odds.from_american(-110)]),
    st.sampled_from(["NaN", "sNaN", "-Infinity", "-0", "1E+2", "100.05", "-100.10", "1E-7", "0.0000001", "9" * 30, "1" + "0" * 120]).map(
        Decimal
    ),
    st.sampled_from(["moneyline", "spread", "total", "moneyline1x2", "limit", "post", "fillAndKill"]),
    st.decimals(-200, 200, places=1),
)
FIELDS: Final = [field.name for field in attrs.fields(NewOrder)]


@given(st.sampled_from(ORDERS), st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=2))
@example(ORDERS[3], {"market": []})
def test_an_order_that_is_taken_at_sight_is_the_one_that_a_closer_look_gives(order: NewOrder, changes: Mapping[str, Any]) -> None:
    changed = attrs.evolve(order, **changes)
    plain = is_plain(changed)
    try:
        closely = checked_order(Call("fourcasters", "placeOrders"), changed)
    except InvalidRequest:
        assert not plain
    else:
        assert not plain or repr(with_decimals(changed)) == repr(closely)


def test_everyday_orders_are_taken_at_sight() -> None:
    assert [is_plain(order) for order in ORDERS] == [True, True, True, False, True]


def as_the_binding_writes_it(order: NewOrder) -> Request[Any, Any, Any]:
    entry = bindings.PlaceOrderInput(
        gameID=order.game_id,
        type=order.market_type,
        side=order.side,
        odds=american(order),
        bet=Decimal(order.risk),
        market=UNSET if order.market is None else order.market,
        number=UNSET if order.line is None else Decimal(order.line),
        orderType=order.order_type,
        expirationMinutes=UNSET if order.expires_in_minutes is None else order.expires_in_minutes,
        userReference=UNSET if order.user_reference is None else order.user_reference,
    )
    return bindings.place_orders(orders=(entry,))


def body_of(request: Request[Any, Any, Any]) -> bytes | type[Exception] | None:
    try:
        return request.body()
    except (TypeError, ValueError, OverflowError) as error:
        return type(error)


@given(st.sampled_from(ORDERS), st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=2))
@example(ORDERS[0], {"risk": Decimal("0.0000001")})
@example(ORDERS[0], {"odds": Odds.from_american(-110)})
@example(ORDERS[0], {"user_reference": Text("x")})
@example(ORDERS[0], {"user_reference": "\ud800x"})
def test_a_checked_order_is_written_as_the_binding_writes_it(order: NewOrder, changes: Mapping[str, Any]) -> None:
    try:
        (known,) = checked([attrs.evolve(order, **changes)], operation="placeOrders")
    except InvalidRequest:
        return
    ours, theirs = place_request([known]), as_the_binding_writes_it(known)
    assert body_of(ours) == body_of(theirs)
    for name in set(ours.__struct_fields__) - {"payload"}:
        assert getattr(ours, name) == getattr(theirs, name)
    assert members_of(type(ours.payload)) == members_of(bindings.PlaceOrdersRequest)
    entries: tuple[object, ...] = getattr(ours.payload, "orders")  # noqa: B009 - its class is not public
    assert [members_of(type(entry)) for entry in entries] == [members_of(bindings.PlaceOrderInput)]


def outcome(order: NewOrder, offer: Mapping[str, object], **entry: object) -> PlaceOutcome:
    plan = place([order])
    next(plan)
    body = json.dumps({"data": {"createdSessions": [{"matched": [], "unmatched": offer, **entry}]}})
    with pytest.raises(StopIteration) as stop:
        plan.send(Answered(status=200, body=body.encode()))
    ended: tuple[PlaceOutcome, ...] = stop.value.value
    return ended[0]


def rests(order: NewOrder) -> dict[str, object]:
    told: dict[str, object] = {"orderID": ORDER, "wagerRequestID": "w-1", "offered": 100, "odds": -110, "type": order.market_type}
    return {**told, "side": order.side, "number": None if order.line is None else -3.5, "userReference": order.user_reference}


TOLD: Final = st.sampled_from(
    [
        None,
        "",
        " ",
        " x",
        "NaN",
        "sNaN",
        "-1",
        "Infinity",
        "100",
        "100.00",
        100,
        99.99,
        100.02,
        0,
        -110,
        -111,
        -3.5,
        "-3.50",
        "over",
        SIDE.upper(),
        "mm-2",
    ]
)


@given(
    st.sampled_from([SPREAD, ORDERS[1], ORDERS[4]]),
    st.dictionaries(st.sampled_from(list(rests(SPREAD))), TOLD, max_size=2),
    st.lists(st.sampled_from(list(rests(SPREAD))), max_size=1),
)
@example(SPREAD, {}, [])
@example(SPREAD, {"userReference": "mm-2"}, [])
@example(SPREAD, {"offered": "sNaN"}, [])
@example(SPREAD, {"offered": -110}, [])
@example(SPREAD, {"odds": 100}, [])
@example(SPREAD, {"number": -110}, [])
@example(SPREAD, {"side": "over"}, [])
@example(SPREAD, {"type": "over"}, [])
@example(SPREAD, {"orderID": "over"}, [])
def test_an_offer_that_is_read_at_sight_says_what_it_says_to_a_closer_look(
    order: NewOrder, changes: Mapping[str, object], dropped: list[str]
) -> None:
    offer = {name: value for name, value in {**rests(order), **changes}.items() if name not in dropped}
    # "main" is how the venue names the market where there is only one: it changes nothing, and is not read at sight.
    seen, closely = outcome(order, offer), outcome(order, {**offer, "market": "main"})
    assert type(seen) is type(closely)
    assert isinstance(seen, PlaceUnknown) or repr(seen) == repr(closely)


def test_an_offer_word_for_word_is_an_order_and_with_an_error_beside_it_is_none() -> None:
    assert outcome(SPREAD, rests(SPREAD)) == Placed(
        order_id=ORDER, resting=Decimal(100), fills=(), wager_request_id="w-1", user_reference="mm-1"
    )
    assert isinstance(outcome(SPREAD, {**rests(SPREAD), "market": "draw"}), PlaceUnknown)
    assert isinstance(outcome(SPREAD, rests(SPREAD), error="no"), PlaceUnknown)
    assert isinstance(outcome(SPREAD, rests(SPREAD), errorType="system_error"), PlaceUnknown)
