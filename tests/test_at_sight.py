"""A reply that is read at sight says what it would say to a closer look: a member more, which no document lists, changes no outcome."""

from __future__ import annotations

import json
from typing import TypeAlias

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from crossbook import Cancelled, CancelOutcome, CancelUnknown
from crossbook.core.attempts import Answered
from crossbook.core.steps import Plan
from crossbook.fourcasters.orders.cancelling import cancel_orders
from crossbook.fourcasters.orders.successes import successes
from crossbook.fourcasters.socket import commands
from crossbook.fourcasters.socket.envelopes import Replied
from crossbook.fourcasters.socket.successes import successes as socket_successes
from crossbook.predictstreet.orders.cancelling import cancel_orders as cancel_batch

Member: TypeAlias = tuple[str, object]

ORDERS = ("66c000000000000000000001", "66c000000000000000000002", "66c00000000000000000000a")
UUIDS = ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-000000000003")

ODD = st.sampled_from([None, True, "", "NaN", "-1", "Infinity", "5", "a:b", "é", -1, 0, -0.0, 1.5, 10**400, [], {}, {"a": 1}, [[1]]])
NAMES = st.sampled_from(
    ["success", "sessionID", "orderID", "filled", "remaining", "reason", "error", "odds", "gameID", "userReference", "x"]
)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 11), NAMES, ODD),
        st.tuples(st.just("set"), st.integers(0, 11), NAMES, ODD),
        st.tuples(st.just("drop"), st.integers(0, 11), NAMES, ODD),
        st.tuples(st.just("again"), st.integers(0, 11), NAMES, ODD),
    ),
    max_size=2,
)


def changed(members: list[Member], changes: list[tuple[str, int, str, object]]) -> list[Member]:
    members = list(members)
    for kind, number, name, value in changes:
        at = number % len(members)
        match kind:
            case "add":
                members.insert(at, (name, value))
            case "set":
                members[at] = (members[at][0], value)
            case "drop" if len(members) > 1:
                del members[at]
            case _:
                members.append((members[at][0], value))
    return members


def written(members: list[Member], space: str) -> str:
    return "{" + ",".join(f"{json.dumps(name)}{space}:{space}{json.dumps(value)}" for name, value in members) + "}"


def rest_entry(order_id: str, members: int) -> list[Member]:
    shown: list[Member] = [
        ("success", True),
        ("sessionID", order_id),
        ("odds", -110),
        ("filled", 1.37),
        ("offered", 0),
        ("remaining", 98.63),
    ]
    shown += [("gameID", "66a000000000000000000001"), ("userReference", "mm-1"), ("description", "Dallas +3.5")]
    return shown[:members]


def socket_entry(order_id: str) -> list[Member]:
    shown: list[Member] = [("success", True), ("orderID", order_id), ("odds", -110), ("filled", 0), ("offered", 0), ("remaining", 100)]
    shown += [("side", "over"), ("number", None), ("gameID", "66a000000000000000000001"), ("userReference", ""), ("description", "Dallas")]
    return shown


def outcomes(plan: Plan[tuple[CancelOutcome, ...]], body: str) -> tuple[CancelOutcome, ...]:
    next(plan)
    with pytest.raises(StopIteration) as stop:
        plan.send(Answered(status=200, body=body.encode()))
    ended: tuple[CancelOutcome, ...] = stop.value.value
    return ended


def socket_outcomes(text: str) -> tuple[CancelOutcome, ...]:
    plan = commands.cancel_orders("name-1", ORDERS)
    next(plan)
    with pytest.raises(StopIteration) as stop:
        plan.send(Replied(text))
    ended: tuple[CancelOutcome, ...] = stop.value.value
    return ended


def said(ended: tuple[CancelOutcome, ...]) -> list[object]:
    """Give outcomes as what they say; evidence quotes the reply."""
    return [outcome.order_id if isinstance(outcome, CancelUnknown) else outcome for outcome in ended]


@given(
    st.sampled_from([7, 8, 9]),
    st.lists(CHANGES, min_size=3, max_size=3),
    st.permutations(ORDERS),
    st.sampled_from(["", " "]),
    st.integers(2, 4),
)
@example(9, [[], [], []], ORDERS, "", 3)
@example(9, [[("again", 3, "", 5)], [("drop", 4, "", 0)], []], ORDERS, "", 3)  # As many members as there should be.
@example(8, [[("again", 0, "", False)], [("drop", 7, "", 0)], []], ORDERS, "", 3)
def test_a_list_of_cancels_over_rest_is_read_alike(
    members: int, changes: list[list[tuple[str, int, str, object]]], order: tuple[str, ...], space: str, entries: int
) -> None:
    built = [changed(rest_entry(order_id, members), each) for order_id, each in zip(order, changes, strict=True)]
    data = f'"data":[{",".join(written(entry, space) for entry in (built * 2)[:entries])}]'
    assert said(outcomes(cancel_orders(ORDERS), f"{{{data}}}")) == said(outcomes(cancel_orders(ORDERS), f'{{{data},"x":0}}'))


@given(st.lists(CHANGES, min_size=3, max_size=3), st.permutations(ORDERS), st.sampled_from(["", " "]), CHANGES)
@example([[], [], []], ORDERS, "", [])
@example([[("again", 3, "", 5)], [("drop", 4, "", 0)], []], ORDERS, "", [])
def test_a_list_of_cancels_on_the_socket_is_read_alike(
    changes: list[list[tuple[str, int, str, object]]],
    order: tuple[str, ...],
    space: str,
    around: list[tuple[str, int, str, object]],
) -> None:
    built = [changed(socket_entry(order_id), each) for order_id, each in zip(order, changes, strict=True)]
    head = written([("requestID", "name-1"), *((name, value) for _, _, name, value in around if name == "x")], "")[1:-1]
    data = f'{head},"data":[{",".join(written(entry, space) for entry in built)}]'
    assert said(socket_outcomes(f"{{{data}}}")) == said(socket_outcomes(f'{{{data},"y":0}}'))


@given(
    st.lists(st.sampled_from([*UUIDS, UUIDS[1].upper(), "a:b", 'a","b']), max_size=4),
    st.dictionaries(
        st.sampled_from([*UUIDS, UUIDS[1].upper(), "c:d"]), st.sampled_from(["not_found", "unknown", "new words", ""]), max_size=3
    ),
    st.booleans(),
)
@example(cancelled=list(UUIDS), refused={}, twice=False)
@example(cancelled=list(UUIDS), refused={}, twice=True)
def test_a_batch_at_predictstreet_is_read_alike(cancelled: list[str], refused: dict[str, str], twice: bool) -> None:  # noqa: FBT001 - drawn
    data = f'"cancelled":{json.dumps(cancelled, separators=(",", ":"))},"notCancelled":{json.dumps(refused, separators=(",", ":"))}'
    if twice:
        data = f'"cancelled":[],{data}'
    plain, more = outcomes(cancel_batch(UUIDS), f"{{{data}}}"), outcomes(cancel_batch(UUIDS), f'{{{data},"x":0}}')
    assert said(plain) == said(more)
    assert not twice or all(isinstance(outcome, CancelUnknown) for outcome in plain)


def test_an_id_with_quotes_in_it_is_not_two_ids() -> None:
    body = '{"cancelled":["a","b"],"notCancelled":{}}'
    assert all(isinstance(outcome, CancelUnknown) for outcome in outcomes(cancel_batch(('a","b',)), body))


def test_replies_as_the_pages_show_them_are_read_at_sight() -> None:
    for members in (7, 9):
        body = '{"data":[' + ",".join(written(rest_entry(order_id, members), "") for order_id in ORDERS) + "]}"
        assert successes(body.encode(), 3) is not None
        assert successes(body.encode(), 2) is None
        assert all(isinstance(outcome, Cancelled) for outcome in outcomes(cancel_orders(ORDERS), body))
    text = '{"requestID":"name-1","data":[' + ",".join(written(socket_entry(order_id), "") for order_id in ORDERS) + "]}"
    assert socket_successes(text) is not None
    assert all(isinstance(outcome, Cancelled) for outcome in socket_outcomes(text))
