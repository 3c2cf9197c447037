"""Who may import whom: the rule of each room."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, TypeAlias

VENUES: Final = ("fourcasters", "predictstreet")
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
SANDBOX: Final = ("Crypto", "aiohttp", "attrs", "coincurve", "eth_keys", "jsonschema", "referencing", "yaml")
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
    "dead_man": ("threading", "pathlib"),
    "dead_man_clock": ("threading", "time"),
    "alarms": ("threading",),
    "lease": ("fcntl", "os", "pathlib", "tempfile"),
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
