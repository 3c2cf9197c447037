"""Draws what one run is about: orders at a venue, and what a program asks of its client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

import attrs
import msgspec

from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.orders import cancelling as fourcasters
from crossbook.fourcasters.orders.cancelling import GameCancelType
from crossbook.predictstreet import NewOrder as SignedOrder
from crossbook.predictstreet import OrderIdentity
from crossbook.predictstreet.orders import cancelling as predictstreet
from crossbook.predictstreet.orders.new_order import OrderType, TimeInForce
from crossbook.predictstreet.trading.desk import Desk
from simulation.calls import Call
from simulation.calls_edits import moved
from simulation.calls_named import CancelMany, CancelOne
from simulation.calls_places import PlaceOrders
from simulation.calls_reads import LookUp, OpenOrders
from simulation.calls_scopes import CancelScope
from simulation.calls_signed import PlaceSigned
from simulation.orders import Order
from simulation.scenes_orders import GAMES, KINDS, LEAGUES, MARKETS, REFERENCES, SIDES, TEAM, TYPES, USED, order_id
from simulation.signing import prepared
from simulation.venue import pick

_MALFORMED: Final = {"fourcasters": ("no-order", "66c", ""), "predictstreet": ("two words", "\t", "")}
_ODD_FORMS: Final = ("0xAb12", "17")
"""Ids that PredictStreet's pages show, and a server that checks for UUIDs refuses."""

_LATEST: Final = 8.0
"""Seconds until the last call of a run has begun."""


class Planned(msgspec.Struct, frozen=True):
    """A call that will be made."""

    call: Call
    after: float
    """Seconds from the beginning of the run."""
    deadline: float
    stopped: float | None
    """Seconds after its own beginning when it is stopped from outside."""


class Drawing(msgspec.Struct, frozen=True):
    """What calls are drawn with: chance, and what there is at the venue."""

    rng: Random
    venue: str
    orders: list[Order]
    desk: Desk | None
    """Who places at PredictStreet."""
    today: datetime
    used: Order | None
    """An order there that has the name that callers give once more."""
    certain: float
    """The chance that whoever replaces an order knows its game. Of the others, half guess right."""


def draw_calls(drawing: Drawing, *, busy: bool) -> Iterator[Planned]:
    """Draw what is asked for: a few calls, or so many at once that limits count."""
    rng = drawing.rng
    if busy:
        yield from _a_crowd(drawing)
        return
    for _ in range(1 + int(rng.random() * 3)):
        stopped = rng.random() * 3 if rng.random() < 0.05 else None
        after = 0.0 if rng.random() < 0.6 else rng.random() * _LATEST
        yield Planned(_call(drawing), after, pick(rng, (30.0, 30.0, 60.0, 5.0, 1.0, 0.3)), stopped)


def _a_crowd(drawing: Drawing) -> Iterator[Planned]:
    rng = drawing.rng
    kinds = 1 + int(rng.random() * 3)
    calls = [_call(drawing) for _ in range(kinds)]
    within = pick(rng, (0.0, 0.5, 3.0, 50.0))
    deadline = pick(rng, (5.0, 30.0, 90.0))
    for _ in range(30 + int(rng.random() * 30)):
        call = pick(rng, calls)
        # Each placement is one of its own.
        call = _place_signed(drawing, call.desk) if isinstance(call, PlaceSigned) else call
        yield Planned(call, rng.random() * within, deadline, None)


def _call(drawing: Drawing) -> Call:
    rng, venue, orders = drawing.rng, drawing.venue, len(drawing.orders)
    chance = rng.random()
    if chance < 0.2:
        return CancelOne(venue, order_id(venue, int(rng.random() * (orders + 1))))
    if chance < 0.43:
        return CancelMany(venue, tuple(_ids(rng, venue, orders)))
    if chance < 0.48:
        return OpenOrders(venue, pick(rng, (None, *MARKETS)) if venue == "predictstreet" else None)
    if chance < 0.53:
        return LookUp(venue, order_id(venue, int(rng.random() * (orders + 1))))
    if drawing.desk is not None:
        return _place_signed(drawing, drawing.desk) if chance < 0.72 else _scope_of_predictstreet(rng)
    if chance < 0.68:
        return _edit(rng, drawing.orders, drawing.certain)
    return _place(rng) if chance < 0.86 else _scope_of_fourcasters(rng)


def draw_scope(rng: Random, venue: str) -> Call:
    """Draw a cancel of a scope."""
    return _scope_of_fourcasters(rng) if venue == "fourcasters" else _scope_of_predictstreet(rng)


def _ids(rng: Random, venue: str, orders: int) -> list[str]:
    """Draw ids as callers have them: in any order, unknown ones among them, some twice or in other letters, some impossible."""
    numbers = list(range(orders + 1))
    rng.shuffle(numbers)
    ids = [order_id(venue, number) for number in numbers[: 1 + int(rng.random() * len(numbers))]]
    if rng.random() < 0.3:
        again = pick(rng, ids)
        ids.insert(int(rng.random() * len(ids)), again.upper() if rng.random() < 0.5 else again)
    if rng.random() < 0.15:
        ids.insert(int(rng.random() * len(ids)), pick(rng, _MALFORMED[venue]))
    if venue == "predictstreet" and rng.random() < 0.15:
        ids.insert(int(rng.random() * len(ids)), pick(rng, _ODD_FORMS))
    return ids


def _scope_of_fourcasters(rng: Random) -> Call:
    game = pick(rng, GAMES)
    kind: GameCancelType | None = pick(rng, (None, *TYPES))
    match int(rng.random() * 4):
        case 0:
            asks = {"gameID": game} if kind is None else {"gameID": game, "type": kind}
            return CancelScope(partial(fourcasters.cancel_game, game, kind), "/session/cancelAllOrdersForGame", asks)
        case 1:
            references = list(REFERENCES[1 : 2 + int(rng.random() * 3)])
            body = {"gameID": game, "userReferences": references}
            return CancelScope(partial(fourcasters.cancel_by_references, game, references), "/session/cancelByReference", body)
        case 2:
            league = pick(rng, LEAGUES)
            return CancelScope(partial(fourcasters.cancel_league, league), "/session/cancelAllForLeague", {"league": league})
        case _:
            return CancelScope(fourcasters.cancel_everything, "/session/cancelAllOrders", None)


def _scope_of_predictstreet(rng: Random) -> Call:
    if rng.random() < 0.4:
        return CancelScope(predictstreet.cancel_everything, "/api/orders/cancel-all", None)
    market, outcome = pick(rng, MARKETS), pick(rng, (None, 0, 1))
    side: predictstreet.Side | None = pick(rng, (None, *SIDES))
    asks = {"marketId": market} | ({} if side is None else {"side": side}) | ({} if outcome is None else {"outcome": outcome})
    return CancelScope(partial(predictstreet.cancel_market, market, side, outcome), "/api/orders/cancel-all", asks)


def _edit(rng: Random, orders: list[Order], certain: float) -> Call:
    old = pick(rng, orders)
    number = old.scope.get("number")
    game = old.scope["gameID"] if rng.random() < certain else pick(rng, GAMES)
    taken_for = NewOrder(
        game_id=game,
        market_type=KINDS[old.scope["type"]],
        side=old.scope["side"],
        line=None if number is None else Decimal(number),
        odds=125,
        risk=10,
        user_reference=old.scope["reference"] or "mine",
    )
    order_id = old.order_id.upper() if rng.random() < 0.05 else old.order_id
    return moved(rng, order_id if rng.random() < 0.98 else pick(rng, _MALFORMED["fourcasters"]), taken_for, old.remaining)


def _place(rng: Random) -> Call:
    return PlaceOrders(
        tuple(
            NewOrder(
                game_id=pick(rng, GAMES),
                market_type="moneyline",
                side=TEAM,
                odds=pick(rng, (-110, 125)),
                risk=2 + int(rng.random() * 100),
                order_type=pick(rng, ("limit", "limit", "post", "fillAndKill")),
                # A client gives each order that has no name one of its own.
                user_reference=pick(rng, (f"cb-{rng.random()}", f"cb-{rng.random()}", f"mine-{place}", "mine")),
            )
            for place in range(1 + int(rng.random() * 3))
        )
    )


def _place_signed(drawing: Drawing, desk: Desk) -> Call:
    rng = drawing.rng
    count = 11 + int(rng.random() * 3) if rng.random() < 0.03 else 1 + int(rng.random() * 3)
    drawn = tuple(OrderIdentity(salt=rng.getrandbits(128) | 1, client_order_id=f"q-{rng.getrandbits(64):016x}") for _ in range(count))
    used = drawing.used
    new = [_signed_order(rng, is_used=used is not None and place == 0 and rng.random() < 0.4) for place in range(count)]
    if used is not None and used.born == 0 and new[0].user_reference is not None and rng.random() < 0.2:
        new[0] = _like(used)
    if rng.random() < (0.15 if used is None else 0.5):
        if used is not None and rng.random() < 0.5 and new[0].user_reference is None:
            # Of another price than the older order: one that is like it in everything, nobody can tell from it.
            price = max(new[-1].price, Decimal("0.12"))
            new[-1] = attrs.evolve(
                new[-1], user_reference=USED, quantity=used.remaining, price=price, order_type="limit", time_in_force=None
            )
        last = attrs.evolve(drawn[-1], client_order_id=new[-1].user_reference or drawn[-1].client_order_id)
        return PlaceSigned(desk, (*new[:-1], prepared(new[-1], last, drawing.today)), drawn, drawing.today)
    return PlaceSigned(desk, tuple(new), drawn, drawing.today)


def _like(used: Order) -> SignedOrder:
    """Ask for the very order that has the name already, as a program does that counts its names from 1 again."""
    return SignedOrder(
        market_id=used.scope["marketId"], outcome=0, side="buy", price=Decimal("0.11"), quantity=used.remaining, user_reference=USED
    )


def _signed_order(rng: Random, *, is_used: bool) -> SignedOrder:
    kinds: tuple[tuple[OrderType, TimeInForce | None], ...] = (
        ("limit", None),
        ("limit", None),
        ("limit", "ioc"),
        ("limit", "fok"),
        ("market", None),
    )
    kind, how = pick(rng, kinds)
    return SignedOrder(
        market_id=pick(rng, MARKETS),
        outcome=pick(rng, (0, 1)),
        side=pick(rng, SIDES),
        price=Decimal(1 + int(rng.random() * 99)) / 100,
        quantity=1 + int(rng.random() * 5),
        order_type=kind,
        time_in_force=how,
        user_reference=USED if is_used else None,
    )
