"""A command that was not answered in time may still be carried out: nothing is placed on top of it, whatever can be cancelled is."""

from __future__ import annotations

import asyncio
from typing import Final

import pytest
from own_world import Network, Peer, in_own_time
from socket_server import cancelled, order_ids

from crossbook import Cancelled, CancelUnknown, NotSent, PlaceUnknown, Timeouts
from crossbook.fourcasters import NewOrder

GAME: Final = "66a000000000000000000001"
BET: Final = NewOrder(game_id=GAME, market_type="total", side="over", line=50, odds=-104, risk=100, user_reference="ref-1")
LATE: Final = Timeouts(reply=20)


async def freeze(peer: Peer) -> None:
    """Take commands in, answer pings, and carry nothing out."""
    await peer.accept()
    await asyncio.Event().wait()


def test_nothing_is_placed_on_top_of_a_command_that_may_still_be_carried_out() -> None:
    async def thaw_when_cancelling(peer: Peer) -> None:
        await peer.accept()
        frozen = [await peer.asked() for _ in range(2)]
        cancel = await peer.asked()
        for asked in frozen:  # now it thaws, and carries out what was given up long ago
            peer.answer(asked, data=[{"orderID": "66c000000000000000000009", "odds": -104, "offered": 100, "userReference": "ref-1"}])
        peer.answer(cancel, data=[cancelled(cancel.payload["orderId"])])
        placed = await peer.asked()
        peer.answer(placed, data=[{"orderID": "66c000000000000000000008", "odds": -104, "offered": 100, "userReference": "ref-1"}])
        await asyncio.Event().wait()

    async def main() -> None:
        network = Network(thaw_when_cancelling)
        async with network.socket(timeouts=LATE) as socket:
            first, second = await asyncio.gather(socket.place_orders([BET]), socket.place_orders([BET]))
            assert [type(outcome) for outcome in (*first, *second)] == [PlaceUnknown, PlaceUnknown]
            with pytest.raises(NotSent, match="no reply in time, and may still be carried out") as held_back:
                await socket.place_orders([BET])
            assert type(held_back.value) is NotSent, "there is a connection"
            assert isinstance(await socket.cancel_order(order_ids(1)[0]), Cancelled)
            (outcome,) = await socket.place_orders([BET])
            assert not isinstance(outcome, PlaceUnknown)
            assert socket.unsolicited == 2
        await network.settled()

    in_own_time(main())


def test_a_command_that_nobody_waits_for_any_more_is_one_that_may_still_be_carried_out() -> None:
    async def answer_late(peer: Peer) -> None:
        await peer.accept()
        everything = await peer.asked()
        another = await peer.asked()
        peer.answer(another, data=[cancelled(another.payload["orderId"])])
        del everything  # It is never answered.
        placed = await peer.asked()
        peer.answer(placed, data=[{"orderID": "66c000000000000000000008", "odds": -104, "offered": 100, "userReference": "ref-1"}])
        await asyncio.Event().wait()

    async def main() -> None:
        network = Network(answer_late)
        async with network.socket(timeouts=LATE) as socket:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.cancel_all_orders(), 0.3)
            with pytest.raises(NotSent, match="may still be carried out"):
                await socket.place_orders([BET])
            assert isinstance(await socket.cancel_order(order_ids(1)[0]), Cancelled)
            (outcome,) = await socket.place_orders([BET])
            assert not isinstance(outcome, PlaceUnknown)
        await network.settled()

    in_own_time(main())


def test_cancels_and_heartbeats_go_on_while_the_venue_is_late() -> None:
    received: list[str] = []

    async def listen(peer: Peer) -> None:
        await peer.accept()
        while True:
            received.append((await peer.asked()).message)

    async def main() -> None:
        network = Network(listen)
        async with network.socket(timeouts=LATE) as socket:
            assert isinstance((await socket.place_orders([BET]))[0], PlaceUnknown)
            order_id, other_id = order_ids(2)
            ended = await asyncio.gather(
                socket.cancel_order(order_id),
                socket.cancel_orders([other_id]),
                socket.cancel_game_orders(GAME),
                socket.cancel_all_orders(),
                socket.heartbeat(30),
                socket.place_orders([BET]),
                return_exceptions=True,
            )
            assert isinstance(ended[0], CancelUnknown)
            assert isinstance(ended[-1], NotSent)
        await network.settled()

    in_own_time(main())
    assert received == ["placeV3", "cancelById", "cancelMultiple", "cancelAllByGame", "cancelAll", "heartbeat"]


def test_another_connection_owes_nothing() -> None:
    async def vanish_when_late(peer: Peer) -> None:
        await peer.accept()
        if peer.number == 1:
            await asyncio.sleep(25)
            peer.close(1012)
            return
        asked = await peer.asked()
        peer.answer(asked, data=[{"orderID": "66c000000000000000000008", "odds": -104, "offered": 100, "userReference": "ref-1"}])
        await asyncio.Event().wait()

    async def main() -> None:
        network = Network(vanish_when_late)
        async with network.socket(timeouts=LATE, reopen=True) as socket:
            changes = socket.changes()
            assert isinstance((await socket.place_orders([BET]))[0], PlaceUnknown)
            with pytest.raises(NotSent):
                await socket.place_orders([BET])
            for _ in range(3):  # lost, to be reopened, opened
                await anext(changes)
            assert not isinstance((await socket.place_orders([BET]))[0], PlaceUnknown)
        await network.settled()

    in_own_time(main())
