"""Each kind of client over a network that is not there, and what may be left over on a connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from certificates import ca_file, served
from connection_laws import HOST, Async, Sync, order, own_reply, reply
from fake_network import END, NEVER, Asked, Piece, World

Kind: TypeAlias = type[Sync] | type[Async]
KINDS: tuple[Kind, ...] = (Sync, Async)


def clear(*, seed: int = 0) -> World:
    return World(own_reply, seed=seed)


def encrypted(*, seed: int = 0) -> World:
    return World(own_reply, seed=seed, tls=served(HOST), ca_file=ca_file())


def many_addresses(*, seed: int = 0) -> World:
    """Two of the addresses are dead, one refuses."""
    world = clear(seed=seed)
    world.addresses = [(2, (f"192.0.2.{number}", 80)) for number in range(1, 5)]
    world.manners = {("192.0.2.1", 80): NEVER, ("192.0.2.2", 80): OSError(111, "Connection refused"), ("192.0.2.3", 80): NEVER}
    world.look_up_seconds = 0.2
    return world


def in_pieces(*, seed: int = 0) -> World:
    """A reply comes in two pieces, and so is read closely."""
    world = clear(seed=seed)

    def answer(asked: Asked) -> Sequence[Piece]:
        raw = reply(asked.json["sessionID"])
        return [Piece(raw[:30]), Piece(raw[30:], 0.1)]

    world.answer = answer
    return world


WORLDS = {"clear": clear, "encrypted": encrypted}


LEFT: dict[str, Sequence[Piece]] = {
    "another reply": [Piece(reply(order(99)))],
    "another reply, later": [Piece(reply(order(99)), 0.5)],
    "a refusal": [Piece(reply(order(99), "409 Conflict"))],
    "a byte": [Piece(b"H")],
    "half of a reply": [Piece(reply(order(99))[:30])],
    "half of a reply, the rest later": [Piece(reply(order(99))[:30], 0.1), Piece(reply(order(99))[30:], 2.5)],
    "an end": [Piece(END)],
    "an end, later": [Piece(END, 0.5)],
    "a request timeout, and an end": [Piece(b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", 0.5), Piece(END)],
}
