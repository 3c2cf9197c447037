"""Every fault of one frame of a websocket, seen by a plain client."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import attrs
import httpx
import pytest
import sandboxes
from feed_clients import ending, gateway, price_feed, read, silent, subscribe, user_feed
from plain_clients import GAME, SECONDS
from sandboxes import MARKET
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection

from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox

sandbox = pytest.fixture(sandboxes.with_market)


@attrs.frozen(kw_only=True)
class Fed:
    """A connection to one of the feeds, and how to let frames come on it: `happen` gives what the frame it leads to is known by."""

    venue: FourcastersSandbox | PredictStreetSandbox
    feed: ClientConnection
    event: str
    happen: Callable[[], object]
    name: Callable[[Any], object]


@contextmanager
def user_fed(sandbox: Sandbox) -> Generator[Fed]:
    venue = sandbox.fourcasters
    with user_feed(venue) as feed:
        yield Fed(venue=venue, feed=feed, event="event", happen=venue.seed_order, name=lambda it: it["unmatched"]["orderID"])


@contextmanager
def price_fed(sandbox: Sandbox) -> Generator[Fed]:
    venue = sandbox.fourcasters
    venue.add_game(game_id=GAME)

    def happen() -> str:
        return venue.seed_order(game_id=GAME)

    with price_feed(venue) as feed:
        yield Fed(venue=venue, feed=feed, event="orderUpdate", happen=happen, name=lambda it: it[1]["sideOrders"][-1]["id"])


@contextmanager
def market_fed(sandbox: Sandbox) -> Generator[Fed]:
    venue = sandbox.predictstreet
    with gateway(venue, "market") as feed, httpx.Client() as http:
        read(feed)
        subscribe(feed, {"channel": "token_book", "ids": [venue.market(MARKET).token_ids[0]]})
        read(feed)

        def happen() -> object:
            venue.seed_order(market_id=MARKET)
            return http.get(f"{venue.url}/api/markets/{MARKET}/orderbook").json()["seq"]

        yield Fed(venue=venue, feed=feed, event="book_update", happen=happen, name=lambda it: it["seq"])


@contextmanager
def wallet_fed(sandbox: Sandbox) -> Generator[Fed]:
    venue = sandbox.predictstreet
    names = iter(map(str, range(100)))

    def happen() -> object:
        name = next(names)
        venue.seed_order(market_id=MARKET, client_order_id=name)
        return name

    with gateway(venue, "user") as feed:
        read(feed)
        subscribe(feed, {"channel": "user_orders"})
        yield Fed(venue=venue, feed=feed, event="order_placed", happen=happen, name=lambda it: it["data"]["clientOrderId"])


FEEDS: Final[list[Callable[[Sandbox], AbstractContextManager[Fed]]]] = [user_fed, price_fed, market_fed, wallet_fed]


@pytest.fixture(params=FEEDS)
def fed(sandbox: Sandbox, request: pytest.FixtureRequest) -> Generator[Fed]:
    open_feed: Callable[[Sandbox], AbstractContextManager[Fed]] = request.param
    with open_feed(sandbox) as found:
        yield found


def names(fed: Fed, count: int) -> list[object]:
    return [fed.name(read(fed.feed)) for _ in range(count)]


def test_a_lost_frame_is_a_gap(fed: Fed) -> None:
    fed.venue.fail_next(Fault.FRAME_LOST, fed.event)
    _, second = fed.happen(), fed.happen()
    assert names(fed, 1) == [second]
    assert silent(fed.feed)


def test_a_repeated_frame_comes_twice(fed: Fed) -> None:
    fed.venue.fail_next(Fault.FRAME_REPEATED, fed.event)
    first, second = fed.happen(), fed.happen()
    assert names(fed, 3) == [first, first, second]


def test_a_late_frame_comes_after_the_next(fed: Fed) -> None:
    fed.venue.fail_next(Fault.FRAME_LATE, fed.event)
    first = fed.happen()
    assert silent(fed.feed)
    second, third = fed.happen(), fed.happen()
    assert names(fed, 3) == [second, first, third]


def test_a_truncated_frame_is_half_a_text(fed: Fed) -> None:
    fed.venue.fail_next(Fault.TRUNCATED, fed.event)
    fed.happen()
    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Expecting"):
        read(fed.feed)
    assert names(fed, 0) == []


def test_a_stalled_frame_holds_back_all_behind_it_but_no_pong(fed: Fed) -> None:
    fed.venue.fail_next(Fault.STALL, fed.event)
    first, second = fed.happen(), fed.happen()
    assert silent(fed.feed)
    assert fed.venue.release_stalled() == 1
    assert names(fed, 2) == [first, second]


def test_a_slow_frame_comes_in_pieces_and_holds_back_all_behind_it(fed: Fed) -> None:
    fed.venue.fail_next(Fault.SOCKET_SLOW, fed.event, seconds=0.05)
    first, second = fed.happen(), fed.happen()
    fed.feed.ping().wait(SECONDS)
    assert names(fed, 2) == [first, second]


def test_a_closed_connection_says_code_and_reason(fed: Fed) -> None:
    fed.venue.fail_next(Fault.SOCKET_CLOSED, fed.event, code=4000, reason="planned")
    fed.happen()
    closed = ending(fed.feed)
    assert closed.rcvd is not None
    assert (closed.rcvd.code, closed.rcvd.reason) == (4000, "planned")


def test_a_dropped_connection_ends_without_a_word(fed: Fed) -> None:
    fed.venue.fail_next(Fault.SOCKET_DROPPED_AFTER, fed.event)
    fed.happen()
    assert ending(fed.feed).rcvd is None


def test_half_a_frame_is_no_frame(fed: Fed) -> None:
    fed.venue.fail_next(Fault.FRAME_HALF, fed.event)
    fed.happen()
    with pytest.raises(ConnectionClosedError):
        fed.feed.recv(timeout=SECONDS)


def test_a_mute_connection_stays_open_and_says_nothing(fed: Fed) -> None:
    fed.venue.fail_next(Fault.SOCKET_MUTE, fed.event)
    fed.happen()
    fed.happen()
    assert not fed.feed.ping().wait(0.1)
    assert len(fed.venue.sockets) == 1
    with pytest.raises(TimeoutError):
        fed.feed.recv(timeout=0)
