"""A socket that reopens, against venues that are ill, rude or gone: polite whatever they do, and never in doubt of what it sent.

Time is the test's own here: an hour of reopening takes as long as what happens in it.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Iterable

import pytest
from own_world import Network, Peer, Script, in_own_time
from socket_server import cancelled, order_ids

from crossbook import (
    Cancelled,
    CancelUnknown,
    ConnectionChange,
    ConnectionGivenUp,
    ConnectionLost,
    ConnectionOpened,
    ConnectionReopening,
    CouldNotConnect,
    Forbidden,
    NotSent,
    Timeouts,
    Unauthorized,
)

ORDER, OTHER = order_ids(2)
HOUR = 3600.0


async def for_ever() -> None:
    await asyncio.Event().wait()


async def well(peer: Peer) -> None:
    """Take every command in and answer it."""
    await peer.accept()
    while True:
        asked = await peer.asked()
        peer.answer(asked, data=[cancelled(asked.payload["orderId"])])


async def accept_and_close(peer: Peer) -> None:
    await peer.accept()
    peer.close(1011, "internal error")


async def accept_and_cut(peer: Peer) -> None:
    await peer.accept()
    assert peer.wire is not None
    peer.wire.break_off()


async def accept_and_hang_up(peer: Peer) -> None:
    await peer.accept()
    assert peer.wire is not None
    peer.wire.hang_up()


async def go_mute(peer: Peer) -> None:
    await peer.accept()
    peer.deaf = True
    await for_ever()


async def half_a_frame(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\x81\x7e\x10\x00" + b'{"requestID": "')
    peer.deaf = True
    await for_ever()


async def half_a_frame_and_gone(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\x81\x10half")
    assert peer.wire is not None
    peer.wire.hang_up()


async def half_a_handshake(peer: Peer) -> None:
    await peer.handshake
    peer.raw(b"HTTP/1.1 101 Switching Proto")
    await for_ever()


async def hang_in_the_handshake(_peer: Peer) -> None:
    await for_ever()


async def garbage_for_a_handshake(peer: Peer) -> None:
    await peer.handshake
    peer.raw(b"SMTP ready\r\n\r\n")


async def garbage_for_frames(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\xff\xff\xff\xff" * 8)
    await for_ever()


async def text_that_is_none(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\x81\x02\xff\xfe")
    await for_ever()


async def masked_frames(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\x81\x82aaaabb")
    await for_ever()


async def parts_without_an_end(peer: Peer) -> None:
    await peer.accept()
    peer.raw(b"\x01\x01a" + b"\x00\x01a" * 50)
    peer.deaf = True
    await for_ever()


def closing(code: int) -> Script:
    async def close(peer: Peer) -> None:
        await peer.accept()
        peer.close(code, "so it is")

    return close


def rejecting(status: int) -> Script:
    async def reject(peer: Peer) -> None:
        await peer.reject(status)

    return reject


def first_well(then: Script) -> Script:
    """Answer the first connection, for a moment, so that the socket can be opened; and then as given."""

    async def script(peer: Peer) -> None:
        if peer.number > 1:
            await then(peer)
            return
        await peer.accept()
        peer.close(1012)

    return script


ILL: dict[str, Script] = {
    "accepts and closes": accept_and_close,
    "accepts and cuts": accept_and_cut,
    "accepts and hangs up": accept_and_hang_up,
    "goes mute": go_mute,
    "sends half a frame and goes mute": half_a_frame,
    "sends half a frame and hangs up": half_a_frame_and_gone,
    "sends half a handshake": half_a_handshake,
    "hangs in the handshake": hang_in_the_handshake,
    "answers the handshake with garbage": garbage_for_a_handshake,
    "sends garbage": garbage_for_frames,
    "sends text that is none": text_that_is_none,
    "sends masked frames": masked_frames,
    "sends parts without an end": parts_without_an_end,
    **{f"closes with {code}": closing(code) for code in (1000, 1001, 1002, 1003, 1008, 1009, 1011, 1012, 1013, 1014, 4000, 4401)},
    **{f"answers {status}": rejecting(status) for status in (302, 400, 404, 426, 429, 500, 502, 503, 504)},
}


def nobody(_number: int) -> bool:
    return False


def changes_of(
    script: Script,
    *,
    seconds: float,
    luck: float = 0.0,
    refuse: Callable[[int], bool] = nobody,
    hang: Callable[[int], bool] = nobody,
) -> tuple[list[float], list[ConnectionChange]]:
    """Let a socket reopen for some time; give when it tried to connect, and what it told."""
    told: list[ConnectionChange] = []

    async def main() -> list[float]:
        net = Network(script, refuse, hang)
        async with net.socket(reopen=True, luck=luck, on_change=told.append):
            await asyncio.sleep(seconds)
        assert net.open_wires == 0
        await net.settled()
        return net.attempts

    return in_own_time(main()), told


def polite(attempts: Iterable[float]) -> bool:
    """Say whether no window of a second holds two attempts."""
    times = list(attempts)
    return all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("ill", ILL)
def test_a_venue_that_is_ill_is_asked_again_and_left_in_peace(ill: str) -> None:
    attempts, told = changes_of(first_well(ILL[ill]), seconds=900)
    assert polite(attempts)
    # It is not given up, and after the first minute it is asked every half minute, or twice as often where luck shortens the waits.
    assert 15 <= len(attempts) <= 70
    assert len([at for at in attempts if at > 450]) <= 31
    assert not any(isinstance(change, ConnectionGivenUp) for change in told)


def test_a_venue_at_which_nobody_listens_is_asked_again_and_left_in_peace() -> None:
    attempts, told = changes_of(first_well(well), seconds=900, refuse=lambda number: number > 1)
    assert polite(attempts)
    assert 15 <= len(attempts) <= 70
    assert isinstance(told[-1], ConnectionReopening)
    assert "nobody listens" in told[-1].problem


def test_an_attempt_that_gets_no_answer_at_all_is_given_up_in_time() -> None:
    attempts, told = changes_of(first_well(well), seconds=60, hang=lambda number: number == 2)
    assert polite(attempts)
    assert any(isinstance(change, ConnectionReopening) and "no connection within 5 s" in change.problem for change in told)
    assert isinstance(told[-2], ConnectionOpened)  # the last is that the test closes it


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_end_it_with_the_reason(status: int) -> None:
    attempts, told = changes_of(first_well(rejecting(status)), seconds=HOUR)
    assert len(attempts) == 2
    assert told[-1] == ConnectionGivenUp(problem=f"HTTP {status} to the handshake", status=status)


def test_a_socket_that_gave_up_says_why_and_sends_nothing() -> None:
    async def main() -> None:
        net = Network(first_well(rejecting(401)))
        async with net.socket(reopen=True) as socket:
            told = [change async for change in socket.changes()]
            assert isinstance(told[-1], ConnectionGivenUp)
            assert not socket.is_open
            with pytest.raises(NotSent, match="HTTP 401 to the handshake; given up"):
                await socket.cancel_order(ORDER)
        await net.settled()

    in_own_time(main())


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (403, Forbidden), (503, CouldNotConnect)])
def test_the_first_connection_is_not_tried_again_and_says_what_is_wrong(status: int, kind: type[Exception]) -> None:
    async def main() -> None:
        net = Network(rejecting(status))
        socket = net.socket(reopen=True)
        with pytest.raises(kind):
            await socket.__aenter__()
        await asyncio.sleep(HOUR)
        assert len(net.attempts) == 1
        await net.settled()

    in_own_time(main())


def test_a_venue_that_asks_for_time_gets_it() -> None:
    async def busy(peer: Peer) -> None:
        await (well(peer) if peer.number > 2 else peer.reject(429, Retry_After="77"))

    attempts, told = changes_of(first_well(busy), seconds=200)
    assert len(attempts) == 3
    assert attempts[2] - attempts[1] >= 77
    assert [change.connection for change in told if isinstance(change, ConnectionOpened)] == [1, 2]


def test_only_a_healthy_stretch_makes_the_waits_short_again() -> None:
    async def hold_on(peer: Peer) -> None:
        await peer.accept()
        await asyncio.sleep(40 if peer.number == 5 else 0)
        peer.close(1001)

    _, told = changes_of(hold_on, seconds=60, luck=1.0)
    waits = [change.in_seconds for change in told if isinstance(change, ConnectionReopening)]
    assert waits == pytest.approx([1, 2, 4, 8, 1, 2, 4])


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
