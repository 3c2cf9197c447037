"""What REST and the price feed say of one book in two ways is not told as a book: it is read again."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from price_feed_world import GAMES, flat

from crossbook.feeds import BookInvalid, BookRebuilt
from crossbook.fourcasters import BookChanged, OrderBook, PriceFeedEvent
from crossbook.fourcasters.feeds.book_reads import AskBook, AskLeague
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.runtime import decoder

GAME: Final = GAMES[0]
TOTAL: Final = {
    "id": "66c000000000000000000001",
    "odds": 104,
    "sumUntaken": 5,
    "type": "total",
    "total": 8.5,
    "OU": "under",
    "side": "over",
}
ONE, ANOTHER = flat(GAME, {0: [("66c000000000000000000001", 100)]}), flat(GAME, {0: [("66c000000000000000000002", 7)]})
TWO_SIDED: Final = decoder(rest.GameOrderbookFlat).decode(json.dumps({"id": GAME, "under": [TOTAL]}))


def told_of(protocol: PriceFeedProtocol) -> list[PriceFeedEvent]:
    events: list[PriceFeedEvent] = []
    while (event := protocol.next_event()) is not None:
        events += [event] if isinstance(event, BookInvalid | BookRebuilt | BookChanged) else []
    return events


@pytest.mark.parametrize("keys", [Keys(games=(GAME,)), Keys(leagues=("NBA",))], ids=["by game", "by league"])
@pytest.mark.parametrize(
    ("books", "problem"),
    [((ONE, ANOTHER), "two books"), ((ANOTHER, ONE, ONE), "two books"), ((TWO_SIDED,), "name one side")],
    ids=["two", "three", "a total of two sides"],
)
def test_a_book_over_rest_that_may_be_another_is_not_told_and_is_read_again(keys: Keys, books: Any, problem: str) -> None:
    protocol = PriceFeedProtocol(keys=keys, most_waiting=1000, check_every=5.0)
    protocol.receive_open(0.0)
    protocol.receive_time(1.0)
    (ask,) = protocol.wanted()
    assert isinstance(ask, AskBook | AskLeague)
    protocol.receive_books(ask.number, books, 1.0)
    (invalid,) = told_of(protocol)
    assert isinstance(invalid, BookInvalid)
    assert invalid.market == GAME
    assert problem in invalid.problem
    (ask,) = protocol.wanted()
    assert isinstance(ask, AskBook)
    # The same book twice is that book.
    protocol.receive_books(ask.number, (ONE, ONE), 1.0)
    assert [type(event) for event in told_of(protocol)] == [BookRebuilt, BookChanged]


def test_a_book_that_was_right_is_not_believed_where_a_look_at_it_shows_two() -> None:
    protocol = PriceFeedProtocol(keys=Keys(games=(GAME,)), most_waiting=1000, check_every=5.0)
    protocol.receive_open(0.0)
    for now, books, expected in ((1.0, (ONE,), BookChanged), (7.0, (ONE, ANOTHER), BookInvalid)):
        protocol.receive_time(now)
        (ask,) = protocol.wanted()
        assert isinstance(ask, AskBook)
        protocol.receive_books(ask.number, books, now)
        assert [type(event) for event in told_of(protocol)] == [expected]


@pytest.mark.parametrize(("told", "side"), [({"OU": "over", "side": "under"}, None), ({"OU": "over", "side": "Over"}, "over")])
def test_an_offer_of_which_two_sides_are_named_is_on_neither(told: dict[str, str], side: str | None) -> None:
    book = OrderBook(decoder(rest.GameOrderbookFlat).decode(json.dumps({"id": GAME, "over": [{**TOTAL, **told}]})))
    assert [offer.side for offer in book.totals] == [side]
