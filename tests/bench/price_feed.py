"""A thousand games on the price feed: a message about each, from text to the book that a reader is told, over `json.loads` of the texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial

from timing import Figure, best_of, each

from crossbook.feeds import BookRebuilt
from crossbook.fourcasters.feeds.book_reads import AskBook, AskLeague
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.runtime import decoder

_GAMES = tuple(f"66a{number:021x}" for number in range(1000))
_FEW = 10
_ROWS = 10


def measure() -> Iterator[Figure]:
    texts = [_update(game) for game in _GAMES]
    protocol = _live(_GAMES)
    ours, base = best_of(7, each(2, partial(_hear, protocol, texts)), each(2, partial(_loads, texts)))
    yield Figure(
        name=f"1,000 price subscriptions, a message of {_ROWS} orders each, to 1,000 books told",
        ours_us=ours * 1e6,
        base_us=base * 1e6,
        base="json.loads",
        limit=4.0,
    )
    few = _live(_GAMES[:_FEW])
    among_many, among_few = best_of(7, each(50, partial(_hear, protocol, texts[:_FEW])), each(50, partial(_hear, few, texts[:_FEW])))
    yield Figure(
        name="a message of the price feed among 1,000 games",
        ours_us=among_many * 1e6 / _FEW,
        base_us=among_few * 1e6 / _FEW,
        base=f"among {_FEW} games",
        limit=1.25,
    )
    books = {game: _book(game) for game in _GAMES}
    restored, read = best_of(5, each(1, partial(_restore, protocol, books)), each(1, partial(_loads, [*books.values()])))
    yield Figure(
        name=f"1,000 price subscriptions restored: asked for, and a book of {_ROWS} orders each read over REST and told",
        ours_us=restored * 1e6,
        base_us=read * 1e6,
        base="json.loads of the books",
        limit=8.0,
    )


def _live(games: tuple[str, ...]) -> PriceFeedProtocol:
    protocol = PriceFeedProtocol(keys=Keys(games=games), most_waiting=10_000, check_every=3600.0)
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


def _restore(protocol: PriceFeedProtocol, books: dict[str, str]) -> None:
    """Lose the connection and have another: all that was subscribed to is asked for again, and every book is read anew."""
    protocol.receive_eof("it broke")
    protocol.receive_open(2.0)
    protocol.receive_time(3.0)
    if not any(_GAMES[-1] in text for text in protocol.data_to_send()):
        raise AssertionError("expected to be subscribed again")
    read, told = decoder(rest.GameOrderbookFlat), 0
    while asks := [want for want in protocol.wanted() if isinstance(want, AskBook | AskLeague)]:
        for ask in asks:
            # Once some are known to be of one league, all of it is asked for at once.
            texts = [books[protocol.game_id(ask.key) or ""]] if isinstance(ask, AskBook) else books.values()
            protocol.receive_books(ask.number, map(read.decode, texts), 3.0)
    while (event := protocol.next_event()) is not None:
        told += isinstance(event, BookRebuilt)
    if not protocol.is_live or told != len(_GAMES):
        raise AssertionError(f"expected {len(_GAMES)} books to be told again, found {told}")


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


def _book(game: str) -> str:
    """Write the book of a game as REST has it."""
    order = {
        "type": "total",
        "OU": "under",
        "gameID": game,
        "bet": 265.2,
        "sumUntaken": 255,
        "total": 8.5,
        "takenRatio": 0,
        "createdAt": "2026-08-21T18:11:54.614Z",
    }
    orders = [{"id": f"66c{number:021x}", "odds": 104 - number, **order} for number in range(_ROWS)]
    return json.dumps({"id": game, "league": "NBA", "live": False, "under": orders}, separators=(",", ":"))


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.name}: {figure.ours_us:.2f} ({figure.ratio:.2f} of {figure.base})\n")
