"""Who may import whom. Read from the sources, so that a rule is broken by the line that breaks it, used or not."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import pytest

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
SENDERS: Final = ("crossbook.sync_client", "crossbook.async_client", "crossbook.sync_transport")
HTTP: Final = ("httpx", "httpcore", "h11", "httpx2", "aiohttp")
SANDBOX: Final = ("aiohttp", "attrs", "click", "jsonschema", "referencing", "rich", "yaml")
# Shells of a venue: they send, receive and sleep. Everything else in its folder is pure.
SHELLS: Final = ("__init__", "rest", "async_rest", "orders_socket")


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def pure(name: str) -> bool:
    return (standard(name) and not within(name, *IO)) or within(name, "attrs", "msgspec")


def of_root(name: str) -> bool:
    """Say whether a name is one of the modules that know no venue."""
    return within(name, "crossbook") and not within(name, *(f"crossbook.{room}" for room in (*VENUES, "sandbox", "demo", "command_line")))


def rules(module: str) -> Allowed:
    """Give the rule of the room that a module is in."""
    parts = module.split(".")
    match parts:
        case ["crossbook_bindings", *_]:
            return lambda name: pure(name) or within(name, "crossbook_bindings")
        case ["crossbook", "sandbox", *_]:
            return lambda name: standard(name) or within(name, "crossbook.sandbox", *SANDBOX)
        case ["crossbook", "demo", *_]:
            return lambda name: standard(name) or within(name, "attrs", "click", "rich") or _is_public_or(name, "crossbook.demo")
        case ["crossbook", "command_line"]:
            return lambda name: standard(name) or within(name, "crossbook.sandbox.command", "crossbook.demo.command")
        case ["crossbook", ("fourcasters" | "predictstreet") as venue, *rest]:
            return _rule_of_a_venue(venue, rest[-1] if rest else "__init__")
        case ["crossbook", *rest]:
            return _rule_of_the_root(rest[-1] if rest else "__init__")
        case _:
            raise AssertionError(f"{module} is in no room")


def _rule_of_a_venue(venue: str, stem: str) -> Allowed:
    own = (f"crossbook.{venue}", f"crossbook_bindings.{venue}", "crossbook_bindings.runtime")
    shells = tuple(f"crossbook.{venue}.{shell}" for shell in SHELLS)

    def thinking(name: str) -> bool:
        # A token is replaced under a lock, by whichever thread is told of it first.
        locked = stem == "token" and name == "threading"
        return pure(name) or locked or ((of_root(name) or within(name, *own)) and not within(name, *SENDERS, *shells))

    def sending(name: str) -> bool:
        sockets = stem == "orders_socket" and within(name, "websockets")
        return standard(name) or pure(name) or of_root(name) or within(name, *own) or sockets

    return sending if stem in SHELLS else thinking


def _rule_of_the_root(stem: str) -> Allowed:
    def rule(name: str) -> bool:
        sending = f"crossbook.{stem}" in SENDERS
        # `redaction` filters what the loggers of the libraries below say, in any thread.
        logging = stem == "redaction" and name in ("logging", "threading")
        inside = of_root(name) and (sending or not within(name, *SENDERS))
        sends = sending and (standard(name) or name == "httpx" or (stem != "async_client" and name == "httpcore"))
        return pure(name) or inside or within(name, "crossbook_bindings.runtime") or logging or sends

    return rule


def _is_public_or(name: str, own: str) -> bool:
    return within(name, own) or name in ("crossbook", "crossbook.sandbox", *(f"crossbook.{venue}" for venue in VENUES))


def modules() -> Iterator[tuple[str, Path]]:
    for root in ROOTS:
        for path in sorted((PROJECT / root).rglob("*.py")):
            parts = path.relative_to(PROJECT / root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES: Final = dict(modules())


def imports(source: str, package: str) -> Iterator[str]:
    """Give every name that a source imports, wherever in it: `a.b` for `import a.b`, for `from a import b` and for `from . import b`."""
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
    # The packages of the venues load their own modules on first use.
    own = "f'{__name__}.{home}'"
    return package if node.args and ast.unparse(node.args[0]) == own else f"a name made up at run time: {ast.unparse(node)}"


def breaches(module: str, source: str, *, is_package: bool = False) -> list[str]:
    allowed = rules(module)
    package = module if is_package else module.rpartition(".")[0]
    return sorted({name for name in imports(source, package) if name != "__future__" and not allowed(name)})


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    path = MODULES[module]
    assert breaches(module, path.read_text(encoding="utf-8"), is_package=path.stem == "__init__") == []


PLANTED: Final = [
    ("crossbook_bindings.fourcasters.rest.effects", "from crossbook.errors import NotSent"),
    ("crossbook_bindings.fourcasters.rest.effects", "import httpx"),
    ("crossbook_bindings.runtime", "import socket"),
    ("crossbook.exchange", "from crossbook_bindings.fourcasters.rest import cancel"),
    ("crossbook.exchange", "from crossbook.fourcasters import cancels"),
    ("crossbook.exchange", "import time"),
    ("crossbook.exchange", "from crossbook.sync_client import SyncClient"),
    ("crossbook.outcomes", "import httpx"),
    ("crossbook.sync_client", "import websockets"),
    ("crossbook.fourcasters.cancels", "import asyncio"),
    ("crossbook.fourcasters.cancels", "def f() -> None:\n    from time import monotonic"),
    ("crossbook.fourcasters.cancels", "from crossbook.predictstreet import replies"),
    ("crossbook.fourcasters.cancels", "from crossbook_bindings.predictstreet.rest import cancel_all"),
    ("crossbook.fourcasters.cancels", "from . import rest"),
    ("crossbook.fourcasters.cancels", "from crossbook import sync_client"),
    ("crossbook.fourcasters.cancels", "import_module('crossbook.sandbox')"),
    ("crossbook.fourcasters.orders_protocol", "import websockets"),
    ("crossbook.fourcasters.rest", "import httpx"),
    ("crossbook.fourcasters.rest", "from crossbook.sandbox import Sandbox"),
    ("crossbook.predictstreet.key", "import threading"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook.outcomes import Cancelled"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook_bindings.runtime import Effect"),
    ("crossbook.sandbox.fourcasters.book", "from crossbook import Cancelled"),
    ("crossbook.sandbox.fourcasters.book", "from ... import outcomes"),
    ("crossbook.demo.rows", "from crossbook.fourcasters.cancels import cancel_orders"),
    ("crossbook.demo.rows", "import httpx"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_breach_is_found(module: str, source: str) -> None:
    assert breaches(module, source) != []


def importers(*packages: str) -> set[str]:
    return {
        module
        for module, path in MODULES.items()
        for name in imports(path.read_text(encoding="utf-8"), module if path.stem == "__init__" else module.rpartition(".")[0])
        if within(name, *packages) and not within(module, "crossbook.sandbox")
    }


def test_the_transports_can_be_changed_in_a_few_files() -> None:
    assert importers(*HTTP) == {*SENDERS}
    assert importers("websockets") == {"crossbook.fourcasters.orders_socket"}


def test_only_the_sandbox_reads_the_specs_and_nothing_imports_their_compiler() -> None:
    assert importers("compiler", "yaml", "jsonschema") == set()


def test_handwritten_modules_are_short() -> None:
    paths = [path for folder in ("adapters", "specs") for path in (PROJECT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(lengths.values()) <= 150
