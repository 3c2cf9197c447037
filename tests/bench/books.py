"""A book of a thousand orders, from bytes to typed rows, over `json.loads` of the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from timing import Figure, best_of, each

from crossbook_bindings.fourcasters.rest import get_orderbook

_SIDES = ("awayMoneylines", "homeMoneylines", "awaySpreads", "homeSpreads", "over", "under")


def measure() -> Iterator[Figure]:
    body = _book(1000)
    request = get_orderbook(gameID="66a000000000000000000001")
    ours, base = best_of(15, each(20, partial(request.decode, body)), each(20, partial(json.loads, body)))
    yield Figure(
        name="getOrderbook reply, 1,000 orders, to typed rows", ours_us=ours * 1e6, base_us=base * 1e6, base="json.loads", limit=1.2
    )


def _book(orders: int) -> bytes:
    game: dict[str, object] = {
        "id": "66a000000000000000000001",
        "league": "NBA",
        "sport": "basketball",
        "start": "2026-08-21T00:10:00.000Z",
        "ended": False,
        "live": False,
        "participants": [],
        "openInterest": 600,
        "matchedVolume": 27916.55,
    }
    share = -(-orders // len(_SIDES))
    for position, side in enumerate(_SIDES):
        game[side] = [_row(position * share + number) for number in range(min(share, orders - position * share))]
    return json.dumps({"data": {"games": [game]}}, separators=(",", ":")).encode()


def _row(number: int) -> dict[str, object]:
    return {
        "id": f"66c00000000000000000{number:04x}",
        "type": "moneyline",
        "sumUntaken": 500 + number,
        "odds": 120 + number % 50,
        "bet": round(600 + number * 1.25, 2),
        "gameID": "66a000000000000000000001",
        "takenRatio": 0,
        "participantID": "66b000000000000000000001",
        "expiry": "2026-08-21T00:10:06.000Z",
        "createdAt": "2026-08-20T16:25:32.354Z",
        "gameStartExpiry": True,
    }
