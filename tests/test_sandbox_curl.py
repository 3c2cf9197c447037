"""The curl samples of the venues' pages, sent to the sandbox as they stand but for host, credentials and what is a placeholder.

The games and orders that they name are set up under the pages' own ids. Ids of fills and of requests nobody can choose.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
import page_samples
import pytest
from plain_clients import SECONDS

from crossbook.sandbox import FourcastersSandbox, Sandbox

SAMPLES: Final = tuple((Path(__file__).parent / "data" / "fourcasters-curl.txt").read_text(encoding="utf-8").strip().split("\n\n# "))
GAMES: Final = {
    "688c0516fbc14da0c202d426": "5c12bc1ce0daba000f47ba8b",
    "65b67450503180295ade9216": None,
    "6924f82640a7e89c3d3acc41": None,
    "67d1c942215edc7ee0c806ef": None,
    "657f8ea1ea0ce6f62c1fe37d": None,
}
"""Games of the pages, with the away side where one is named."""
ORDERS: Final = {
    "65b036dfb31407c2b6bc1cfe": "688c0516fbc14da0c202d426",
    "65b036e0b31407c2b6bc1d08": "688c0516fbc14da0c202d426",
    "6549b6df6634097d2704716f": "65b67450503180295ade9216",
    "6494ca85c9346058f35b2b1e": "6924f82640a7e89c3d3acc41",
}
"""Orders of the pages, on games of theirs."""


@attrs.frozen
class Call:
    """What curl would send."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str | None


def read(command: str) -> Call:
    """Read a command line of curl, in the short and the long words of the pages."""
    method, url, body, headers = None, "", None, dict[str, str]()
    words = iter(shlex.split(command.replace("\\\n", " ")))
    assert next(words) == "curl"
    for word in words:
        match word:
            case "-X" | "--request":
                method = next(words)
            case "-H" | "--header":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d" | "--data":
                body = next(words)
            case "--url":
                url = next(words)
            case _:
                assert not word.startswith("-"), word
                url = word
    return Call(method or ("GET" if body is None else "POST"), url, headers, body)


def send(base: str, call: Call) -> tuple[int, Any]:
    found = urlsplit(call.url)
    connection = HTTPConnection(urlsplit(base).netloc, timeout=SECONDS)
    connection.request(call.method, f"{found.path}?{found.query}" if found.query else found.path, call.body, dict(call.headers))
    reply = connection.getresponse()
    try:
        return reply.status, json.loads(reply.read())
    finally:
        connection.close()


def set_up(venue: FourcastersSandbox) -> dict[str, str]:
    """Set up what the pages speak of; say what their placeholders stand for."""
    for game, away in GAMES.items():
        venue.add_game(game_id=game, away_id=away)
    for order, game in ORDERS.items():
        assert venue.seed_order(order_id=order, game_id=game) == order
    for game in ("6924f82640a7e89c3d3acc41", "67d1c942215edc7ee0c806ef"):
        for reference in ("my-order-1", "my-order-2"):
            venue.seed_order(game_id=game, user_reference=reference)
    venue.seed_order(game_id="688c0516fbc14da0c202d426", market_type="spread")
    venue.fill(next(reversed(ORDERS)), venue.order(next(reversed(ORDERS))).bet / 4)
    (fill,) = (message["matched"] for message in venue.trader().messages if message["matched"])
    assert isinstance(fill, dict)
    return {
        "YOUR_TOKEN": venue.token,
        "<token>": venue.token,
        "5cd551d6...": venue.token,
        "your_username": venue.username,
        "your_password": venue.password,
        "ORDER_ID": next(iter(ORDERS)),
        "64824b329556daa319747e31": str(fill["txID"]),
        "65f69afec4c141f5ecc5dc0b": str(fill["wagerRequestID"]),
    }


def replaced(sample: str, names: Mapping[str, str]) -> str:
    for placeholder, name in names.items():
        sample = sample.replace(placeholder, name)
    return sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.splitlines()[0].removeprefix("# "))
def test_a_curl_sample_of_4casters_does_what_its_page_says(sample: str) -> None:
    with Sandbox() as sandbox:
        names = set_up(sandbox.fourcasters)
        status, reply = send(sandbox.fourcasters.url, read(replaced(sample.partition("\n")[2], names)))
        assert (status, sandbox.violations) == (200, ()), reply
        assert "error" not in reply
        assert reply.get("data") != []
        entries: list[Any] = reply["data"] if isinstance(reply.get("data"), list) else []
        assert all(entry["success"] for entry in entries), entries


def test_every_page_with_a_sample_is_held() -> None:
    assert len(SAMPLES) == 33
    assert len({sample.splitlines()[0].removeprefix("# ") for sample in SAMPLES}) == 28


def test_the_samples_of_the_reference_in_long_words_do_too() -> None:
    with Sandbox() as sandbox:
        names = set_up(sandbox.fourcasters)
        status, reply = send(sandbox.fourcasters.url, read(replaced(page_samples.CANCEL_ALL_ORDERS_FOR_GAME.strip(), names)))
        assert (status, len(reply["data"])) == (200, 1)
        order_id = sandbox.predictstreet.seed_order()
        sample = page_samples.CANCEL_BATCH.strip().replace("<api-key>", sandbox.predictstreet.api_key).replace("<string>", order_id)
        assert send(sandbox.predictstreet.url, read(sample)) == (200, {"cancelled": [order_id], "notCancelled": {}})
        assert sandbox.violations == ()


def test_a_page_sample_on_a_game_that_nobody_added_shows_an_empty_book_and_keeps_no_game() -> None:
    game = "65b67450503180295ade9216"
    with Sandbox() as sandbox:
        for path in (f"/exchange/getSingleOrderbook?gameID={game}", f"/exchange/v2/getOrderbook?gameID={game}"):
            call = Call("GET", path, {"Authorization": sandbox.fourcasters.token}, None)
            status, reply = send(sandbox.fourcasters.url, call)
            shown = reply["data"]["game"] if "game" in reply["data"] else reply["data"]["games"][0]
            assert (status, shown["id"], shown["openInterest"]) == (200, game, 0)
        assert (sandbox.fourcasters.games(), sandbox.violations) == ((), ())
        sandbox.fourcasters.add_game()
        assert send(sandbox.fourcasters.url, call)[1]["data"]["games"] == []


def test_what_a_cancel_describes_is_a_bet_on_a_team_by_its_name() -> None:
    with Sandbox() as sandbox:
        venue = sandbox.fourcasters
        game = venue.add_game(away="Lakers", home="Dallas Mavericks", league="MLS")
        wanted = {
            "Lakers ML +125": venue.seed_order(game_id=game.id, odds=125),
            "Dallas Mavericks +3.5 -110": venue.seed_order(game_id=game.id, market_type="spread", side=game.home.id),
            "under 209.5 -110": venue.seed_order(game_id=game.id, market_type="total", side="under"),
            "Lakers no +250": venue.seed_order(game_id=game.id, market_type="moneyline1x2", side="no", market=game.away.id, odds=250),
        }
        for words, order_id in wanted.items():
            headers = {"Authorization": venue.token, "Content-Type": "application/json"}
            _, reply = send(venue.url, Call("POST", "/session/cancel", headers, json.dumps({"sessionID": order_id})))
            assert reply["data"]["description"] == words


@pytest.mark.parametrize("order_id", ["short", "g" * 24, "65B036DFB31407C2B6BC1CFE"])
def test_an_order_cannot_be_seeded_under_an_id_that_is_none_or_is_taken(order_id: str) -> None:
    venue = Sandbox().fourcasters
    venue.seed_order(order_id="65b036dfb31407c2b6bc1cfe")
    with pytest.raises(ValueError, match="expected 24 hex digits"):
        venue.seed_order(order_id=order_id)
