"""Whatever comes on the price feed, nothing raises and no book holds an order of another side. Without a socket."""

from __future__ import annotations

import json
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from price_feed_world import AWAY, GAMES, update

from crossbook.fourcasters import BookChanged
from crossbook.fourcasters.feeds.book_reads import AskBook
from crossbook.fourcasters.feeds.price_protocol import PriceFeedProtocol
from crossbook_bindings.fourcasters import rest

GAME, OTHER, _ = GAMES
ROW: Final = {"id": "66c000000000000000000001", "odds": 104, "sumUntaken": 5, "type": "moneyline", "participantID": AWAY, "gameID": GAME}
WORDS: Final = st.sampled_from(["", "NaN", "-Infinity", GAME, AWAY, "draw", "yes", "moneyline", "total", "over"])
NAMES: Final = st.sampled_from(["gameID", "id", "type", "sideOrders", "total", "odds"])
JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=6,
)
MEMBERS: Final = st.sampled_from(
    [
        *("type", "participantID", "market", "side", "OU", "total", "spread"),
        *("sideOrders", "gameID", "league", "sport", "parentGameID"),
    ]
)
BODIES: Final = st.dictionaries(MEMBERS, JSON, max_size=6)
KINDS: Final = st.sampled_from(["orderUpdate", "gameUpdate", "matchedVolumeUpdate"])


@settings(max_examples=100, deadline=None)
@given(st.lists(JSON | st.tuples(KINDS, BODIES), max_size=6))
def test_nothing_that_comes_raises(frames: list[Any]) -> None:
    protocol = PriceFeedProtocol(keys=None, most_waiting=1000, check_every=5.0)
    protocol.receive_open(0.0)
    for number, frame in enumerate(frames):
        protocol.receive_text(json.dumps(frame))
        settle(protocol, float(number))
    protocol.receive_eof("it broke")
    while protocol.next_event() is not None:
        pass
    assert not protocol.has_events


def settle(protocol: PriceFeedProtocol, now: float) -> None:
    protocol.receive_time(now)
    for want in protocol.wanted():
        if isinstance(want, AskBook):
            protocol.receive_books(want.number, (rest.GameOrderbookFlat(id=GAME),), now)


@settings(max_examples=100, deadline=None)
@given(BODIES, st.dictionaries(st.sampled_from((*ROW, "total", "spread", "OU", "side", "market")), JSON, max_size=4))
def test_no_book_holds_an_order_of_another_side(head: dict[str, Any], row: dict[str, Any]) -> None:
    protocol = PriceFeedProtocol(keys=None, most_waiting=1000, check_every=5.0)
    protocol.receive_open(0.0)
    protocol.receive_text(update(GAME, 0, []))
    settle(protocol, 1.0)
    protocol.receive_text(update(GAME, 0, [], **{**head, "gameID": GAME, "sideOrders": [{**ROW, **row}]}))
    while (event := protocol.next_event()) is not None:
        if isinstance(event, BookChanged):
            for side in event.book.sides:
                for offer in side.offers:
                    assert offer.market_type in (side.side.market_type, None)
                    assert side.side.market_type not in ("spread", "total") or offer.line in (side.side.line, None)
