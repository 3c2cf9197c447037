"""A reply that is read at sight says what it would say to a closer look: a member more, which no document lists, changes no outcome."""

from __future__ import annotations

import json
from typing import TypeAlias, TypeVar

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from crossbook import Cancelled, CancelOutcome, CancelUnknown, Placed, PlaceOutcome, PlaceUnknown
from crossbook.core.attempts import Answered
from crossbook.core.steps import Plan
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.account import place
from crossbook.fourcasters.orders.cancelling import cancel_orders
from crossbook.fourcasters.orders.resting import all_rest
from crossbook.fourcasters.orders.successes import successes
from crossbook.fourcasters.socket import commands
from crossbook.fourcasters.socket.envelopes import Replied
from crossbook.fourcasters.socket.successes import successes as socket_successes
from crossbook.predictstreet.orders.cancelling import cancel_orders as cancel_batch

Member: TypeAlias = tuple[str, object]

OutcomeT = TypeVar("OutcomeT", CancelOutcome, PlaceOutcome)

QUOTE = NewOrder(game_id="66a000000000000000000001", market_type="moneyline", side="66b000000000000000000001", odds=-110, risk=100)
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


def offer(order_id: str, reference: str) -> list[Member]:
    shown: list[Member] = [("orderID", order_id), ("wagerRequestID", "w-1"), ("offered", 100), ("odds", -110), ("type", "moneyline")]
    return [*shown, ("side", QUOTE.side), ("number", None), ("userReference", reference)]


def placed_entry(unmatched: list[Member], around: list[tuple[str, int, str, object]]) -> str:
    # What stands around an offer is changed like its members; the offer itself is put in where it stands.
    members = changed([("matched", []), ("unmatched", "OFFER")], around)
    return written(members, "").replace('"OFFER"', written(unmatched, " "))


def outcomes(plan: Plan[tuple[OutcomeT, ...]], body: str) -> tuple[OutcomeT, ...]:
    next(plan)
    with pytest.raises(StopIteration) as stop:
        plan.send(Answered(status=200, body=body.encode()))
    ended: tuple[OutcomeT, ...] = stop.value.value
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


OFFERED = st.tuples(
    st.sampled_from(["add", "set", "drop", "again"]),
    st.integers(0, 7),
    st.sampled_from(["orderID", "offered", "error", "market", "x"]),
    st.one_of(ODD, st.sampled_from([*ORDERS, "mm-1", "100.00", 100, -110, "draw", "main"])),
)
BESIDE: list[object] = [None, "no", [], {}, "system_error"]
AROUND = st.tuples(
    st.sampled_from(["add", "drop", "again"]),
    st.integers(0, 1),
    st.sampled_from(["error", "errorType", "matched", "x"]),
    st.sampled_from(BESIDE),
)


@given(
    st.lists(st.lists(OFFERED, max_size=2), min_size=3, max_size=3),
    st.lists(st.lists(AROUND, max_size=1), min_size=3, max_size=3),
    st.lists(st.sampled_from(ORDERS), min_size=3, max_size=3),
    st.permutations(["mm-1", "mm-2", "mm-3"]),
    st.integers(2, 4),
)
@example([[], [], []], [[], [], []], list(ORDERS), ["mm-1", "mm-2", "mm-3"], 3)
@example([[], [], []], [[], [], []], [ORDERS[0], ORDERS[1], ORDERS[0]], ["mm-1", "mm-2", "mm-3"], 3)
@example([[("set", 2, "", 5), ("again", 2, "", 100)], [], []], [[], [], []], list(ORDERS), ["mm-1", "mm-2", "mm-3"], 3)
@example([[("again", 2, "", 5)], [("drop", 1, "", 0)], []], [[], [], []], list(ORDERS), ["mm-1", "mm-2", "mm-3"], 3)
@example([[("drop", 6, "", 0)], [], []], [[("again", 1, "", 5)], [], []], list(ORDERS), ["mm-1", "mm-2", "mm-3"], 3)
@example([[], [], []], [[("add", 1, "error", "no")], [], []], list(ORDERS), ["mm-1", "mm-2", "mm-3"], 3)
def test_a_placement_of_several_orders_is_read_alike(
    offered: list[list[tuple[str, int, str, object]]],
    around: list[list[tuple[str, int, str, object]]],
    order_ids: list[str],
    references: list[str],
    entries: int,
) -> None:
    quotes = tuple(attrs.evolve(QUOTE, user_reference=f"mm-{number}") for number in (1, 2, 3))
    told = zip(order_ids, references, offered, around, strict=True)
    built = [placed_entry(changed(offer(order_id, name), within), beside) for order_id, name, within, beside in told]
    data = f'"data":{{"createdSessions":[{",".join((built * 2)[:entries])}]}}'
    seen, closely = outcomes(place(quotes), f"{{{data}}}"), outcomes(place(quotes), f'{{{data},"x":0}}')
    assert [outcome.order if isinstance(outcome, PlaceUnknown) else outcome for outcome in seen] == [
        outcome.order if isinstance(outcome, PlaceUnknown) else outcome for outcome in closely
    ]


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
    quotes = tuple(attrs.evolve(QUOTE, user_reference=f"mm-{number}") for number in (1, 2, 3))
    offers = [offer(order_id, str(quote.user_reference)) for order_id, quote in zip(ORDERS, quotes, strict=True)]
    body = '{"data":{"createdSessions":[' + ",".join(placed_entry(each, []) for each in offers) + "]}}"
    assert all_rest(quotes, body.encode()) == outcomes(place(quotes), body)
    assert all_rest(quotes[:2], body.encode()) is None
    assert all(isinstance(outcome, Placed) for outcome in outcomes(place(quotes), body))
