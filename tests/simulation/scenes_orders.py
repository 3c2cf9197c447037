"""Draws the orders that are at a venue when a run begins, and what they are named by."""

from __future__ import annotations

from random import Random
from typing import Final

from crossbook.fourcasters.orders.cancelling import GameCancelType
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook.predictstreet.orders import cancelling as predictstreet
from simulation.orders import OVER, Order
from simulation.predictstreet import STUCK
from simulation.venue import BROKE_DOWN, UNLISTED_WORDS, pick

TEAM: Final = "66b000000000000000000001"
GAMES: Final = ("66a000000000000000000001", "66a000000000000000000002")
TYPES: Final[tuple[GameCancelType, ...]] = ("moneyline", "spread", "total")
KINDS: Final[dict[str, MarketType]] = {"moneyline": "moneyline", "spread": "spread", "total": "total"}
_PLACES: Final = {"moneyline": {"side": TEAM}, "spread": {"side": TEAM, "number": "3.5"}, "total": {"side": "over", "number": "210.5"}}
LEAGUES: Final = ("NBA", "NHL")
REFERENCES: Final = ("", "ref-1", "ref-2", "ref-3")
MARKETS: Final = ("NC26-BIN-83479265", "UAE-CUP-FINAL-20260425")
SIDES: Final[tuple[predictstreet.Side, ...]] = ("buy", "sell")
USED: Final = "used-before"
"""A name that an order at PredictStreet had before: whoever gives it to another one is told of that order."""


def order_id(venue: str, number: int) -> str:
    return f"66c{number:021x}" if venue == "fourcasters" else f"0f8fad5b-d9cb-469f-a165-{number:012x}"


def draw_orders(rng: Random, venue: str, count: int) -> list[Order]:
    """Draw orders in every state: most of them rest, some are over, some are somebody else's."""
    orders = [_order(rng, venue, number) for number in range(count)]
    if venue == "predictstreet" and rng.random() < 0.2:
        named = {"marketId": pick(rng, MARKETS), "side": "buy", "outcome": "0", "price": "0.11", "type": "limit", "timeInForce": "gtc"}
        over = rng.random() < 0.3
        orders[0] = Order(
            order_id=order_id(venue, 0),
            born=float(pick(rng, (0, 990))),
            ended=995.0 if over else float("inf"),
            how="cancelled" if over else "open",
            remaining=pick(rng, (2, 5)),
            scope={**named, "name": USED},
        )
    return orders


def _scope(rng: Random) -> dict[str, str]:
    scope = {"gameID": pick(rng, GAMES), "type": pick(rng, TYPES), "league": pick(rng, LEAGUES), "reference": pick(rng, REFERENCES)}
    if rng.random() < 0.3:
        scope["reference"] = f"own-{rng.random()}"
    return scope | _PLACES[scope["type"]]


def _order(rng: Random, venue: str, number: int) -> Order:
    chance = rng.random()
    how = pick(rng, OVER) if 0.65 < chance < 0.85 else "open"
    scope, words = (
        (
            _scope(rng),
            (BROKE_DOWN, *UNLISTED_WORDS),
        )
        if venue == "fourcasters"
        else ({"marketId": pick(rng, MARKETS), "side": pick(rng, SIDES), "outcome": pick(rng, ("0", "1"))}, STUCK)
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
