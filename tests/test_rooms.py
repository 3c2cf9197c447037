"""Who may import whom. Read from the sources, so that a rule is broken by the line that breaks it, used or not."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from families import every

PROJECT: Final = Path(__file__).parent.parent
ROOTS: Final = ("generated", "adapters")
VENUES: Final = ("fourcasters", "predictstreet")
LONGEST: Final = 300

Allowed: TypeAlias = Callable[[str], bool]

# What reaches outside of the process, waits, or asks what time it is.
IO: Final = (
    "asyncio",
    "concurrent",
    "http.client",
    "http.server",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "select",
    "selectors",
    "signal",
    "socket",
    "socketserver",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
)
LOCKS: Final = ("concurrent", "multiprocessing", "threading")
HTTP: Final = ("httpx", "httpcore", "h11", "httpx2", "aiohttp")
SANDBOX: Final = ("Crypto", "aiohttp", "attrs", "coincurve", "jsonschema", "referencing", "yaml")
# Of the sandbox's websockets, what decides who hears what: no I/O, no clock.
SANDBOX_PURE: Final = ("fourcasters.streaming.choices", "predictstreet.sockets.channels", "predictstreet.sockets.subscriptions")
# The only modules of the sandbox that know its server.
SANDBOX_SERVERS: Final = ("server", "socket_server", "wires")
# What users import, and nothing else.
ROOT: Final = (
    "__init__",
    "calls_under_way",
    "cancel_outcomes",
    "connections",
    "drift",
    "edit_outcomes",
    "errors",
    "evidence",
    "feeds",
    "findings",
    "frames",
    "interruptions",
    "observing",
    "observing_feeds",
    "pacing",
    "paged",
    "place_outcomes",
    "prices",
    *("prices.exact", "prices.grid", "prices.notations", "prices.odds", "prices.price"),
    "protocols",
    "retry",
    "timeouts",
    "unknown",
)
# The libraries of the extra `signing`, each in one module, so that it is loaded there and nowhere else.
SIGNATURES: Final = {"keccak": ("Crypto.Hash",), "coincurve_keys": ("coincurve",), "cryptography_keys": ("cryptography",)}
# Shells of a venue: they send, receive and sleep. Everything else in its folder is pure.
FEED_SHELLS: Final = (
    *("feed_link", "feed_shell", "gateway_shell"),
    *("user_feed", "sync_user_feed", "price_feed", "sync_price_feed", "market_feed", "sync_feeds"),
)
SHELLS: Final = (
    "__init__",
    "rest",
    "async_rest",
    "rest_reads",
    "async_rest_reads",
    "chain",
    "async_chain",
    "orders_socket",
    "drawing",
    *FEED_SHELLS,
)
# Of these, what has to do with sockets. A feed belongs to a REST client, and is told how that one is set up.
SOCKETS_OF_A_VENUE: Final = {
    "orders_socket": (),
    **dict.fromkeys(FEED_SHELLS, ("crossbook.http.settings",)),
}
# Of the sockets' room, what owns connections, clocks and chance, or waits. Everything else there is pure.
SOCKET_SHELLS: Final = (
    "awaited_feed",
    "blocking_feed",
    "channel",
    "changes",
    "feed_thread",
    "feeding",
    "link",
    "logs",
    "renewing",
    "shell",
    "single_feed",
    "tunnelling",
    "world",
)
# What knows the library of the sockets.
SOCKET_LIBRARY: Final = ("crossbook.sockets.channel", "crossbook.sockets.logs")


# What demonstrations show beside the root and the venues.
DEMO: Final = ("crossbook.desk", "crossbook.feeds", "crossbook.ledger", "crossbook.observing")
# Of the desk, what waits, reads files or tells the time, and of those things which.
DESK_SHELLS: Final = {
    "replaying": ("os", "pathlib"),
    "unsettling": ("os", "pathlib"),
    "sync_pull": ("threading", "time", "crossbook.http.clocks"),
    "dead_man": ("tempfile", "threading", "pathlib"),
    "dead_man_clock": ("threading", "time"),
    "alarms": ("threading",),
    "lease": ("fcntl", "os", "pathlib"),
    "async_pull": ("asyncio", "time", "crossbook.http.clocks"),
}


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def pure(name: str) -> bool:
    return (standard(name) and not within(name, *IO)) or within(name, "attrs", "msgspec")


def vocabulary(name: str) -> bool:
    """Say whether a name is one of the modules that users import, or of something in one."""
    return within(name, *(f"crossbook.{module}" for module in ROOT)) or name == "crossbook"


def rules(module: str) -> Allowed:  # noqa: C901, PLR0912 - one case for each room
    """Give the rule of the room that a module is in."""
    match module.split("."):
        case ["crossbook_bindings", *_]:
            return lambda name: pure(name) or within(name, "crossbook_bindings")
        case ["crossbook", "sandbox", *rest]:
            return _rule_of_the_sandbox(rest)
        case ["crossbook", "demo", *_]:
            return lambda name: (
                standard(name) or within(name, "attrs", "click", "rich") or name in DEMO or _is_public_or(name, "crossbook.demo")
            )
        case ["crossbook", "commands", *_] | ["crossbook_pytest", *_]:
            return _rule_of_what_users_run(module)
        case ["crossbook", ("fourcasters" | "predictstreet") as venue, *rest]:
            return _rule_of_a_venue(venue, rest)
        case ["crossbook", "core", *rest]:
            return _rule_of_the_core(rest)
        case ["crossbook", "http", "protocol", *rest]:
            return _rule_of_the_protocol(rest)
        case ["crossbook", "http", *rest]:
            certificates = ("certifi",) if rest == ["trust"] else ()
            # An interrupt can leave a lock held, so there is none here.
            return lambda name: (
                (standard(name) and not within(name, *LOCKS))
                or machinery(name)
                or within(name, "crossbook.http", "msgspec", "httpx", *certificates)
            )
        case ["crossbook", "sockets", *rest]:
            return _rule_of_the_sockets(rest)
        case ["crossbook", "storage", *rest]:
            return _rule_of_the_storage(rest)
        case ["crossbook", ("tape" | "cursors" | "ledgers") as door]:
            return lambda name: name == f"crossbook.storage.{door}"
        case ["crossbook", "desk", *rest]:
            return _rule_of_the_desk(rest)
        case ["crossbook", "ledger", *rest]:
            return _rule_of_the_ledger(rest)
        case ["crossbook"]:
            return lambda name: (
                pure(name) or vocabulary(name) or within(name, "crossbook_bindings.runtime", "crossbook.core.lazy", "crossbook.ledger")
            )
        case ["crossbook", *_] if module.removeprefix("crossbook.") in (*ROOT, "crossbook"):
            return lambda name: pure(name) or vocabulary(name) or within(name, "crossbook_bindings.runtime", "crossbook.core.lazy")
        case _:
            raise AssertionError(f"{module} is in no room")


def _rule_of_the_sandbox(rest: list[str]) -> Allowed:
    if rest[:2] == ["fourcasters", "market"]:  # the exchange itself: no I/O, a clock that is handed in
        inside = ("attrs", "crossbook.sandbox.clock", "crossbook.sandbox.fourcasters.market")
        return lambda name: (standard(name) and not within(name, *IO)) or within(name, *inside)
    if ".".join(rest) in SANDBOX_PURE:
        return lambda name: (standard(name) and not within(name, *IO)) or within(name, "attrs", "crossbook.sandbox")
    libraries = [library for library in SANDBOX if library != "aiohttp" or ".".join(rest) in SANDBOX_SERVERS]
    return lambda name: standard(name) or within(name, "crossbook.sandbox", *libraries)


def _rule_of_what_users_run(module: str) -> Allowed:
    """The command line, and the fixtures of pytest: these are beside crossbook, so that a run without them imports nothing of it."""
    if within(module, "crossbook_pytest"):
        return lambda name: standard(name) or within(name, "pytest", "pytest_asyncio") or _is_public_or(name, "crossbook_pytest")
    public = ("click", "rich", "attrs", "msgspec", "crossbook.commands", "crossbook.demo.command")
    more = ("crossbook.desk", "crossbook.tape", "crossbook.feeds", "crossbook.cursors", "crossbook.prices")
    return lambda name: standard(name) or within(name, *public) or name in more or _is_public_or(name, "crossbook.commands")


def _rule_of_the_desk(rest: list[str]) -> Allowed:
    """What is about both venues: of each, it knows the one module in which the venue tells of itself, and only in one place."""
    told = tuple(f"crossbook.{venue}.taped" for venue in VENUES) if rest == ["venues"] else ()
    beside = DESK_SHELLS.get(".".join(rest), ())
    return lambda name: pure(name) or machinery(name) or name in beside or within(name, "crossbook.desk", "crossbook.storage", *told)


def _rule_of_the_ledger(rest: list[str]) -> Allowed:
    """Of each venue it knows the one module in which its messages become facts, and only in one place. Only its shell has a clock."""
    told = tuple(f"crossbook.{venue}.facts" for venue in VENUES) if rest == ["venues"] else ()
    shell = ("secrets", "threading", "time") if rest == ["shell"] else ()
    door = ("crossbook.ledger.shell",) if rest in (["shell"], []) else ()

    def allowed(name: str) -> bool:
        inside = within(name, "crossbook.ledger") and (not within(name, "crossbook.ledger.shell") or name in door)
        return pure(name) or machinery(name) or name in shell or inside or within(name, *told)

    return allowed


def machinery(name: str) -> bool:
    """Say whether a name is of the modules that know no venue and no I/O, or of what bindings are made of."""
    return vocabulary(name) or within(name, "crossbook.core", "crossbook_bindings.runtime")


def _rule_of_the_core(rest: list[str]) -> Allowed:
    # `redaction` filters what the loggers of the libraries below say, in any thread.
    beside = ("logging", "threading") if rest == ["redaction"] else ()
    return lambda name: pure(name) or machinery(name) or name in beside


def _rule_of_the_protocol(rest: list[str]) -> Allowed:
    # TLS over memory has neither a socket nor a clock: bytes in, bytes out. A route hands its settings on.
    beside = ("ssl",) if rest in (["layers"], ["routes"]) else ()
    return lambda name: pure(name) or machinery(name) or within(name, "crossbook.http.protocol", "h11") or name in beside


def _rule_of_the_sockets(rest: list[str]) -> Allowed:
    shells = tuple(f"crossbook.sockets.{shell}" for shell in SOCKET_SHELLS)

    def thinking(name: str) -> bool:
        return pure(name) or machinery(name) or (within(name, "crossbook.sockets") and not within(name, *shells))

    def waiting(name: str) -> bool:
        return standard(name) or machinery(name) or within(name, "crossbook.sockets", "attrs", "websockets")

    return waiting if rest and rest[0] in SOCKET_SHELLS else thinking


def _rule_of_the_storage(rest: list[str]) -> Allowed:
    # What is said to Redis and read from it is pure; its library is known to one module, and to no other.
    if rest[:1] in (["extra"], ["places"], ["script"]):
        return lambda name: pure(name) or machinery(name) or within(name, "crossbook.storage.extra")
    # `lines` and `records` are what a tape says; `tape` writes it.
    if rest[:1] in (["lines"], ["records"]):
        return lambda name: pure(name) or machinery(name) or within(name, "crossbook.storage")
    library = ("redis",) if rest == ["links"] else ("crossbook.ledger",) if rest == ["ledgers"] else ()
    return lambda name: standard(name) or pure(name) or machinery(name) or within(name, "crossbook.storage", "certifi", *library)


def _rule_of_a_venue(venue: str, rest: list[str]) -> Allowed:
    shells = tuple(f"crossbook.{venue}.{shell}" for shell in SHELLS)
    own = (f"crossbook.{venue}", f"crossbook_bindings.{venue}")

    def thinking(name: str) -> bool:
        # A token is replaced under a lock, by whichever thread is told of it first.
        locked = rest == ["token"] and name == "threading"
        signed = rest[0] == "signing" and within(name, *SIGNATURES.get(rest[-1], ()))
        return pure(name) or locked or signed or machinery(name) or (within(name, *own) and not within(name, *shells))

    def sending(name: str) -> bool:
        # A REST client does not load what only sockets need.
        # (Whose certificates are believed, and how a proxy is named and asked, is said once, for both.)
        beside = SOCKETS_OF_A_VENUE.get(".".join(rest))
        rooms = ("crossbook.http",) if beside is None else ("crossbook.sockets", "crossbook.http.trust", "crossbook.http.proxies", *beside)
        return standard(name) or pure(name) or machinery(name) or within(name, *own, *rooms)

    return sending if not rest or rest[0] in SHELLS else thinking


def _is_public_or(name: str, own: str) -> bool:
    return within(name, own) or name in ("crossbook", "crossbook.sandbox", *(f"crossbook.{venue}" for venue in VENUES))


def modules() -> Iterator[tuple[str, Path]]:
    for root in ROOTS:
        for path in sorted((PROJECT / root).rglob("*.py")):
            parts = path.relative_to(PROJECT / root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES: Final = dict(modules())


@cache
def imports(source: str, package: str) -> frozenset[str]:
    """Give every name that a source imports, wherever in it: `a.b` for `import a.b`, for `from a import b` and for `from . import b`."""
    return frozenset(_imports(source, package))


def _imports(source: str, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                parts = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                base = ".".join([*parts, *([module] if module else [])])
                yield from (_module_of(base, alias.name) for alias in names)
            case ast.Call(func=ast.Name(id="__import__" | "import_module")) | ast.Call(func=ast.Attribute(attr="import_module")):
                yield _imported_by_name(node, package)
            case _:
                pass


def _module_of(base: str, name: str) -> str:
    """`from a import b` imports `a.b` where that is one of our modules, and a name out of `a` otherwise."""
    return f"{base}.{name}" if f"{base}.{name}" in MODULES else base


def _imported_by_name(node: ast.Call, package: str) -> str:
    # Packages load their own modules on first use: the bindings by themselves, those of the adapters through `core.lazy`.
    own = ("f'{__name__}.{home}'", "f'{package}.{home}'")
    return package if node.args and ast.unparse(node.args[0]) in own else f"a name made up at run time: {ast.unparse(node)}"


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


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_breach_is_found(module: str, source: str) -> None:
    assert breaches(module, source) != []


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
    paths = [path for folder in ("adapters", "specs") for path in (PROJECT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(lengths.values()) <= 150
