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
