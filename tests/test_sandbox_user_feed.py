"""The user feed of 4casters in the sandbox: what a plain websocket is told, and its replay."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sandboxes
from feed_clients import ending, read, silent, user_feed
from plain_clients import GAME, SECONDS, fourcasters_http
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from crossbook.sandbox import FourcastersSandbox, Sandbox
from crossbook_bindings.fourcasters.user_feed import frames
from crossbook_bindings.fourcasters.user_feed.models import UserEvent

sandbox = pytest.fixture(sandboxes.standing)
venue = pytest.fixture(sandboxes.fourcasters)


def event(text: str | bytes) -> UserEvent:
    found = frames.read(str(text))
    assert isinstance(found, UserEvent)
    return found


def test_what_happens_to_an_order_is_told_as_it_happens(venue: FourcastersSandbox) -> None:
    with user_feed(venue) as feed:
        order_id = venue.seed_order(game_id=GAME, market_type="total", side="over", bet=Decimal(250))
        venue.fill(order_id, Decimal(100))
        venue.cancel_elsewhere(order_id)
        placed, filled, cancelled = (event(feed.recv(timeout=SECONDS)) for _ in range(3))
    blocks = [found.unmatched for found in (placed, filled, cancelled)]
    amounts = [[int(amount) for amount in (block.filled, block.offered, block.remaining)] for block in blocks if block]
    assert amounts == [[0, 250, 250], [100, 250, 150], [100, 0, 0]]
    assert filled.matched is not None
    assert (filled.matched.risk, filled.origin) == (Decimal(100), "offer")
    assert placed.matched is None
    assert cancelled.matched is None
    ids = [found.messageID for found in (placed, filled, cancelled)]
    assert ids == sorted(ids, key=lambda text: tuple(map(int, text.split("-"))))


def test_both_sides_of_a_fill_are_told_each_to_its_own_account(venue: FourcastersSandbox) -> None:
    other = venue.trader("other")
    with user_feed(venue) as own, user_feed(venue, other.token) as others:
        venue.seed_order(game_id=GAME, market_type="total", side="over", bet=Decimal(100), odds=100, number=Decimal(50))
        assert event(own.recv(timeout=SECONDS)).unmatched
        other.place(GAME, "total", "under", odds=100, bet=60, number=50)
        maker, taker = event(own.recv(timeout=SECONDS)), event(others.recv(timeout=SECONDS))
        assert silent(own)
        assert silent(others)
    assert maker.matched
    assert taker.matched
    assert (maker.origin, taker.origin, taker.unmatched) == ("offer", "wager", None)
    assert (maker.matched.txID, maker.matched.side, taker.matched.side) == (taker.matched.txID, "over", "under")


def test_every_connection_of_an_account_gets_the_same(venue: FourcastersSandbox) -> None:
    with user_feed(venue) as first, user_feed(venue) as second:
        venue.seed_order()
        assert first.recv(timeout=SECONDS) == second.recv(timeout=SECONDS)


def test_nothing_comes_first_and_the_replay_gives_what_the_feed_gave(venue: FourcastersSandbox) -> None:
    first = venue.seed_order()
    with user_feed(venue) as feed:
        assert silent(feed)
        cursor = venue.trader().messages[-1]["messageID"]
        venue.cancel_elsewhere(first)
        live = read(feed)
    with fourcasters_http(venue) as http:
        replayed = http.get(f"{venue.streaming_url}/v2/user/messages", params={"afterID": str(cursor)}).json()
    assert replayed["status"] == "success"
    assert [message["messageID"] for message in replayed["messages"]] == [live["messageID"]]


def test_a_cursor_that_has_aged_out_is_an_expired_cache(venue: FourcastersSandbox) -> None:
    for _ in range(4):
        venue.seed_order()
    cursor = str(venue.trader().messages[0]["messageID"])
    venue.forget_messages(keep=2)
    with fourcasters_http(venue) as http:
        replayed = http.get("/v2/user/messages", params={"afterID": cursor}).json()
    assert (replayed["status"], len(replayed["availableMessages"])) == ("cache_expired", 2)


def test_what_the_clock_ends_is_told_although_nobody_asks(sandbox: Sandbox, venue: FourcastersSandbox) -> None:
    order_id = venue.seed_order(expires_in=60)
    with user_feed(venue) as feed:
        sandbox.advance(61)
        assert event(feed.recv(timeout=SECONDS)).unmatched
        assert venue.state(order_id) == "expired"
        second = venue.seed_order(expires_in=60)
        assert read(feed)["unmatched"]["orderID"] == second
        sandbox.clock.advance(61)  # by its owner, of whom the sandbox does not hear
        assert read(feed)["unmatched"] | {"offered": 0} == read_block(venue, -1)


def read_block(venue: FourcastersSandbox, index: int) -> object:
    return venue.trader().messages[index]["unmatched"]


@pytest.mark.parametrize("place", ["Authorization", "Auth", "query"])
def test_the_token_stands_in_any_of_the_places_that_the_page_names(venue: FourcastersSandbox, place: str) -> None:
    query = f"?token={venue.token}" if place == "query" else ""
    headers = {} if place == "query" else {place: venue.token}
    with connect(venue.user_feed_url + query, additional_headers=headers) as feed:
        venue.seed_order()
        assert read(feed)["origin"] == "offer"


def test_a_bad_token_is_refused_at_the_handshake(venue: FourcastersSandbox) -> None:
    with pytest.raises(InvalidStatus) as refused:
        user_feed(venue, "not a token")
    assert refused.value.response.status_code == 401


def test_a_reset_cuts_the_feed_and_a_new_one_begins_anew(sandbox: Sandbox, venue: FourcastersSandbox) -> None:
    with user_feed(venue) as feed:
        venue.seed_order()
        sandbox.reset()
        ending(feed)
    with user_feed(venue) as feed:
        order_id = venue.seed_order()
        assert read(feed)["unmatched"]["orderID"] == order_id
    assert len(venue.trader().messages) == 1


def test_a_client_that_speaks_is_noted_and_not_answered() -> None:
    with Sandbox() as sandbox, user_feed(sandbox.fourcasters) as feed:
        feed.send("hello")
        assert silent(feed)
        assert [violation.direction for violation in sandbox.violations] == ["request"]
