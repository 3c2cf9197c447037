"""Replies that are not what they should be: in ways that a careful reader can see, for against others nobody can do anything.

A reply that claims what is not so, entry by entry and in the right form, is a lie, and no subject here.
"""

from __future__ import annotations

from random import Random
from typing import Final

from simulation import spoiling_edits, spoiling_fourcasters, spoiling_predictstreet, spoiling_signed, spoiling_streams
from simulation.exchanges import Exchange, Said
from simulation.spoiler import Spoiler
from simulation.venue import pick

_MODULES: Final = (spoiling_fourcasters, spoiling_edits, spoiling_predictstreet, spoiling_signed, spoiling_streams)
_OF_A_FORM: Final = {form: spoilers for module in _MODULES for form, spoilers in module.OF_A_FORM.items()}
_OF_SOMETHING_ELSE: Final = {path: spoilers for module in _MODULES for path, spoilers in module.OF_SOMETHING_ELSE.items()}


def spoiled(rng: Random, exchange: Exchange, said: Said, names: list[str]) -> Said:
    """Spoil what a venue says in one way of those that its form can be spoiled in."""
    spoilers = _OF_A_FORM.get(said.form)
    if spoilers is None:
        return unreadable(rng, exchange, said)
    spoiler = pick(rng, spoilers)
    payload: object = spoiler(rng, said.payload, names)
    if payload is None:
        return unreadable(rng, exchange, said)
    exchange.troubles = (*exchange.troubles, f"{said.form}: {spoiler.__name__}")
    return Said(status=said.status, payload=payload, form=said.form, clear=False, headers=said.headers)


def unreadable(rng: Random, exchange: Exchange, said: Said) -> Said:
    """Spoil the body of what a venue says, so that it is no reply at all."""
    body = _spoiled_body(rng, said.body(), exchange)
    return Said(status=said.status, payload=body, form=said.form, clear=False, headers=said.headers)


def _spoiled_body(rng: Random, body: bytes, exchange: Exchange) -> bytes:
    chance = int(rng.random() * 7)
    if chance == 0 and exchange.path == "/session/cancel" and b"error" in body:
        # What an error says of one order is documented; what stands beside it is not read.
        chance = 1
    match chance:
        case 0 if b"}" in body:
            return body + body
        case 1:
            return b"<html><body>OK</body></html>"
        case 2:
            return b""
        case 3:
            return b"null"
        case 4:
            return b"[]"
        case 5 if b'":"' in body:
            return body.replace(b'":"', b'":"\xff', 1)
        case _:
            return body[: int(rng.random() * max(len(body) - 1, 1))]


def left_over(rng: Random, exchange: Exchange, said: Said) -> Said:
    """Give the reply to something else in place of the one that is due."""
    answers: tuple[Spoiler, ...] = _OF_SOMETHING_ELSE.get(exchange.path, ())
    if not answers:
        # Nobody could tell it apart, by the form that this reply has.
        exchange.troubles = ()
        return said
    asks = exchange.asks
    names = asks.get("sessionIDs") or asks.get("orderIds") or asks.get("orders") or [asks.get("userReference", "")]
    return Said(status=200, payload=pick(rng, answers)(rng, None, names), form=said.form, clear=False, headers=said.headers)


def claimed(exchange: Exchange, names: list[str]) -> object:
    """Give a body that claims all that was asked for."""
    match exchange.path:
        case "/session/cancel":
            return {"data": {"success": True, "sessionID": names[0]}}
        case "/api/orders/cancel":
            return {"orderId": names[0], "status": "cancelled"}
        case "/api/orders/cancel-batch":
            return {"cancelled": names, "notCancelled": {}}
        case "/api/orders/place-batch":
            return spoiling_signed.claimed(names)
        case "/session/editOrder" | "/session/v4/editOrder":
            return spoiling_edits.claimed(names)
        case _:
            return {"data": [{"success": True, "sessionID": name} for name in names]}
