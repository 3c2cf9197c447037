"""Draws what one run is about: orders at a venue, and what a program asks of its client."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Final

import msgspec

from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.orders import cancelling as fourcasters
from crossbook.fourcasters.orders.cancelling import GameCancelType
from crossbook.predictstreet.orders import cancelling as predictstreet
from simulation.calls import Call
from simulation.calls_named import CancelMany, CancelOne
from simulation.calls_places import PlaceOrders
from simulation.calls_reads import LookUp, OpenOrders
from simulation.calls_scopes import CancelScope
from simulation.orders import OVER, Order
from simulation.predictstreet import STUCK
from simulation.venue import BROKE_DOWN, UNLISTED_WORDS, pick

_GAMES: Final = ("66a000000000000000000001", "66a000000000000000000002")
_TEAM: Final = "66b000000000000000000001"
_TYPES: Final[tuple[GameCancelType, ...]] = ("moneyline", "spread", "total")
_LEAGUES: Final = ("NBA", "NHL")
_REFERENCES: Final = ("", "ref-1", "ref-2", "ref-3")
_MARKETS: Final = ("NC26-BIN-83479265", "UAE-CUP-FINAL-20260425")
_SIDES: Final[tuple[predictstreet.Side, ...]] = ("buy", "sell")
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


def order_id(venue: str, number: int) -> str:
    return f"66c{number:021x}" if venue == "fourcasters" else f"0f8fad5b-d9cb-469f-a165-{number:012x}"


def draw_orders(rng: Random, venue: str, count: int) -> list[Order]:
    """Draw orders in every state: most of them rest, some are over, some are somebody else's."""
    return [_order(rng, venue, number) for number in range(count)]


def _order(rng: Random, venue: str, number: int) -> Order:
    chance = rng.random()
    how = pick(rng, OVER) if 0.65 < chance < 0.85 else "open"
    scope, words = (
        (
            {"gameID": pick(rng, _GAMES), "type": pick(rng, _TYPES), "league": pick(rng, _LEAGUES), "reference": pick(rng, _REFERENCES)},
            (BROKE_DOWN, *UNLISTED_WORDS),
        )
        if venue == "fourcasters"
        else ({"marketId": pick(rng, _MARKETS), "side": pick(rng, _SIDES), "outcome": pick(rng, ("0", "1"))}, STUCK)
    )
    return Order(
        order_id=order_id(venue, number),
        is_ours=chance < 0.93,
        born=float(number),
        ended=900.0 if how != "open" else float("inf"),
        how=how,
        stuck=pick(rng, words) if 0.55 < chance < 0.65 else "",
        filled=pick(rng, (0, 0, 40)),
        remaining=1 + int(rng.random() * 100),
        scope=scope,
    )


def draw_calls(rng: Random, venue: str, orders: int, *, busy: bool) -> Iterator[Planned]:
    """Draw what is asked for: a few calls, or so many at once that limits count."""
    if busy:
        yield from _a_crowd(rng, venue, orders)
        return
    for _ in range(1 + int(rng.random() * 3)):
        stopped = rng.random() * 3 if rng.random() < 0.05 else None
        after = 0.0 if rng.random() < 0.6 else rng.random() * _LATEST
        yield Planned(_call(rng, venue, orders), after, pick(rng, (30.0, 30.0, 60.0, 5.0, 1.0, 0.3)), stopped)


def _a_crowd(rng: Random, venue: str, orders: int) -> Iterator[Planned]:
    kinds = 1 + int(rng.random() * 3)
    calls = [_call(rng, venue, orders) for _ in range(kinds)]
    within = pick(rng, (0.0, 0.5, 3.0, 50.0))
    deadline = pick(rng, (5.0, 30.0, 90.0))
    for _ in range(30 + int(rng.random() * 30)):
        yield Planned(pick(rng, calls), rng.random() * within, deadline, None)


def _call(rng: Random, venue: str, orders: int) -> Call:
    chance = rng.random()
    if chance < 0.2:
        return CancelOne(venue, order_id(venue, int(rng.random() * (orders + 1))))
    if chance < 0.46:
        return CancelMany(venue, tuple(_ids(rng, venue, orders)))
    if chance < 0.53:
        return OpenOrders(venue, pick(rng, (None, *_MARKETS)) if venue == "predictstreet" else None)
    if chance < 0.58:
        return LookUp(venue, order_id(venue, int(rng.random() * (orders + 1))))
    if venue == "predictstreet":
        return _scope_of_predictstreet(rng)
    return _place(rng) if chance < 0.8 else _scope_of_fourcasters(rng)


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
    game = pick(rng, _GAMES)
    kind: GameCancelType | None = pick(rng, (None, *_TYPES))
    match int(rng.random() * 4):
        case 0:
            asks = {"gameID": game} if kind is None else {"gameID": game, "type": kind}
            return CancelScope(partial(fourcasters.cancel_game, game, kind), "/session/cancelAllOrdersForGame", asks)
        case 1:
            references = list(_REFERENCES[1 : 2 + int(rng.random() * 3)])
            body = {"gameID": game, "userReferences": references}
            return CancelScope(partial(fourcasters.cancel_by_references, game, references), "/session/cancelByReference", body)
        case 2:
            league = pick(rng, _LEAGUES)
            return CancelScope(partial(fourcasters.cancel_league, league), "/session/cancelAllForLeague", {"league": league})
        case _:
            return CancelScope(fourcasters.cancel_everything, "/session/cancelAllOrders", None)


def _scope_of_predictstreet(rng: Random) -> Call:
    if rng.random() < 0.4:
        return CancelScope(predictstreet.cancel_everything, "/api/orders/cancel-all", None)
    market, outcome = pick(rng, _MARKETS), pick(rng, (None, 0, 1))
    side: predictstreet.Side | None = pick(rng, (None, *_SIDES))
    asks = {"marketId": market} | ({} if side is None else {"side": side}) | ({} if outcome is None else {"outcome": outcome})
    return CancelScope(partial(predictstreet.cancel_market, market, side, outcome), "/api/orders/cancel-all", asks)


def _place(rng: Random) -> Call:
    return PlaceOrders(
        tuple(
            NewOrder(
                game_id=pick(rng, _GAMES),
                market_type="moneyline",
                side=_TEAM,
                odds=pick(rng, (-110, 125)),
                risk=2 + int(rng.random() * 100),
                order_type=pick(rng, ("limit", "limit", "post", "fillAndKill")),
                user_reference=pick(rng, (None, f"mine-{place}", f"mine-{place}", "mine")),
            )
            for place in range(1 + int(rng.random() * 3))
        )
    )
