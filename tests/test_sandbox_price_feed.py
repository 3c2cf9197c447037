"""The price feed of 4casters in the sandbox: its messages, and who is told what."""

from __future__ import annotations

import json
from collections.abc import Generator
from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from feed_clients import price_feed, silent, tell
from plain_clients import GAME, SECONDS
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import FourcastersSandbox, Sandbox
from crossbook_bindings.fourcasters.price_feed import frames, models

LISTS: dict[str, list[str]] = {"gameIDs": [], "leagueIDs": [], "sportIDs": []}


sandbox = pytest.fixture(sandboxes.running)
venue = pytest.fixture(sandboxes.fourcasters)


@pytest.fixture
def feed(venue: FourcastersSandbox) -> Generator[ClientConnection]:
    with price_feed(venue) as connection:
        yield connection


def frame(feed: ClientConnection) -> frames.Frame:
    return frames.read(str(feed.recv(timeout=SECONDS)))


def update(feed: ClientConnection) -> models.OrderUpdate:
    found = frame(feed)
    assert isinstance(found, models.OrderUpdate)
    return found


def games_told(feed: ClientConnection) -> list[str]:
    """Read all that has come; name the games it is about."""
    feed.ping().wait(SECONDS)
    told: list[str] = []
    while True:
        try:
            _, payload = read_now(feed)
        except TimeoutError:
            return told
        told.append(payload.get("gameID", payload.get("id")))


def read_now(feed: ClientConnection) -> Any:
    return json.loads(feed.recv(timeout=0))


def test_an_order_is_told_with_its_side_of_the_book_as_takers_see_it(venue: FourcastersSandbox) -> None:
    venue.add_game(game_id=GAME)
    with price_feed(venue) as feed:
        first = venue.seed_order(game_id=GAME, market_type="total", side="over", odds=-104, bet=Decimal("265.2"), number=Decimal("8.5"))
        found = update(feed)
        assert (found.type, found.side, found.OU, found.total, found.spread) == ("total", "under", "under", Decimal("8.5"), None)
        (row,) = found.sideOrders
        assert (row.id, row.odds, row.bet, row.sumUntaken, row.createdBy) == (
            first,
            Decimal(104),
            Decimal("265.2"),
            Decimal(255),
            venue.trader().account_id,
        )
        second = venue.seed_order(
            game_id=GAME, market_type="total", side="over", odds=-104, bet=Decimal(52), number=Decimal("8.5"), owner="other"
        )
        assert [(row.id, row.createdBy is None) for row in update(feed).sideOrders] == [(first, False), (second, True)]
        venue.cancel_elsewhere(first)
        assert [row.id for row in update(feed).sideOrders] == [second]


def test_a_fill_is_told_with_what_is_left_and_with_the_volume_of_the_game(venue: FourcastersSandbox, feed: ClientConnection) -> None:
    order_id = venue.seed_order(game_id=GAME, market_type="total", side="over", odds=100, bet=Decimal(100), number=Decimal(8))
    assert isinstance(frame(feed), models.GameUpdate)
    update(feed)
    venue.fill(order_id, Decimal(40))
    (row,) = update(feed).sideOrders
    assert (row.sumUntaken, row.bet, row.takenRatio) == (Decimal(60), Decimal(100), Decimal("0.4"))
    volume = frame(feed)
    assert isinstance(volume, models.MatchedVolumeUpdate)
    assert (volume.gameID, volume.matchedVolume) == (GAME, Decimal(80))
    venue.fill(order_id, Decimal(60))
    assert update(feed).sideOrders == ()


@pytest.mark.parametrize("market_type", ["moneyline", "spread", "total", "moneyline1x2"])
def test_each_kind_of_market_is_told_in_its_own_words(venue: FourcastersSandbox, feed: ClientConnection, market_type: str) -> None:
    venue.seed_order(game_id=GAME, market_type=market_type, league="EPL")
    frame(feed)
    text = feed.recv(timeout=SECONDS)
    found = frames.read(str(text))
    assert isinstance(found, models.OrderUpdate)
    shown = {"moneyline": (True, None), "spread": (True, None), "total": (False, "main"), "moneyline1x2": (False, "draw")}
    assert (bool(found.participantID), found.market) == shown[market_type]
    assert ('"OU"' in str(text), '"parentGameID"' in str(text)) == ((False, False) if market_type == "moneyline1x2" else (True, True))
    (row,) = found.sideOrders
    assert (row.participantID, row.market, row.side, row.total, row.spread) == (
        found.participantID,
        found.market,
        found.side,
        found.total,
        found.spread,
    )


def test_a_game_is_told_when_it_is_new_moves_starts_and_ends(venue: FourcastersSandbox, feed: ClientConnection) -> None:
    game = venue.add_game(away="Dallas", home="Utah")
    venue.move_game(game.id, 7200)
    venue.start_game(game.id)
    venue.end_game(game.id)
    told = [frame(feed) for _ in range(5)]
    assert [found.messageType for found in told if isinstance(found, models.GameUpdate)] == [*["marketOpen"] * 4, "marketClosed"]
    last = told[-1]
    assert isinstance(last, models.GameUpdate)
    assert (last.id, last.ended, [side.longName for side in last.participants or []]) == (game.id, True, ["Dallas", "Utah"])


def test_who_never_subscribes_hears_of_everything_and_who_does_of_what_matches(venue: FourcastersSandbox) -> None:
    nba, child, mlb = (
        venue.add_game(league="NBA", game_id="a" * 24),
        venue.add_game(league="NBA", game_id="b" * 24, parent_game_id="a" * 24),
        venue.add_game(league="MLB", game_id="c" * 24),
    )

    def happen() -> None:
        for game in (nba, child, mlb):
            venue.seed_order(game_id=game.id)

    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"gameIDs": [nba.id]}, [nba.id, child.id]),
        ({"gameIDs": [child.id]}, [child.id]),
        ({"leagueIDs": ["mlb", ""]}, [mlb.id]),
        ({"sportIDs": ["Basketball"], "gameIDs": [nba.id]}, [nba.id, child.id]),
        ({}, []),
    ]
    for chosen, heard in cases:
        with price_feed(venue) as feed:
            happen()
            assert games_told(feed) == [nba.id, child.id, mlb.id]
            tell(feed, type="subscribe", **{**LISTS, **chosen}, replace=True)
            happen()
            assert games_told(feed) == heard


def test_keys_are_added_and_dropped_and_all_comes_back(venue: FourcastersSandbox, feed: ClientConnection) -> None:
    nba, mlb = venue.add_game(league="NBA"), venue.add_game(league="MLB")
    games_told(feed)

    def heard() -> list[str]:
        for game in (nba, mlb):
            venue.seed_order(game_id=game.id)
        return games_told(feed)

    tell(feed, type="subscribe", **LISTS, replace=False)
    assert heard() == [nba.id, mlb.id]
    tell(feed, type="unsubscribe", **LISTS | {"leagueIDs": ["MLB"]})
    assert heard() == [nba.id, mlb.id]
    tell(feed, type="subscribe", **LISTS | {"leagueIDs": ["NBA"]}, replace=True)
    assert heard() == [nba.id]
    tell(feed, type="subscribe", **LISTS | {"leagueIDs": ["MLB"]}, replace=False)
    assert heard() == [nba.id, mlb.id]
    tell(feed, type="unsubscribe", **LISTS | {"leagueIDs": ["nba", "mlb"]})
    assert heard() == []
    tell(feed, type="subscribeAll")
    assert heard() == [nba.id, mlb.id]


@pytest.mark.parametrize("text", ["{not json", '{"type": "no such"}', '["subscribe"]', '{"type": "orderUpdate"}'])
def test_what_is_no_command_is_noted_and_not_answered(text: str) -> None:
    with Sandbox() as sandbox, price_feed(sandbox.fourcasters) as feed:
        feed.send(text)
        assert silent(feed)
        assert [violation.direction for violation in sandbox.violations] == ["request"]


def test_the_token_is_taken_from_its_header_only(venue: FourcastersSandbox) -> None:
    for url, headers in ((venue.price_feed_url, {"Auth": venue.token}), (f"{venue.price_feed_url}?token={venue.token}", {})):
        with pytest.raises(InvalidStatus) as refused:
            connect(url, additional_headers=headers)
        assert refused.value.response.status_code == 401


def test_a_thousand_games_can_be_chosen_on_one_connection(venue: FourcastersSandbox, feed: ClientConnection) -> None:
    ids = [f"{number:024x}" for number in range(1000)]
    tell(feed, type="subscribe", **LISTS | {"gameIDs": ids}, replace=True)
    for game_id in ids:
        venue.seed_order(game_id=game_id)
    venue.seed_order(game_id="f" * 24)
    told = games_told(feed)
    assert told == [game_id for game_id in ids for _ in range(2)]
