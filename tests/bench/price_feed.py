"""A thousand games on the price feed: a message about each, from text to the book that a reader is told, over `json.loads` of the texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from timing import Figure, best_of, each

from crossbook.fourcasters.feeds.book_reads import AskBook
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook_bindings.fourcasters import rest

_GAMES = tuple(f"66a{number:021x}" for number in range(1000))
_ROWS = 10


def measure() -> Iterator[Figure]:
    texts = [_update(game) for game in _GAMES]
    protocol = _live()
    ours, base = best_of(7, each(2, partial(_hear, protocol, texts)), each(2, partial(_loads, texts)))
    yield Figure(
        name=f"1,000 price subscriptions, a message of {_ROWS} orders each, to 1,000 books told",
        ours_us=ours * 1e6,
        base_us=base * 1e6,
        base="json.loads",
        limit=4.0,
    )


def _live() -> PriceFeedProtocol:
    protocol = PriceFeedProtocol(keys=Keys(games=_GAMES), most_waiting=10_000, check_every=3600.0)
    protocol.receive_open(0.0)
    protocol.receive_time(1.0)
    while asks := [want for want in protocol.wanted() if isinstance(want, AskBook)]:
        for ask in asks:
            protocol.receive_books(ask.number, (rest.GameOrderbookFlat(id=protocol.game_id(ask.key)),), 1.0)
    while protocol.next_event() is not None:
        pass
    if not protocol.is_live:
        raise AssertionError("expected a feed that is live, found one that is not")
    return protocol


def _hear(protocol: PriceFeedProtocol, texts: list[str]) -> None:
    for text in texts:
        protocol.receive_text(text)
    told = 0
    while protocol.next_event() is not None:
        told += 1
    if told != len(texts):
        raise AssertionError(f"expected {len(texts)} books, found {told}")


def _loads(texts: list[str]) -> None:
    for text in texts:
        json.loads(text)


def _update(game: str) -> str:
    side = {"participantID": None, "market": "main", "side": "under", "OU": "under", "total": 8.5, "spread": None}
    row = {"type": "total", "sumUntaken": 255, "bet": 265.2, "gameID": game, "takenRatio": 0, "gameStartExpiry": False}
    times = {"expiry": "2026-08-21T23:40:12.000Z", "createdAt": "2026-08-21T18:11:54.614Z"}
    rows = [{"id": f"66c{number:021x}", "odds": 104 - number, **row, **side, **times} for number in range(_ROWS)]
    head = {"epoch": 1234567, "gameID": game, "parentGameID": None, "sport": "basketball", "league": "NBA", "live": False, "type": "total"}
    return json.dumps(["orderUpdate", {**head, **side, "sideOrders": rows}], separators=(",", ":"))
