"""What an orders socket that reopens tells of its connections, and what becomes of commands between them."""

from __future__ import annotations

import asyncio
import json

import pytest
from ill_venues import HOUR, ORDER, OTHER, accept_and_close, first_well, for_ever, go_mute, hang_in_the_handshake, well
from own_world import Network, Peer, Script, in_own_time
from socket_server import cancelled, order_ids

from crossbook import Cancelled, CancelUnknown, ConnectionChange, ConnectionLost, ConnectionOpened, ConnectionReopening, NotSent, Timeouts


def test_every_change_is_told_in_order_and_once() -> None:
    async def close_once(peer: Peer) -> None:
        if peer.number == 1:
            await peer.accept()
            await asyncio.sleep(7)
            peer.close(1001, "going away")
        elif peer.number == 2:
            await peer.reject(503)
        else:
            await well(peer)

    async def main() -> None:
        net, called = Network(close_once), list[ConnectionChange]()
        async with net.socket(reopen=True, luck=1.0, on_change=called.append) as socket:
            changes = socket.changes()
            lost = await socket.wait_lost()
            assert lost == ConnectionLost(problem="the venue closed it (code 1001, going away)", code=1001)
            assert lost is await socket.wait_lost(), "at once, where there is no connection"
            with pytest.raises(NotSent, match="to be reopened"):
                await socket.cancel_order(ORDER)
            told = [await anext(changes) for _ in range(4)]
            assert socket.is_open
            assert isinstance(await socket.cancel_order(ORDER), Cancelled)
        told += [change async for change in changes]
        assert told == called[1:]
        assert called == [
            ConnectionOpened(connection=1),
            lost,
            ConnectionReopening(in_seconds=1.0, attempt=1, problem=lost.problem),
            ConnectionReopening(in_seconds=2.0, attempt=2, problem="HTTP 503 to the handshake", status=503),
            ConnectionOpened(connection=2),
            ConnectionLost(problem="closed by this program"),
        ]
        assert [change async for change in socket.changes()] == []
        await net.settled()

    in_own_time(main())


def test_who_waits_for_a_change_is_told_that_there_will_be_none() -> None:
    async def main() -> None:
        net = Network(first_well(hang_in_the_handshake))
        async with net.socket(reopen=True) as socket:
            changes = socket.changes()
            while not isinstance(await anext(changes), ConnectionReopening):
                pass
            patient, hasty = (asyncio.create_task(changes.__anext__()) for _ in range(2))
            await asyncio.sleep(0)
            hasty.cancel()
            await socket.aclose()
            with pytest.raises(StopAsyncIteration):
                await patient
        await net.settled()

    in_own_time(main())


def test_without_reopen_a_lost_connection_is_the_end() -> None:
    async def main() -> None:
        net = Network(accept_and_close)
        socket = net.socket()
        changes = socket.changes()
        async with socket:
            assert [type(change) async for change in changes] == [ConnectionOpened, ConnectionLost]
            await asyncio.sleep(HOUR)
            with pytest.raises(NotSent):
                await socket.cancel_order(ORDER)
        assert len(net.attempts) == 1
        await net.settled()

    in_own_time(main())


def test_no_command_is_sent_again_and_none_is_in_doubt_that_was_never_sent() -> None:
    received: list[str] = []

    async def take_in_and_close(peer: Peer) -> None:
        await peer.accept()
        while peer.number == 1 and len(received) < 2:
            received.append((await peer.asked()).payload["orderId"])
        if peer.number == 1:
            peer.close(1012)
        else:
            received.append((await peer.asked()).payload["orderId"])
            await for_ever()

    async def main() -> None:
        net = Network(take_in_and_close)
        first, second, third, fourth = order_ids(4)
        async with net.socket(reopen=True) as socket:
            sent = await asyncio.gather(socket.cancel_order(first), socket.cancel_order(second))
            assert [type(outcome) for outcome in sent] == [CancelUnknown, CancelUnknown]
            with pytest.raises(NotSent):
                await socket.cancel_order(third)
            await asyncio.sleep(60)
            assert isinstance(await socket.cancel_order(fourth), CancelUnknown)
        assert received == [first, second, fourth]
        await net.settled()

    in_own_time(main())


def test_each_connection_has_names_of_its_own_and_a_reply_to_another_ones_command_is_nobodys() -> None:
    names: list[str] = []

    async def answer_the_last_one(peer: Peer) -> None:
        await peer.accept()
        asked = await peer.asked()
        names.append(asked.request_id)
        if peer.number == 1:
            peer.close(1012)
            return
        for name in (names[0], names[1].split("-")[0], f"{names[0].split('-')[0]}-{names[1].split('-')[1]}"):
            peer.say(f'{{"requestID": "{name}", "error": "order not found"}}')
        peer.answer(asked, data=[cancelled(asked.payload["orderId"])])
        await for_ever()

    async def main() -> None:
        net = Network(answer_the_last_one)
        async with net.socket(reopen=True) as socket:
            changes = socket.changes()
            assert isinstance(await socket.cancel_order(ORDER), CancelUnknown)
            while not isinstance(await anext(changes), ConnectionOpened):
                pass
            assert isinstance(await socket.cancel_order(OTHER), Cancelled)
            assert socket.unsolicited == 3
        await net.settled()

    in_own_time(main())
    prefixes = {name.split("-")[0] for name in names}
    assert len(prefixes) == 2
    assert all(len(prefix) >= 16 for prefix in prefixes)


@pytest.mark.parametrize("seconds", [0.5, 1.0, 3.0, 9.0, 31.0])
@pytest.mark.parametrize("connected", [False, True])
def test_closing_while_it_waits_or_tries_leaves_nothing(seconds: float, connected: bool) -> None:  # noqa: FBT001 - a case
    async def main() -> None:
        net = Network(first_well(hang_in_the_handshake), hang=lambda number: number > 1 and not connected)
        async with net.socket(reopen=True) as socket:
            await asyncio.sleep(seconds)
        with pytest.raises(NotSent, match="closed by this program"):
            await socket.cancel_order(ORDER)
        tried = len(net.attempts)
        assert net.open_wires == 0
        await net.settled()
        await asyncio.sleep(HOUR)
        assert len(net.attempts) == tried

    in_own_time(main())


def test_a_mute_venue_is_noticed_and_a_quiet_one_is_kept() -> None:
    async def quiet(peer: Peer) -> None:
        await peer.accept()
        await for_ever()

    async def main(script: Script, seconds: float) -> tuple[bool, int]:
        net = Network(script)
        async with net.socket() as socket:
            await asyncio.sleep(seconds)
            held, pings = socket.is_open, net.peers[0].pings
            if not held:
                assert "sent nothing for 20 s after it was asked for a sign of life" in (await socket.wait_lost()).problem
        await net.settled()
        return held, pings

    assert in_own_time(main(quiet, HOUR)) == (True, 359)
    assert in_own_time(main(go_mute, 29.9))[0]
    assert not in_own_time(main(go_mute, 30.1))[0]


def test_a_command_in_flight_ends_when_the_mute_venue_is_noticed() -> None:
    async def main() -> None:
        net = Network(go_mute)
        async with net.socket(timeouts=Timeouts(reply=300)) as socket:
            outcome = await socket.cancel_order(ORDER, deadline=300)
            assert asyncio.get_running_loop().time() == pytest.approx(30)
            assert isinstance(outcome, CancelUnknown)
            assert "sign of life" in outcome.evidence.problem
        await net.settled()

    in_own_time(main())


def test_a_reply_in_parts_is_taken_as_a_whole_and_the_next_one_too() -> None:
    async def in_parts(peer: Peer) -> None:
        await peer.accept()
        for _ in range(3):
            asked = await peer.asked()
            reply = json.dumps({"requestID": asked.request_id, "data": [cancelled(ORDER)], "words": "größer"}, ensure_ascii=False).encode()
            middle = reply.index("ö".encode()) + 1  # in the middle of a letter
            peer.websocket.send_text(reply[:10], fin=False)
            peer.websocket.send_continuation(b"", fin=False)
            peer.websocket.send_ping(b"in between")
            peer.websocket.send_continuation(reply[10:middle], fin=False)
            peer.websocket.send_continuation(reply[middle:], fin=True)
            peer.write()
        await for_ever()

    async def main() -> None:
        net = Network(in_parts)
        async with net.socket() as socket:
            for _ in range(3):
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            assert socket.unsolicited == 0
        await net.settled()

    in_own_time(main())
