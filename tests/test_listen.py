"""`crossbook listen`: both venues' feeds in a terminal and as lines of JSON, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sysconfig
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, redirect_stdout
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from interruptible import interruptible

from crossbook import predictstreet
from crossbook.commands.event_lines import line
from crossbook.commands.event_showing import Terminal
from crossbook.commands.event_words import words
from crossbook.commands.listen import listen
from crossbook.feeds import Gap, Lost
from crossbook.fourcasters import Fourcasters, MarketSide, UnlistedUpdate
from crossbook.sandbox import FourcastersSandbox, Sandbox
from crossbook_bindings.fourcasters import rest as bindings

COMMAND = Path(sysconfig.get_path("scripts"), "crossbook")
GAME = "66a000000000000000000001"
SECONDS = 45.0
"""A process that is started by the side of others may take long."""


@pytest.fixture
def venues() -> Generator[Sandbox]:
    with Sandbox() as running:
        running.fourcasters.add_game(game_id=GAME, league="NBA")
        yield running
    assert running.violations == ()


@pytest.fixture
def settings(venues: Sandbox, tmp_path: Path) -> Path:
    first, second = venues.fourcasters, venues.predictstreet
    path = tmp_path / "venues.toml"
    gateways = second.market_socket_url.removesuffix("/ws/market")
    path.write_text(
        f"""
        [fourcasters]
        token = "{first.token}"
        url = "{first.url}"
        streaming_url = "{first.streaming_url}"
        [predictstreet]
        api_key = "{second.api_key}"
        wallet = "{second.wallet}"
        environment = {{name="sandbox", rest_url="{second.url}", websocket_url="{gateways}", rpc_url="{second.url}", chain_id=1}}
        """
    )
    return path


def listening(*arguments: object, **changed: Any) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run `crossbook listen`."""
    return interruptible([COMMAND, "listen", *map(str, arguments)], seconds=2 * SECONDS, **changed)


def events(stream: IO[str] | None) -> Iterator[dict[str, Any]]:
    assert stream is not None
    for text in stream:
        yield json.loads(text)


def until(told: Iterator[dict[str, Any]], feed: str, event: str) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    for each in told:
        heard.append(each)
        if (f"{each['venue']} {each['feed']}", each["event"]) == (feed, event):
            return heard
    raise AssertionError(heard)


def test_lines_of_json_tell_of_both_venues_until_an_interrupt(venues: Sandbox, settings: Path) -> None:
    venue = venues.fourcasters
    with listening("--settings", settings, "--json", "--user", "--league", "NBA") as process:
        told = events(process.stdout)
        heard = until(told, "fourcasters prices", "Live")
        if "predictstreet" not in {each["venue"] for each in heard if each["event"] == "Live"}:
            heard += until(told, "predictstreet user", "Live")
        order_id = venue.seed_order(game_id=GAME, market_type="total", side="over", odds=-104, bet=Decimal(104), number=Decimal("8.5"))
        after = until(told, "fourcasters prices", "BookChanged")
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")
    assert all(json.loads(text) for text in rest.splitlines())
    assert {(each["venue"], each["feed"]) for each in heard} == {
        ("fourcasters", "user"),
        ("fourcasters", "prices"),
        ("predictstreet", "user"),
    }
    (side,) = after[-1]["book"]["sides"]
    assert side["side"] == {"market_type": "total", "side": "under", "market": None, "line": "8.5"}
    assert [(offer["order_id"], offer["odds"], offer["stake"]) for offer in side["offers"]] == [(order_id, "+104", "100")]
    assert after[-1]["venue_event"]["sideOrders"][0]["id"] == order_id
    assert datetime.fromisoformat(after[-1]["at"]).tzinfo is not None
    text = json.dumps([*heard, *after])
    assert venue.token not in text
    assert venues.predictstreet.api_key not in text


def test_books_of_a_token_are_told(venues: Sandbox, settings: Path) -> None:
    venues.predictstreet.seed_order()
    (token, *_) = venues.predictstreet.markets[0].token_ids
    with listening("--settings", settings, "--json", "--book", token, "predictstreet") as process:
        heard = until(events(process.stdout), "predictstreet market", "BookChanged")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert heard[-1]["token_id"] == str(token)


def test_it_ends_by_itself_after_so_many_events(settings: Path) -> None:
    with listening("--settings", settings, "--json", "--count", 3, "fourcasters") as process:
        out, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")
    assert [json.loads(text)["event"] for text in out.splitlines()] == ["Connected", "Gap", "RestingOrders"]


def test_a_reader_that_goes_away_is_no_error(venues: Sandbox, settings: Path) -> None:
    with listening("--settings", settings, "--json", "--league", "NBA") as process:
        until(events(process.stdout), "fourcasters prices", "Live")
        assert process.stdout is not None
        process.stdout.close()
        venues.fourcasters.seed_order(game_id=GAME)
        assert process.wait(timeout=SECONDS) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_feed_that_is_lost_is_told_and_ends_with_1(venues: Sandbox, settings: Path) -> None:
    venue = venues.fourcasters
    with listening("--settings", settings, "--json", "fourcasters") as process:
        told = events(process.stdout)
        until(told, "fourcasters user", "Live")
        logged_out(venue)
        venue.drop_sockets()
        heard = until(told, "fourcasters user", "Lost")
        assert process.wait(timeout=SECONDS) == 1
    assert "401" in heard[-1]["problem"]


def logged_out(venue: FourcastersSandbox) -> None:
    """Let the token be good no more."""
    with Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url) as client:
        client.send(bindings.logout())


def test_the_place_in_the_user_feed_is_kept_in_a_file(venues: Sandbox, settings: Path, tmp_path: Path) -> None:
    place = tmp_path / "own.cursor"
    arguments = ("--settings", settings, "--json", "--cursor", place, "fourcasters")
    with listening(*arguments) as process:
        told = events(process.stdout)
        until(told, "fourcasters user", "Live")
        venues.fourcasters.seed_order()
        venues.fourcasters.seed_order()
        until(told, "fourcasters user", "OrderPlaced")
        (second,) = until(told, "fourcasters user", "OrderPlaced")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
    with listening(*arguments) as process:
        heard = until(events(process.stdout), "fourcasters user", "Live")
    # What was shown last may not be done with, so it may come again.
    assert [each["event"] for each in heard if each["event"] in ("Gap", "Replayed")] == ["Replayed"]
    assert [each["message_id"] for each in heard if "message_id" in each] in ([], [second["message_id"]])


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["fourcasters", "--book", "1"], "with predictstreet among the venues"),
        (["predictstreet", "--league", "NBA"], "with fourcasters among the venues"),
        (["--game", "7"], "a game id of 24 hexadecimal digits"),
        (["--all-prices", "--sport", "soccer"], "found both"),
    ],
)
def test_what_cannot_be_listened_to_is_said_and_ends_with_3(settings: Path, arguments: list[str], found: str) -> None:
    done = CliRunner().invoke(listen, ["--settings", str(settings), *arguments])
    assert (done.exit_code, done.stdout) == (3, "")
    assert found in done.stderr


def test_without_settings_it_says_which_ones_there_are_and_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("CROSSBOOK_")]:
        monkeypatch.delenv(name)
    done = CliRunner().invoke(listen, [])
    assert (done.exit_code, "CROSSBOOK_FOURCASTERS_TOKEN" in done.stderr) == (3, True)
    half = {"CROSSBOOK_FOURCASTERS_TOKEN": "a-secret-token", "CROSSBOOK_FOURCASTERS_URL": "http://127.0.0.1:9"}
    done = CliRunner().invoke(listen, [], env=half)
    assert (done.exit_code, "streaming_url" in done.stderr, "a-secret-token" in done.output) == (3, True, False)
    done = CliRunner().invoke(listen, [], env=half | {"CROSSBOOK_FOURCASTERS_STREAMING_URL": "http://127.0.0.1:9"})
    assert (done.exit_code, "could not connect" in done.stderr, "a-secret-token" in done.output) == (2, True, False)


def test_everything_that_a_feed_can_be_asked_for_can_be_listened_to(venues: Sandbox, settings: Path) -> None:
    venue = venues.predictstreet
    market = venue.add_market("LISTENED-TO")
    token, condition, vault = market.token_ids[0], market.condition_id, venue.trader().vault
    chosen = ("--book", token, "--trades", token, "--settlements", token, "--candles", token, "--condition", condition, "--platform")
    with listening("--settings", settings, "predictstreet", "--json", *chosen, "--vault", vault) as process:
        told = events(process.stdout)
        heard = until(told, "predictstreet market", "Live")
        if "user" not in {each["feed"] for each in heard if each["event"] == "Live"}:
            heard += until(told, "predictstreet user", "Live")
    assert {(each["channel"], *each["ids"]) for each in heard if each["event"] == "Subscribed"} == {
        ("token_book", token),
        ("token_trade_matches", token),
        ("token_trade_settlements", token),
        ("token_ohlc", token),
        ("condition_lifecycle", condition),
        ("system", "platform_status"),
        ("user_orders",),
        ("user_fills",),
        ("vault_positions", vault),
    }


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_shows_every_event_within_its_width(venues: Sandbox, settings: Path, columns: int) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "LINES": "40", "TERM": "xterm"}
    streams: dict[str, Any] = {"stdin": theirs, "stdout": theirs, "stderr": theirs, "text": False}
    venues.fourcasters.seed_order(game_id=GAME, market_type="total", side="over", number=Decimal("8.5"))
    with listening("--settings", settings, "--user", "--game", GAME, env=environment, **streams) as process:
        os.close(theirs)
        shown = ""
        while "on 1 side" not in shown or shown.count("as it happens") < 3:
            shown += os.read(ours, 65536).decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 0
    os.close(ours)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, plain)) <= columns
    assert any("4casters prices" in each and "Book changed" in each for each in plain)
    assert any("total under 8.5: +110" in each for each in plain)


@given(st.text(), st.sampled_from([60, 120]))
def test_nothing_that_a_venue_sends_is_obeyed_by_the_terminal(text: str, columns: int) -> None:
    with patch.dict(os.environ, {"COLUMNS": str(columns)}), redirect_stdout(StringIO()) as shown:
        Terminal().show(UnlistedUpdate(game_id=None, problem=text, venue_event=text), "fourcasters", "prices")
    assert all(sign.isprintable() or sign == "\n" for sign in shown.getvalue())


def test_a_line_of_json_holds_our_words_exactly_and_the_venues_last() -> None:
    at = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    told = json.loads(line(Gap(source="x", problem="why"), venue="fourcasters", feed="user", at=at))
    assert told == {
        "at": "2026-11-27T12:00:00.000+00:00",
        "venue": "fourcasters",
        "feed": "user",
        "event": "Gap",
        "source": "x",
        "problem": "why",
        "since": None,
    }
    side = MarketSide(market_type="spread", side="x", line=Decimal("1E+1"))
    assert json.loads(line(side, venue="fourcasters", feed="user", at=at))["line"] == "10"
    unlisted = UnlistedUpdate(game_id=None, problem="why", venue_event="[]")
    assert [*json.loads(line(unlisted, venue="fourcasters", feed="prices", at=at))][-1] == "venue_event"
    assert words(Lost(source="x", problem="why", cursor="7-0")).lines == ("why; to go on from 7-0",)


@pytest.mark.parametrize("kind", [predictstreet.OrderPlaced, predictstreet.OrderCancelled])
def test_an_event_that_names_no_order_says_so(kind: Any) -> None:
    assert words(kind(user_reference=None, venue_event=None)).lines == ("which one, the venue does not tell",)
    assert words(kind(user_reference="quote-1", venue_event=None)).lines == ("user reference quote-1",)
