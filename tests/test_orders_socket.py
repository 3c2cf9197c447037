"""Many commands on one orders socket: whose reply is whose, and what is left when the connection is not."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from socket_server import TOKEN, Asked, Visit, echo_entries, entries, order_ids, serving, silent

from crossbook import Cancelled, CancelUnknown, NoReply, NotSent, OutcomeUnknown, PlaceUnknown, Timeouts
from crossbook.fourcasters import NewOrder, OrdersSocket
from crossbook.sandbox import Fault, Sandbox

GAME = "66a000000000000000000001"
AT_ONCE = 15.0
"""Seconds. Far less than the 20 s after which a reply is given up, so that what ends within them did not wait for that."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def done(order_id: str) -> Cancelled:
    return Cancelled(order_id, filled=Decimal(0), remaining=Decimal(100))


def bet() -> NewOrder:
    return NewOrder(game_id=GAME, market_type="total", side="over", line=50, odds=-104, risk=100, user_reference="ref-1")


@pytest.mark.parametrize("seed", range(5))
async def test_replies_in_any_order_reach_the_commands_they_answer(seed: int) -> None:
    async def shuffled(visit: Visit) -> None:
        asked = await visit.asked_many(60)
        random.Random(seed).shuffle(asked)  # noqa: S311 - an order, not a secret
        for command in asked:
            await visit.answer(command, data=[*entries(command)])

    ids = order_ids(80)
    async with serving(shuffled) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        singles = asyncio.gather(*(socket.cancel_order(order_id) for order_id in ids[:40]))
        pairs = asyncio.gather(*(socket.cancel_orders(ids[first : first + 2]) for first in range(40, 80, 2)))
        ended = [*await singles, *(outcome for pair in await pairs for outcome in pair)]
    assert ended == [done(order_id) for order_id in ids]


async def test_a_command_that_is_answered_late_does_not_hold_up_those_behind_it() -> None:
    slow_id, quick_id = order_ids(2)
    slow_may_end = asyncio.Event()

    async def late(visit: Visit) -> None:
        asked = {command.payload["orderId"]: command for command in await visit.asked_many(2)}
        await visit.answer(asked[quick_id], data=[*entries(asked[quick_id])])
        await slow_may_end.wait()
        await visit.answer(asked[slow_id], data=[*entries(asked[slow_id])])

    async with serving(late) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        slow = asyncio.create_task(socket.cancel_order(slow_id))
        quick = await socket.cancel_order(quick_id)
        assert isinstance(quick, Cancelled)
        assert not slow.done()
        slow_may_end.set()
        assert isinstance(await slow, Cancelled)


async def test_a_lost_connection_ends_every_command_in_flight_at_once() -> None:
    async def vanishing(visit: Visit) -> None:
        await visit.asked_many(5)
        visit.drop()

    ids = order_ids(4)
    async with serving(vanishing) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket, asyncio.timeout(AT_ONCE):
        single, several, placed, everything, game = await asyncio.gather(
            socket.cancel_order(ids[0]),
            socket.cancel_orders([ids[1], "no id", *ids[2:]]),
            socket.place_orders([bet()]),
            socket.cancel_all_orders(),
            socket.cancel_game_orders(GAME),
            return_exceptions=True,
        )
        assert isinstance(single, CancelUnknown)
        assert single.order_id == ids[0]
        assert single.may_be_open
        assert ids[0] in (single.evidence.sent or "")
        assert single.evidence.received is None
        assert isinstance(several, tuple)
        assert [(type(outcome).__name__, outcome.order_id) for outcome in several] == [
            ("CancelUnknown", ids[1]),
            ("NotCancelled", "no id"),
            ("CancelUnknown", ids[2]),
            ("CancelUnknown", ids[3]),
        ]
        assert isinstance(placed, tuple)
        assert isinstance(placed[0], PlaceUnknown)
        assert placed[0].user_reference == "ref-1"
        assert isinstance(everything, OutcomeUnknown)
        assert isinstance(game, OutcomeUnknown)
        with pytest.raises(NotSent):
            await socket.cancel_order(ids[0])
        with pytest.raises(NotSent) as refused:
            await socket.cancel_orders(ids)
        assert [outcome.order_id for outcome in refused.value.cancel_outcomes] == ids
    assert len(venue.asked) == 5


@pytest.mark.parametrize(("fault", "state"), [(Fault.SOCKET_DROPPED_BEFORE, "open"), (Fault.SOCKET_DROPPED_AFTER, "cancelled")])
async def test_a_drop_before_and_a_drop_after_the_commit_look_the_same_and_are_both_unknown(
    sandbox: Sandbox, fault: Fault, state: str
) -> None:
    venue = sandbox.fourcasters
    order_id, other_id = venue.seed_order(), venue.seed_order()
    async with asyncio.timeout(AT_ONCE), OrdersSocket(token=venue.token, url=venue.orders_socket_url) as socket:
        venue.fail_next(fault, "cancelMultiple")
        outcomes = await socket.cancel_orders([order_id])
        assert [type(outcome) for outcome in outcomes] == [CancelUnknown]
        with pytest.raises(NotSent):
            await socket.cancel_order(other_id)
    assert venue.state(order_id) == state
    assert venue.state(other_id) == "open"
    assert sandbox.violations == ()


async def test_a_scope_that_is_lost_before_or_after_the_commit_is_unknown(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    order_id = venue.seed_order()
    for fault, state in ((Fault.SOCKET_DROPPED_BEFORE, "open"), (Fault.SOCKET_DROPPED_AFTER, "cancelled")):
        venue.fail_next(fault, "cancelAll")
        async with asyncio.timeout(AT_ONCE), OrdersSocket(token=venue.token, url=venue.orders_socket_url) as socket:
            with pytest.raises(OutcomeUnknown):
                await socket.cancel_all_orders()
        assert venue.state(order_id) == state


async def test_a_reply_that_comes_too_late_leaves_its_command_unknown_and_harms_no_other() -> None:
    given_up = asyncio.Event()

    async def too_late(visit: Visit) -> None:
        first = await visit.asked()
        await given_up.wait()
        await visit.answer(first, data=[*entries(first)])
        await echo_entries(visit)

    late_id, next_id = order_ids(2)
    async with serving(too_late) as venue, OrdersSocket(token=TOKEN, url=venue.url, timeouts=Timeouts(reply=0.2)) as socket:
        late = await socket.cancel_order(late_id)
        given_up.set()
        then = await socket.cancel_order(next_id)
    assert isinstance(late, CancelUnknown)
    assert "0.2 s" in late.evidence.problem
    assert then == done(next_id)


async def test_a_scope_that_is_not_answered_in_time_is_unknown() -> None:
    async with serving(silent) as venue, OrdersSocket(token=TOKEN, url=venue.url, timeouts=Timeouts(reply=0.1)) as socket:
        with pytest.raises(NoReply):
            await socket.cancel_all_orders()


def noise(command: Asked) -> list[str | bytes]:
    """Frames that answer nothing that was asked."""
    return [
        "",
        "not JSON",
        "[]",
        "null",
        "{}",
        b"\x00\xff\xfe",
        '{"data": [',
        '{"requestID": null, "data": []}',
        '{"requestID": 7, "data": []}',
        json.dumps({"requestID": "somebody else's", "data": [*entries(command)]}),
        json.dumps({"data": [*entries(command)]}),
        json.dumps(["cancelById", {"requestID": command.request_id}]),
    ]


async def test_frames_that_answer_no_command_do_no_harm() -> None:
    async def noisy(visit: Visit) -> None:
        while True:
            asked = await visit.asked()
            for frame in noise(asked):
                await visit.say(frame)
            await visit.answer(asked, data=[*entries(asked)])
            await visit.answer(asked, error="order not found")  # a second reply changes nothing

    ids = order_ids(3)
    async with serving(noisy) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        outcomes = [await socket.cancel_order(order_id) for order_id in ids]
    assert outcomes == [done(order_id) for order_id in ids]


async def test_correlation_ids_are_unique_within_a_socket_and_across_sockets() -> None:
    ids = order_ids(20)
    async with serving(echo_entries) as venue:
        for _ in range(5):
            async with OrdersSocket(token=TOKEN, url=venue.url) as socket:
                await asyncio.gather(*(socket.cancel_order(order_id) for order_id in ids))
    assert len({asked.request_id for asked in venue.asked}) == 100


async def test_cancelling_the_task_of_one_command_leaves_the_others_alone() -> None:
    first_is_gone = asyncio.Event()
    both_asked = asyncio.Event()

    async def answering_both(visit: Visit) -> None:
        asked = await visit.asked_many(2)
        both_asked.set()
        await first_is_gone.wait()
        for command in asked:
            await visit.answer(command, data=[*entries(command)])
        await echo_entries(visit)

    ids = order_ids(3)
    async with serving(answering_both) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        abandoned, kept = (asyncio.create_task(socket.cancel_order(order_id)) for order_id in ids[:2])
        await both_asked.wait()
        abandoned.cancel()
        with pytest.raises(asyncio.CancelledError):
            await abandoned
        first_is_gone.set()
        assert isinstance(await kept, Cancelled)
        assert isinstance(await socket.cancel_order(ids[2]), Cancelled)
