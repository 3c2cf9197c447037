"""The price feed against a server that says anything: what pages show, what none shows, and what cannot be."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any, Final, TypeVar, cast

import attrs
import pytest
from price_feed_world import AWAY, GAMES, flat, update
from quick_feed import QUICK, SECONDS, TIMES, link_to
from socket_server import Visit, serving

from crossbook.feeds import BookInvalid, BookRebuilt, Connected, Gap, Live, Lost
from crossbook.fourcasters import BookChanged, GameChanged, MarketSide, PriceFeed, PriceFeedEvent, UnlistedUpdate, VolumeChanged
from crossbook.fourcasters.feeds.choice import Keys
from crossbook.fourcasters.price_feed import OwnPriceFeed
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

GAME, OTHER, _ = GAMES
LISTS: Final[dict[str, list[str]]] = {"gameIDs": [], "leagueIDs": [], "sportIDs": []}
AWAY_WINS: Final = MarketSide(market_type="moneyline", side=AWAY)
PayloadT = TypeVar("PayloadT")


@attrs.define
class Books:
    """What REST says of a game, which is the same all the time."""

    asked: int = 0

    async def __call__(self, request: Request[Venue, object, PayloadT], /) -> PayloadT:
        self.asked += 1
        game = str(dict(request.query)["gameID"])
        return cast("PayloadT", (flat(game, {0: [("66c000000000000000000001", 100)]}),))


@asynccontextmanager
async def listening(
    script: Callable[[Visit], Awaitable[None]], *, keys: Keys | None = None, most_waiting: int = 1000
) -> AsyncGenerator[tuple[PriceFeed, Books]]:
    """Open a feed to a server that runs this script for each connection."""
    books = Books()
    async with serving(script) as server:
        link = link_to(server.url, books, "token-of-raw-feeds")
        async with OwnPriceFeed(link, keys or Keys(games=(GAME,)), most_waiting=most_waiting, world=QUICK) as feed:
            yield feed, books


async def until(feed: PriceFeed, enough: Callable[[list[PriceFeedEvent]], bool]) -> list[PriceFeedEvent]:
    events: list[PriceFeedEvent] = []
    async with asyncio.timeout(SECONDS):
        while not enough(events):
            events.append(await anext(feed))
    return events


def ends_with(stake: int) -> Callable[[list[PriceFeedEvent]], bool]:
    """Wait for a book with an order of this stake."""

    def enough(events: list[PriceFeedEvent]) -> bool:
        last = next((event for event in reversed(events) if isinstance(event, BookChanged)), None)
        return last is not None and any(offer.stake == stake for offer in last.book.offers(AWAY_WINS))

    return enough


def good(stake: int) -> str:
    return update(GAME, 0, [("66c000000000000000000009", stake)])


ROW: Final = {"id": "66c000000000000000000001", "odds": 104, "sumUntaken": 5, "type": "moneyline", "participantID": AWAY, "gameID": GAME}
TOTAL: Final = {**ROW, "type": "total", "participantID": None, "total": 8.5, "OU": "under", "side": "over"}
ODD: Final = (
    "null",
    "7",
    "[]",
    '""',
    "{}",
    '{"error": "no such game"}',
    '["orderUpdate"]',
    '["orderUpdate", null]',
    '["orderUpdate", {}]',
    '["orderUpdate", []]',
    '["gameUpdate", {"gameID": 5}]',
    '["matchedVolumeUpdate", {"gameID": "x", "matchedVolume": 5}]',
    '["subscribed", {"gameIDs": []}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "moneyline", "participantID": "{AWAY}", "sideOrders": null}}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "moneyline", "participantID": null, "sideOrders": []}}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "spread", "participantID": "{AWAY}", "sideOrders": []}}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "total", "OU": "over", "total": "NaN", "sideOrders": []}}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "total", "OU": "over", "total": "sNaN", "sideOrders": []}}]',
    f'["orderUpdate", {{"gameID": "{GAME}", "type": "moneyline1x2", "market": "draw", "side": "", "sideOrders": []}}]',
    update(GAME, 0, [], sideOrders=[ROW, ROW]),
    update(GAME, 0, [], sideOrders=[{**ROW, "id": None}]),
    update(GAME, 0, [], sideOrders=[{**ROW, "gameID": OTHER}]),
    update(GAME, 0, [], sideOrders=[{**ROW, "participantID": "66b0000000000000000000ff"}]),
    update(GAME, 0, [], sideOrders=[{**ROW, "type": "spread"}]),
    update(GAME, 0, [], sideOrders="none"),
    update(GAME, 2, [], side="over"),
    update(GAME, 2, [], OU="over"),
    update(GAME, 2, [], sideOrders=[TOTAL]),
)


@pytest.mark.parametrize("odd", ODD)
async def test_what_cannot_be_used_is_told_as_it_came_and_the_feed_goes_on(odd: str) -> None:
    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        await visit.say(good(7))
        await visit.say(odd)
        await visit.say(good(8))
        await visit.connection.wait_closed()

    async with listening(script) as (feed, _):
        events = await until(feed, lambda events: ends_with(8)(events) and UnlistedUpdate in [type(event) for event in events])
    (told,) = [event for event in events if isinstance(event, UnlistedUpdate)]
    assert told.venue_event == odd
    assert not [event for event in events if isinstance(event, Gap | Lost)]


async def test_a_message_that_contradicts_itself_has_its_book_read_anew() -> None:
    go_on = asyncio.Event()

    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        await go_on.wait()
        await visit.say(update(GAME, 0, [], sideOrders=[ROW, ROW]))
        await visit.connection.wait_closed()

    async with listening(script) as (feed, books):
        await until(feed, lambda events: bool(events) and isinstance(events[-1], Live))
        go_on.set()
        events = await until(feed, ends_with(100))
        assert books.asked >= 2
    assert [type(event) for event in events] == [UnlistedUpdate, BookInvalid, BookRebuilt, BookChanged]


async def test_a_venue_that_always_contradicts_itself_is_not_asked_all_the_time() -> None:
    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        while True:
            await visit.say(update(GAME, 0, [], sideOrders=[ROW, ROW]))
            await asyncio.sleep(0.001)

    async with listening(script) as (feed, books):
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await until(feed, lambda events: len(events) > 300)
        # Pauses double: 1, 2, 4, ... seconds of the feed's own time.
        assert books.asked <= 3 + ((loop.time() - begun) * TIMES).__int__().bit_length()


@pytest.mark.parametrize("broken", ['["orderUpdate", {"gameID": "66a', "\x00", "[[" * 5000, b"\xff\xfe", "[1,2"])
async def test_what_is_no_json_ends_the_connection_and_all_is_read_anew(broken: str | bytes) -> None:
    visits = itertools.count()

    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        if next(visits) == 0:
            await visit.say(broken)
        else:
            await visit.say(good(8))
        await visit.connection.wait_closed()

    async with listening(script) as (feed, _):
        events = await until(feed, ends_with(8))
    assert [type(event) for event in events if isinstance(event, Connected | Gap)] == [Connected, Connected, Gap]


async def test_the_commands_are_those_of_the_page_and_all_of_them_again_after_a_reopening() -> None:
    heard: list[list[Any]] = []
    again = asyncio.Event()

    async def script(visit: Visit) -> None:
        heard.append([])
        async for text in visit.connection:
            heard[-1].append(json.loads(text))
            if len(heard) == 2:
                again.set()
            if len(heard) == 1 and len(heard[0]) == 3:
                visit.drop()

    async with listening(script, keys=Keys(games=(GAME,), leagues=("NBA",))) as (feed, _):
        feed.subscribe(games=[OTHER], sports=["soccer"])
        feed.unsubscribe(leagues=["nba"])
        await until(feed, lambda events: sum(isinstance(event, Connected) for event in events) == 2)
        async with asyncio.timeout(SECONDS):
            await again.wait()
    assert heard[0] == [
        {"type": "subscribe", **LISTS, "gameIDs": [GAME], "leagueIDs": ["NBA"], "replace": True},
        {"type": "subscribe", **LISTS, "gameIDs": [OTHER], "sportIDs": ["soccer"], "replace": False},
        {"type": "unsubscribe", **LISTS, "leagueIDs": ["nba"]},
    ]
    assert heard[1] == [{"type": "subscribe", **LISTS, "gameIDs": [GAME, OTHER], "sportIDs": ["soccer"], "replace": True}]


async def test_what_comes_of_other_games_before_the_venue_has_read_the_choice_is_passed_over() -> None:
    async def script(visit: Visit) -> None:
        await visit.say(update(OTHER, 0, []))
        await visit.say(json.dumps(["gameUpdate", {"id": OTHER, "messageType": "marketOpen", "league": "NBA"}]))
        await visit.say(json.dumps(["matchedVolumeUpdate", {"gameID": OTHER, "matchedVolume": 7}]))
        await visit.connection.recv()
        child = update("66a0000000000000000000ff", 0, [("66c000000000000000000009", 9)], parentGameID=GAME.upper())
        await visit.say(child)
        await visit.connection.wait_closed()

    async with listening(script) as (feed, _):
        events = await until(feed, ends_with(9))
    assert {event.game_id for event in events if isinstance(event, BookChanged | GameChanged | VolumeChanged)} <= {
        GAME,
        "66a0000000000000000000ff",
    }


async def test_what_a_page_does_not_know_yet_is_taken_in() -> None:
    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        await visit.say(json.dumps(["gameUpdate", {"id": GAME, "messageType": "marketPaused", "newField": {"a": 1}}, "more"]))
        await visit.say(
            json.dumps(["orderUpdate", {"gameID": GAME, "type": "props", "side": "yes", "sideOrders": [{"id": "66c1", "odds": "104.5"}]}])
        )
        await visit.connection.wait_closed()

    async with listening(script) as (feed, _):
        events = await until(
            feed, lambda events: bool(events) and isinstance(events[-1], BookChanged) and bool(events[-1].book.of_type("props"))
        )
    (game,) = [event for event in events if isinstance(event, GameChanged)]
    assert game.why == "marketPaused"
    book = [event for event in events if isinstance(event, BookChanged)][-1].book
    (side,) = book.of_type("props")
    assert side.best is not None
    assert side.best.odds is not None
    assert side.best.odds.american == Decimal("104.5")
    assert side.best.stake is None


async def test_a_venue_that_hangs_up_all_the_time_is_connected_to_once_a_second_at_most() -> None:
    opened: list[float] = []

    async def script(visit: Visit) -> None:
        opened.append(asyncio.get_running_loop().time() * TIMES)
        visit.drop()

    async with listening(script) as (feed, _):
        await until(feed, lambda events: sum(isinstance(event, Connected) for event in events) >= 4)
    # What the server sees may come later than it was sent: three pauses together are more than two seconds in any case.
    assert opened[3] - opened[0] >= 2.0, opened


async def test_a_flood_that_nobody_reads_ends_the_feed_and_says_so() -> None:
    gone = asyncio.Event()

    async def script(visit: Visit) -> None:
        await visit.connection.recv()
        for _ in range(100):
            await visit.say('["tomorrow", {}]')
        await visit.connection.wait_closed()
        gone.set()

    async with listening(script, most_waiting=50) as (feed, _):
        async with asyncio.timeout(SECONDS):
            await gone.wait()
            events = [event async for event in feed]
    assert isinstance(events[-1], Lost)
    assert len(events) <= 60
