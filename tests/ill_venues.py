"""Venues of the orders socket that are ill, rude or gone."""

from __future__ import annotations

import asyncio

from own_world import Peer, Script
from socket_server import cancelled, order_ids

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


async def go_mute(peer: Peer) -> None:
    await peer.accept()
    peer.deaf = True
    await for_ever()


async def hang_in_the_handshake(_peer: Peer) -> None:
    await for_ever()


def first_well(then: Script) -> Script:
    """Answer the first connection, for a moment, so that the socket can be opened; and then as given."""

    async def script(peer: Peer) -> None:
        if peer.number > 1:
            await then(peer)
            return
        await peer.accept()
        peer.close(1012)

    return script


async def accept_and_cut(peer: Peer) -> None:
    await peer.accept()
    assert peer.wire is not None
    peer.wire.break_off()


async def accept_and_hang_up(peer: Peer) -> None:
    await peer.accept()
    assert peer.wire is not None
    peer.wire.hang_up()


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
