"""Who may import whom. Read from the sources, so that a rule is broken by the line that breaks it, used or not."""

from __future__ import annotations

import ast
import statistics
from typing import Final

import pytest
from families import every
from our_modules import MODULES, PROJECT, imports
from rooms import HTTP, SOCKET_LIBRARY, rules, within

LONGEST: Final = 300


def breaches(module: str, source: str, *, is_package: bool = False) -> list[str]:
    allowed = rules(module)
    package = module if is_package else module.rpartition(".")[0]
    return sorted({name for name in imports(source, package) if name != "__future__" and not allowed(name)})


def test_a_module_imports_only_what_its_room_may() -> None:
    def check(module: str) -> None:
        path = MODULES[module]
        assert breaches(module, path.read_text(encoding="utf-8"), is_package=path.stem == "__init__") == []

    every(MODULES, check)


PLANTED: Final = [
    ("crossbook_bindings.fourcasters.rest.effects", "from crossbook.errors import NotSent"),
    ("crossbook_bindings.fourcasters.rest.effects", "import httpx"),
    ("crossbook_bindings.runtime", "import socket"),
    ("crossbook.core.judging", "from crossbook_bindings.fourcasters.rest import cancel"),
    ("crossbook.core.judging", "from crossbook.fourcasters.orders import cancelling"),
    ("crossbook.core.judging", "import time"),
    ("crossbook.core.facts", "from crossbook.ledger.book import Book"),
    ("crossbook.ledger.book", "import time"),
    ("crossbook.ledger.book", "from crossbook.ledger.shell import Ledger"),
    ("crossbook.ledger.hearing", "from crossbook.fourcasters.facts import READINGS"),
    ("crossbook.ledger.venues", "from crossbook.fourcasters.orders.order import Order"),
    ("crossbook.fourcasters.facts", "from crossbook.ledger import Ledger"),
    ("crossbook.core.judging", "from crossbook.http.client import SyncClient"),
    ("crossbook.cancel_outcomes", "import httpx"),
    ("crossbook.http.client", "import websockets"),
    ("crossbook.http.client", "import h11"),
    ("crossbook.http.pool", "import threading"),
    ("crossbook.http.client", "import certifi"),
    ("crossbook.http.protocol.connection", "import ssl"),
    ("crossbook.http.protocol.connection", "import httpx"),
    ("crossbook.http.protocol.layers", "import socket"),
    ("crossbook.http.protocol.steps", "from time import monotonic"),
    ("crossbook.http.protocol.routes", "from crossbook.http.network import SocketNetwork"),
    ("crossbook.fourcasters.orders.cancelling", "import asyncio"),
    ("crossbook.fourcasters.orders.cancelling", "def f() -> None:\n    from time import monotonic"),
    ("crossbook.fourcasters.orders.cancelling", "from crossbook.predictstreet.orders import replies"),
    ("crossbook.fourcasters.orders.cancelling", "from crossbook_bindings.predictstreet.rest import cancel_all"),
    ("crossbook.fourcasters.orders.cancelling", "from .. import rest"),
    ("crossbook.fourcasters.orders.cancelling", "from crossbook.http import client"),
    ("crossbook.fourcasters.orders.cancelling", "import_module('crossbook.sandbox')"),
    ("crossbook.fourcasters.socket.protocol", "import websockets"),
    ("crossbook.fourcasters.socket.protocol", "from crossbook.sockets.shell import Shell"),
    ("crossbook.fourcasters.orders_socket", "import websockets"),
    ("crossbook.fourcasters.user_feed", "import websockets"),
    ("crossbook.fourcasters.price_feed", "from crossbook.http.async_client import AsyncClient"),
    ("crossbook.fourcasters.feeds.price_protocol", "import asyncio"),
    ("crossbook.fourcasters.feeds.kept_book", "from crossbook.fourcasters.price_feed import OwnPriceFeed"),
    ("crossbook.commands.listening", "from crossbook.fourcasters.price_feed import OwnPriceFeed"),
    ("crossbook.fourcasters.user_feed", "from crossbook.http.async_client import AsyncClient"),
    ("crossbook.fourcasters.feeds.user_protocol", "import asyncio"),
    ("crossbook.fourcasters.feeds.user_protocol", "from crossbook.fourcasters.user_feed import UserFeed"),
    ("crossbook.feeds", "import os"),
    ("crossbook.cursors", "from crossbook.storage.tape import Tape"),
    ("crossbook.storage.cursors", "from crossbook.fourcasters.feeds.positions import Position"),
    ("crossbook.fourcasters.orders_socket", "from crossbook.http.async_client import AsyncClient"),
    ("crossbook.fourcasters.rest", "from crossbook.sockets.shell import Shell"),
    ("crossbook.sockets.life", "import websockets"),
    ("crossbook.sockets.life", "import asyncio"),
    ("crossbook.sockets.life", "from crossbook.sockets.shell import Shell"),
    ("crossbook.sockets.backoff", "import random"),
    ("crossbook.sockets.shell", "from crossbook.fourcasters.socket.protocol import OrdersProtocol"),
    ("crossbook.sockets.shell", "from crossbook.http.client import SyncClient"),
    ("crossbook.sockets.shell", "import httpx"),
    ("crossbook.core.judging", "from crossbook.sockets.life import Life"),
    ("crossbook.http.client", "from crossbook.sockets.shell import Shell"),
    ("crossbook.fourcasters.rest", "import httpx"),
    ("crossbook.core.shared_pace", "from crossbook.storage import RedisLimits"),
    ("crossbook.http.client", "from crossbook.storage.redis_limits import RedisLimits"),
    ("crossbook.http.client", "import redis"),
    ("crossbook.storage.redis_limits", "import redis"),
    ("crossbook.storage.redis_limits", "from crossbook.fourcasters.rest import Fourcasters"),
    ("crossbook.storage.script", "import time"),
    ("crossbook.fourcasters.rest", "from crossbook.sandbox import Sandbox"),
    ("crossbook.predictstreet.key", "import threading"),
    ("crossbook.predictstreet.signing.local_signer", "import coincurve"),
    ("crossbook.predictstreet.signing.eip712", "from Crypto.Hash import keccak"),
    ("crossbook.predictstreet.orders.preparing", "import secrets"),
    ("crossbook.predictstreet.orders.preparing", "from crossbook.predictstreet.drawing import draw_identity"),
    ("crossbook.predictstreet.orders.draft", "from time import time"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook.cancel_outcomes import Cancelled"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook_bindings.runtime import Effect"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook import Cancelled"),
    ("crossbook.sandbox.fourcasters.book", "from ... import outcomes"),
    ("crossbook.demo.rows", "from crossbook.fourcasters.orders.cancelling import cancel_orders"),
    ("crossbook.demo.rows", "import httpx"),
    ("crossbook.commands.sandbox", "from crossbook.sandbox.engine import Engine"),
    ("crossbook.commands.sandbox", "import aiohttp"),
    ("crossbook.sandbox.remote.answering", "import click"),
    ("crossbook.sandbox.fourcasters.market.exchange", "import secrets"),
    ("crossbook.sandbox.fourcasters.market.exchange", "from crossbook.sandbox.server import Server"),
    ("crossbook.sandbox.fourcasters.market.matching", "from crossbook_bindings.runtime import Effect"),
    ("crossbook.sandbox.fourcasters.streaming.choices", "import time"),
    ("crossbook.sandbox.predictstreet.sockets.subscriptions", "import asyncio"),
    ("crossbook.sandbox.predictstreet.sockets.session", "from aiohttp import web"),
    ("crossbook.sandbox.links", "import aiohttp"),
    ("crossbook_pytest", "from crossbook.sandbox.server import Server"),
    ("crossbook.storage.lines", "import os"),
    ("crossbook.storage.records", "from pathlib import Path"),
    ("crossbook.storage.tape", "from crossbook.fourcasters.catalogue import CATALOGUE"),
    ("crossbook.storage.tape", "from crossbook.http.client import SyncClient"),
    ("crossbook.core.watching", "import time"),
    ("crossbook.core.watching", "import logging"),
    ("crossbook.core.watching", "from crossbook.tape import Tape"),
    ("crossbook.observing", "from crossbook.storage.lines import Line"),
    ("crossbook.desk.venues", "from crossbook.fourcasters.rest import Fourcasters"),
    ("crossbook.desk.replaying", "from crossbook.fourcasters.taped import TAPES"),
    ("crossbook.desk.drift_watch", "import time"),
    ("crossbook.commands.replay", "from crossbook.desk.replaying import replay"),
    ("crossbook.core.conflating", "import asyncio"),
    ("crossbook.core.outbox", "from crossbook.fourcasters.feeds.events import UserFeedEvent"),
    ("crossbook.sockets.feeding", "from crossbook.predictstreet.feeds.user_events import UserFeedEvent"),
    ("crossbook.predictstreet.feeds.conversation", "import asyncio"),
    ("crossbook.predictstreet.feeds.user_protocol", "from crossbook.predictstreet.user_feed import OwnUserFeed"),
    ("crossbook.predictstreet.feeds.books", "from crossbook.sockets.shell import Shell"),
    ("crossbook.predictstreet.rest_reads", "from crossbook.sockets.shell import Shell"),
]


def test_a_planted_breach_is_found() -> None:
    def check(case: tuple[str, str]) -> None:
        module, source = case
        assert breaches(module, source) != []

    every(PLANTED, check)


# -------------------------------------------------------------------------------------------------------------- clocks, chance

CHANCE: Final = ("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "uuid1", "uuid4", "uuid7", "urandom", "asyncio.sleep")
"""What asks for the time, waits or draws lots, whichever way it is reached; the modules that do nothing else are in `IO`."""


def reads_clocks(source: str) -> list[str]:
    """Give what a source calls, or hands on, that asks for the time, waits or draws lots."""
    if not any(chance.rpartition(".")[2] in source for chance in CHANCE):
        return []  # There is nothing to parse for.
    names = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return sorted(name for name in names if any(name == each or name.endswith(f".{each}") for each in CHANCE))


def is_pure(module: str) -> bool:
    """Say whether the room of a module may not import a clock: then it may not read one either."""
    return not rules(module)("time") and not within(module, "crossbook.sandbox")


PURE: Final = [module for module in MODULES if is_pure(module)]


def test_a_pure_room_reads_no_clock_and_draws_no_lots() -> None:
    def check(module: str) -> None:
        assert reads_clocks(MODULES[module].read_text(encoding="utf-8")) == []

    every(PURE, check)


def test_the_rooms_that_are_pure_are_those_below_the_executors() -> None:
    assert {"crossbook.core.engine", "crossbook.core.encoding", "crossbook.retry", "crossbook.fourcasters.orders.cancelling"} <= set(PURE)
    assert {"crossbook.http.client", "crossbook.http.async_client", "crossbook.sockets.world"}.isdisjoint(PURE)


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\nmoment = datetime.now",
        "from datetime import date\ndate.today()",
        "from uuid import uuid4\nuuid4()",
        "import uuid\nuuid.uuid1()",
    ],
)
def test_a_planted_clock_is_found(source: str) -> None:
    assert reads_clocks(source) != []
    assert breaches("crossbook.core.engine", source) == [], "its import alone gives nothing away"


@pytest.mark.parametrize("name", ["time", "random", "secrets", "asyncio"])
def test_a_pure_room_cannot_import_one_either(name: str) -> None:
    assert [module for module in PURE if breaches(module, f"import {name}") == []] == []


def importers(*packages: str) -> set[str]:
    return {
        module
        for module, path in MODULES.items()
        for name in imports(path.read_text(encoding="utf-8"), module if path.stem == "__init__" else module.rpartition(".")[0])
        if within(name, *packages) and not within(module, "crossbook.sandbox")
    }


def test_the_transports_can_be_changed_in_a_few_files() -> None:
    assert {module.rpartition(".")[0] for module in importers(*HTTP)} == {"crossbook.http", "crossbook.http.protocol"}
    assert {module.rpartition(".")[0] for module in importers("h11")} == {"crossbook.http.protocol"}
    assert importers("websockets") == {*SOCKET_LIBRARY}


def test_only_the_sandbox_reads_the_specs_and_nothing_imports_their_compiler() -> None:
    assert importers("compiler", "yaml", "jsonschema") == set()


def test_handwritten_modules_are_short() -> None:
    paths = [path for folder in ("adapters", "specs", "tests") for path in (PROJECT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(lengths.values()) <= 150
