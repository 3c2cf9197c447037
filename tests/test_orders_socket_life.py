"""The life of an orders socket: opened once, closed quickly, and nothing left of it afterwards."""

from __future__ import annotations

import asyncio
import gc
import weakref

import attrs
import pytest
from socket_server import TOKEN, Visit, echo_entries, order_ids, serving, silent

from crossbook import Cancelled, CancelUnknown, InvalidRequest, NotSent, OutcomeUnknown, Timeouts
from crossbook.fourcasters import NewOrder, OrdersSocket

GAME = "66a000000000000000000001"
BET = NewOrder(game_id=GAME, market_type="total", side="over", line=50, odds=-104, risk=100, user_reference="ref-1")
AT_ONCE = 15.0
"""Seconds. Far less than the 20 s after which a reply is given up, so that what ends within them did not wait for that."""


async def test_closing_with_commands_in_flight_ends_them_unknown_and_later_ones_are_not_sent() -> None:
    asked = asyncio.Event()

    async def taking_in(visit: Visit) -> None:
        await visit.asked_many(2)
        asked.set()
        await silent(visit)

    order_id, later_id = order_ids(2)
    async with serving(taking_in) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        async with asyncio.timeout(AT_ONCE), socket:
            named, scope = asyncio.create_task(socket.cancel_order(order_id)), asyncio.create_task(socket.cancel_all_orders())
            await asked.wait()
            await socket.aclose()
            assert isinstance(await named, CancelUnknown)
            with pytest.raises(OutcomeUnknown):
                await scope
            with pytest.raises(NotSent):
                await socket.cancel_order(later_id)
        await socket.aclose()  # a second time does nothing
    assert len(venue.asked) == 2


async def test_a_command_that_cannot_be_written_down_was_not_sent_and_harms_no_other() -> None:
    (order_id,) = order_ids(1)
    async with serving(echo_entries) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        with pytest.raises(InvalidRequest, match="JSON can carry"):
            await socket.cancel_game_orders(GAME, market="a\ud800")
        with pytest.raises(InvalidRequest, match="JSON can carry"):
            await socket.place_orders([attrs.evolve(BET, user_reference="a\ud800")])
        assert isinstance(await socket.cancel_order(order_id), Cancelled)
    assert [asked.message for asked in venue.asked] == ["cancelById"]


async def test_nothing_keeps_a_closed_socket_alive() -> None:
    (order_id,) = order_ids(1)
    async with serving(echo_entries) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        async with socket:
            await socket.cancel_order(order_id)
        left = weakref.ref(socket)
        del socket
        gc.collect()
        assert left() is None


async def test_closing_does_not_wait_for_a_venue_that_no_longer_listens() -> None:
    asked = asyncio.Event()

    async def deaf(visit: Visit) -> None:
        await visit.asked()
        visit.connection.transport.pause_reading()
        asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            visit.drop()

    timeouts = Timeouts(connect=3, reply=60)
    async with serving(deaf) as venue, asyncio.timeout(AT_ONCE), OrdersSocket(token=TOKEN, url=venue.url, timeouts=timeouts) as socket:
        command = asyncio.create_task(socket.cancel_order(order_ids(1)[0]))
        await asked.wait()
        await socket.aclose()
        assert isinstance(await command, CancelUnknown)


async def test_a_socket_that_was_never_opened_sends_nothing_and_says_so() -> None:
    (order_id,) = order_ids(1)
    async with serving(echo_entries) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        with pytest.raises(NotSent, match="never opened"):
            await socket.cancel_order(order_id)
        assert venue.handshakes == []
        async with socket:  # and can still be opened
            assert isinstance(await socket.cancel_order(order_id), Cancelled)


async def test_a_socket_is_opened_once() -> None:
    async with serving(silent) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        with pytest.raises(InvalidRequest):
            async with socket:
                pass
    assert len(venue.handshakes) == 1


async def test_a_socket_that_was_closed_is_not_opened() -> None:
    async with serving(silent) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        await socket.aclose()
        with pytest.raises(InvalidRequest):
            async with socket:
                pass
    assert venue.handshakes == []


async def test_a_socket_that_is_being_opened_is_not_opened_twice() -> None:
    async with serving(silent) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        opened = await asyncio.gather(socket.__aenter__(), socket.__aenter__(), return_exceptions=True)
        await socket.aclose()
    assert opened[0] is socket
    assert isinstance(opened[1], InvalidRequest)
    assert len(venue.handshakes) == 1
