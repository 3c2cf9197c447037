"""Observers are told of feeds: connections, each frame, and what a feed says of itself; tapes hold it, and drift in frames is counted."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import pytest
from click.testing import CliRunner
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from crossbook.commands.replay import replay_command
from crossbook.desk import DriftWatch, replay
from crossbook.feeds import Live, Lost
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, UnlistedUpdate
from crossbook.observing import Event, FeedFrame, FeedLost, FeedOpened, FeedTold
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.sandbox import Clock, Sandbox
from crossbook.tape import Tape

MARKET: Final = "TEST-MARKET"
GAME: Final = "66a00000000000000000000a"
TOKEN: Final = "token-that-nobody-may-see"
EventT = TypeVar("EventT", bound=Event)


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.predictstreet.add_market(MARKET)
        yield running
    assert running.violations == ()


@attrs.frozen
class Heard:
    """What observers were told while all four feeds were listened to."""

    seen: list[Event]
    watch: DriftWatch
    own: Path
    """A tape as it is."""
    everything: Path
    """A tape that holds market data, too."""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """Listen once, with an observer among the others that always fails: it keeps none of them from what they are told."""
    folder = tmp_path_factory.mktemp("tapes")
    told = Heard([], DriftWatch(), folder / "own.tape", folder / "all.tape")
    with Sandbox(clock=Clock(ticks=False)) as running, Tape(told.own) as tape, Tape(told.everything, market_data=True) as whole:
        running.predictstreet.add_market(MARKET)
        listened_to(running, [fails, told.seen.append, told.watch, tape, whole])
        assert running.violations == ()
    return told


def fails(event: Event) -> None:
    raise RuntimeError(type(event).__name__)


def until_live(feed: Any) -> None:
    """Read until a feed is live."""
    while not isinstance(next(feed), Live):
        pass


def of_kind(events: list[Event], kind: type[EventT]) -> list[EventT]:
    return [event for event in events if isinstance(event, kind)]


def listened_to(sandbox: Sandbox, observers: list[Any]) -> None:
    """Open all four feeds, one after the other, let something happen on each, lose its connection, and close it."""
    ours, theirs = sandbox.fourcasters, sandbox.predictstreet
    token = theirs.market(MARKET).token_ids[0]
    game = ours.add_game().id
    with (
        Fourcasters(token=ours.token, base_url=ours.url, streaming_url=ours.streaming_url, observers=observers) as fourcasters,
        PredictStreet(api_key=theirs.api_key, base_url=theirs.url, websocket_url=theirs.socket_url, observers=observers) as predictstreet,
    ):
        for feed in (
            fourcasters.user_feed(),
            fourcasters.price_feed(games=[game]),
            predictstreet.user_feed(),
            predictstreet.market_feed(books=[token], trades=[token], candles=[token], conditions=[], platform=True),
        ):
            with feed:
                until_live(feed)
                ours.fill(ours.seed_order(game_id=game), Decimal(5))
                theirs.fill(theirs.seed_order(market_id=MARKET), Decimal(5))
                next(feed)
                ours.drop_sockets()
                theirs.drop_sockets()
                until_live(feed)


def test_observers_are_told_of_each_connection_each_frame_and_each_word_of_every_feed(heard: Heard) -> None:
    seen = heard.seen
    opened = of_kind(seen, FeedOpened)
    assert [(event.venue, event.name, event.is_own, event.connection) for event in opened] == [
        (venue, name, own, connection)
        for venue, name, own in (
            ("fourcasters", "userFeed", True),
            ("fourcasters", "priceFeed", False),
            ("predictstreet", "userFeed", True),
            ("predictstreet", "marketFeed", False),
        )
        for connection in (1, 2)
    ]
    for feed in {event.feed for event in opened}:
        frames = [event for event in of_kind(seen, FeedFrame) if event.feed == feed]
        assert {frame.connection for frame in frames} >= {1}
        lost = [event for event in of_kind(seen, FeedLost) if event.feed == feed]
        assert next(event.connection for event in lost if event.attempt == 0) == 1
        words = [event.word for event in of_kind(seen, FeedTold) if event.feed == feed]
        assert words.count("Connected") == 2
        assert words.count("Live") == 2
        assert words.index("Disconnected") > words.index("Live")
        times = [event.at for event in seen if isinstance(event, FeedOpened | FeedFrame | FeedLost | FeedTold) and event.feed == feed]
        assert all(before <= after for before, after in pairwise(times))
    (gap,) = [event for event in of_kind(seen, FeedTold) if event.word == "Gap" and event.name == "priceFeed"]
    assert gap.problem is not None
    assert any("user_fill" in frame.text for frame in of_kind(seen, FeedFrame))


def test_what_the_documents_know_is_no_drift(heard: Heard) -> None:
    assert heard.watch.found == ()


def frame(venue: str, name: str, text: object) -> FeedFrame:
    written = text if isinstance(text, str) else json.dumps(text)
    return FeedFrame(feed=1, at=0.0, venue=venue, name=name, is_own=name == "userFeed", connection=1, text=written)


DRIFT: Final[list[tuple[str, str, object, list[tuple[str, str, str, str]]]]] = [
    (
        "fourcasters",
        "userFeed",
        {"messageID": "1-0", "origin": "offer", "matched": None, "unmatched": None, "fee": 1},
        [("userFeed", "unknown field", "$.fee", "1")],
    ),
    ("fourcasters", "userFeed", {"tomorrow": 1}, [("userFeed", "unknown frame", "$", '{"tomorrow": 1}')]),
    (
        "fourcasters",
        "priceFeed",
        ["orderUpdate", {"gameID": GAME, "type": "nextgoal", "sideOrders": [{"new": 1}, {"new": 2}]}],
        [
            ("priceFeed orderUpdate", "unknown field", "$[].sideOrders[].new", "1"),
            ("priceFeed orderUpdate", "unlisted value", "$[].type", '"nextgoal"'),
        ],
    ),
    ("fourcasters", "priceFeed", ["tomorrow", {}], [("priceFeed tomorrow", "unknown frame", "$", '["tomorrow", {}]')]),
    ("fourcasters", "priceFeed", "no JSON", [("priceFeed", "unknown frame", "$", "no JSON")]),
    (
        "predictstreet",
        "userFeed",
        {"type": "user_fill", "sid": 1, "channel": "user_fills", "new": 1, "data": {"side": "swap", "fee": "1"}},
        [
            ("userFeed user_fill", "unknown field", "$.new", "1"),
            ("userFeed user_fill", "unknown field", "$.data.fee", '"1"'),
            ("userFeed user_fill", "unlisted value", "$.data.side", '"swap"'),
        ],
    ),
    (
        "predictstreet",
        "marketFeed",
        {"id": 1, "type": "subscribed", "accepted": [], "rejected": [{"code": "full_moon"}]},
        [("marketFeed subscribed", "unlisted value", "$.rejected[].code", '"full_moon"')],
    ),
    ("predictstreet", "marketFeed", {"type": "book_gone"}, [("marketFeed book_gone", "unknown frame", "$", '{"type": "book_gone"}')]),
]


@pytest.mark.parametrize(("venue", "name", "text", "found"), DRIFT)
def test_drift_in_frames_is_counted_by_its_path(venue: str, name: str, text: object, found: list[tuple[str, str, str, str]]) -> None:
    watch = DriftWatch()
    watch(frame(venue, name, text))
    watch(frame(venue, name, text))
    told = {(drift.operation, drift.kind, drift.path, drift.sample): drift.count for drift in watch.found}
    assert set(told) == set(found)
    assert min(told.values()) >= 2


def test_a_tape_holds_the_frames_of_own_orders_and_those_of_markets_only_if_it_is_told_to(heard: Heard) -> None:
    own = heard.own
    found, more = replay(own), replay(heard.everything)
    assert (found.torn, found.headless, found.count("otherwise")) == (0, 0, 0)
    assert [(feed.venue, feed.name) for feed in found.feeds] == [
        ("fourcasters", "userFeed"),
        ("fourcasters", "priceFeed"),
        ("predictstreet", "userFeed"),
        ("predictstreet", "marketFeed"),
    ]
    assert [feed.frames > 0 for feed in found.feeds] == [True, False, True, False]
    assert all(feed.frames > 0 for feed in more.feeds)
    assert all(feed.connections == 2 and feed.lost for feed in found.feeds)
    assert [len(feed.gaps) for feed in found.feeds] == [1, 1, 2, 1]
    shown = CliRunner().invoke(replay_command, [str(own)])
    assert shown.exit_code == 0
    assert "fourcasters priceFeed: 2 connections, 0 frames, 1 gaps" in shown.output
    assert "gap: what came between two connections cannot be had again" in shown.output
    written = json.loads(CliRunner().invoke(replay_command, [str(own), "--json"]).output)
    assert [feed["name"] for feed in written["feeds"]] == ["userFeed", "priceFeed", "userFeed", "marketFeed"]


@asynccontextmanager
async def saying(*texts: str) -> AsyncGenerator[str]:
    """Listen on loopback, and say this to whoever comes."""

    async def visit(connection: ServerConnection) -> None:
        try:
            for text in texts:
                await connection.send(text)
            await connection.wait_closed()
        except ConnectionClosed:
            pass

    async with serve(visit, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


async def test_a_secret_in_a_frame_is_told_to_no_observer(tmp_path: Path) -> None:
    seen: list[Event] = []
    path = tmp_path / "feeds.tape"
    watch = DriftWatch()
    with Tape(path, market_data=True) as tape:
        async with saying(f'["tomorrow", {{"note": "{TOKEN}"}}]') as url:
            client = AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url, retry=None, observers=[seen.append, tape, watch])
            async with client, client.price_feed(games=[GAME]) as feed:
                async for event in feed:
                    if isinstance(event, UnlistedUpdate):
                        break
    assert TOKEN not in repr(seen)
    assert TOKEN not in path.read_text()
    assert TOKEN not in repr(watch.found)
    assert [event.text for event in of_kind(seen, FeedFrame)] == ['["tomorrow", {"note": "***"}]']
    assert "***" in path.read_text()


async def test_an_attempt_that_fails_is_told_with_its_status(sandbox: Sandbox) -> None:
    venue = sandbox.predictstreet
    seen: list[Event] = []
    async with (
        AsyncPredictStreet(api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url, observers=[seen.append]) as client,
        client.market_feed(platform=True) as feed,
    ):
        async for event in feed:
            if isinstance(event, Live):
                break
        venue.trader().set_key_state("revoked")
        async for event in feed:
            if isinstance(event, Lost):
                break
    (first, *_) = of_kind(seen, FeedLost)
    assert (first.connection, first.attempt, first.code) == (1, 0, 4401)
    (last,) = [event for event in of_kind(seen, FeedTold) if event.word == "Lost"]
    assert last.problem is not None
