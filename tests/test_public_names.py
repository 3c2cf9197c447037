"""What a user imports: complete, typed without holes, documented, and loaded no earlier than it is needed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

import msgspec
import pytest
from families import every

import crossbook
import crossbook.fourcasters
import crossbook.predictstreet
import crossbook.sandbox
import crossbook_bindings
from crossbook.sandbox import wire
from crossbook_bindings.runtime import decoder, members_of

PACKAGES: Final = (crossbook, crossbook.fourcasters, crossbook.predictstreet, crossbook.sandbox)
HTTP: Final = ("httpx", "httpcore", "h11", "certifi")
STACKS: Final = (*HTTP, "websockets", "aiohttp", "ssl", "asyncio", "anyio", "yaml", "jsonschema", "rich", "click")

PROMISED: Final = {
    "crossbook": "Cancelled NotCancelled NotCancelledReason CancelUnknown CancelOutcome CrossbookError NotSent Refused OutcomeUnknown Odds",
    "crossbook.fourcasters": "Fourcasters AsyncFourcasters OrdersSocket",
    "crossbook.predictstreet": "PredictStreet AsyncPredictStreet",
    "crossbook.sandbox": "Sandbox",
}


def public() -> dict[str, Any]:
    return {f"{package.__name__}.{name}": getattr(package, name) for package in PACKAGES for name in package.__all__}


def public_classes() -> dict[str, type[Any]]:
    return {name: value for name, value in public().items() if inspect.isclass(value)}


def public_functions() -> dict[str, Callable[..., Any]]:
    """Give what can be called on a public name: its own functions, and properties by their getters."""
    found: dict[str, Callable[..., Any]] = {}
    for name, value in public().items():
        if inspect.isfunction(value):
            found[name] = value
        for member, attribute in inspect.getmembers_static(value) if inspect.isclass(value) else ():
            function = attribute.fget if isinstance(attribute, property) else attribute
            if inspect.isfunction(function) and (
                not member.startswith("_") or member in ("__init__", "__new__", "__enter__", "__aenter__")
            ):
                found[f"{name}.{member}"] = function
    # What attrs writes from fields is as typed as they are, and another test looks at them.
    written = {name: function for name, function in found.items() if "attrs generated" not in function.__code__.co_filename}
    return {name: function for name, function in written.items() if function.__module__.startswith("crossbook")}


CLASSES: Final = public_classes()
FUNCTIONS: Final = public_functions()


def loaded_by(statement: str) -> set[str]:
    """Run a statement in a fresh interpreter; give the packages that it loads beyond those of a bare one."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    return set(done.stdout.split())


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_name_that_is_promised_is_there_in_order_and_once(package: types.ModuleType) -> None:
    names: list[str] = package.__all__
    assert names == sorted(set(names), key=lambda name: (not name.isupper(), name))  # constants first, as the linter has them
    assert {*PROMISED[package.__name__].split()} <= {*names}
    assert all(hasattr(package, name) for name in names)
    assert {*names} <= {*dir(package)}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_a_name_that_is_not_there_is_an_attribute_error(package: types.ModuleType) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name
    assert not hasattr(package, "no_such_name")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_a_star_import_gives_every_name_in_a_fresh_interpreter(package: types.ModuleType) -> None:
    name = package.__name__
    program = (
        f"from {name} import *; import {name}; assert set({name}.__all__) <= set(dir()); assert set({name}.__all__) <= set(dir({name}))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own words


def test_importing_crossbook_loads_no_http_stack() -> None:
    assert loaded_by("import crossbook").isdisjoint({*STACKS, "crossbook.prices", "fractions"})
    assert loaded_by("from crossbook import *").isdisjoint(STACKS)


def test_importing_a_venue_loads_only_what_is_used() -> None:
    assert loaded_by("import crossbook.fourcasters, crossbook.predictstreet").isdisjoint(STACKS)
    assert loaded_by("from crossbook.fourcasters import NewOrder, Order").isdisjoint(STACKS)
    rest = loaded_by("from crossbook.fourcasters import Fourcasters")
    assert "httpx" in rest
    assert rest.isdisjoint({"websockets", "httpcore", "crossbook.predictstreet"})
    socket = loaded_by("from crossbook.fourcasters import OrdersSocket")
    assert "websockets" in socket
    assert socket.isdisjoint({"httpx", "httpcore", "crossbook.predictstreet"})
    assert loaded_by("from crossbook.predictstreet import PredictStreet").isdisjoint({"websockets", "crossbook.fourcasters"})
    # What signs orders takes 25 ms, and a client that only cancels has no use for it.
    cancelling = loaded_by(
        "from crossbook.predictstreet import PredictStreet; PredictStreet(api_key='ps_live_0123_planted-secret-for-tests')"
    )
    assert cancelling.isdisjoint({"crossbook.predictstreet.orders.draft", "crossbook.prices", "Crypto", "coincurve"})


@pytest.mark.parametrize(
    ("venue", "ready"),
    [("fourcasters", "Fourcasters(token='t')"), ("predictstreet", "PredictStreet(api_key='ps_live_0123_planted-secret-for-tests')")],
)
def test_a_client_that_is_ready_has_loaded_nothing_that_it_may_never_use(venue: str, ready: str) -> None:
    # What a call does, and the classes of what it gives, are loaded with the first call that needs them.
    plans = ("account", "bets", "catalogue", "checking.venue", "orders.cancelling", "orders.order", "orders.resolving", "reads.wallet")
    heavy = {"attrs", "secrets", "crossbook.findings", *(f"crossbook.{venue}.{name}" for name in plans)}
    assert loaded_by(f"import crossbook.{venue} as venue; client = venue.{ready}").isdisjoint(heavy)


# ----------------------------------------------------------------------------------------------------------- signatures


def parts(hint: Any) -> Iterator[Any]:
    """Take a type apart: itself, what it is made of, and what that is made of."""
    yield hint
    for part in cast("tuple[object, ...]", typing.get_args(hint)):
        inner = cast("list[object]", part) if isinstance(part, list) else [part]
        yield from (found for item in inner for found in parts(item))


def hints_of(value: Any) -> Iterator[Any]:
    # `Json` is made of itself, by a name that only its own module knows.
    for hint in typing.get_type_hints(value, localns={"Json": wire.Json}).values():
        yield from parts(hint)


def test_a_public_signature_is_typed_and_shows_no_library_of_ours() -> None:
    def check(name: str) -> None:
        function = FUNCTIONS[name]
        named = set(inspect.signature(function).parameters) - {"self", "cls"}
        assert named | {"return"} <= set(typing.get_type_hints(function, localns={"Json": wire.Json})), "a parameter has no type"
        for hint in hints_of(function):
            assert hint is not Any, "Any in a public signature"
            module = getattr(hint, "__module__", "")
            assert not module.startswith(("httpx", "httpcore", "h11", "websockets", "aiohttp")), f"{hint} in a public signature"

    every(FUNCTIONS, check)


def test_a_public_field_is_typed() -> None:
    def check(name: str) -> None:
        assert Any not in {*hints_of(CLASSES[name])}

    every(CLASSES, check)


OUTCOMES: Final = (
    *("crossbook.Cancelled", "crossbook.NotCancelled", "crossbook.CancelUnknown", "crossbook.Evidence", "crossbook.ScopeOutcomes"),
    *(
        f"crossbook.{name}"
        for name in ("Placed", "NotPlaced", "PlaceUnknown", "Fill", "Edited", "CancelledNotReplaced", "NotEdited", "EditUnknown")
    ),
    *(f"crossbook.fourcasters.{name}" for name in ("HeartbeatAck", "LeagueCancelAcknowledged", "NewOrder", "Order")),
    "crossbook.predictstreet.Order",
)


def reachable(kind: type[Any], seen: set[type[Any]]) -> set[type[Any]]:
    """Give a class and every class of ours that its fields are made of."""
    if kind not in seen:
        seen.add(kind)
        for hint in hints_of(kind):
            if inspect.isclass(hint) and hint.__module__.startswith("crossbook"):
                reachable(hint, seen)
    return seen


@pytest.mark.parametrize("name", OUTCOMES)
def test_no_amount_is_a_float(name: str) -> None:
    for kind in reachable(CLASSES[name], set()):
        assert float not in {*hints_of(kind)} or kind is crossbook.Moment, kind  # seconds are no amount


def test_what_is_public_is_documented() -> None:
    def check(name: str) -> None:
        documentation = (FUNCTIONS.get(name) or CLASSES[name]).__doc__
        assert documentation
        assert not documentation.startswith("Method generated by attrs")

    every(sorted(name for name in {*CLASSES, *FUNCTIONS} if not name.endswith("__")), check)


# ------------------------------------------------------------------------------------------------------------- bindings

GENERATED: Final = [module.name for module in pkgutil.walk_packages(crossbook_bindings.__path__, "crossbook_bindings.")]


def generated_types(module: types.ModuleType) -> dict[str, Any]:
    own = {name: value for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__}
    known = {name: value for name, value in own.items() if isinstance(value, type) and members_of(cast("type[object]", value)) is not None}
    classes = {name: value for name, value in known.items() if not getattr(value, "__parameters__", ())}
    return classes | {name: getattr(module, name) for name, hint in getattr(module, "__annotations__", {}).items() if hint == "TypeAlias"}


def decodable() -> dict[str, Any]:
    found = {f"{name}.{kind}": value for name in GENERATED for kind, value in generated_types(importlib.import_module(name)).items()}
    return {name: value for name, value in found.items() if ".models" in name}


DECODABLE: Final = decodable()


def test_a_generated_module_imports_by_itself() -> None:
    def check(name: str) -> None:
        assert importlib.import_module(name).__name__ == name

    every(GENERATED, check)


def test_there_are_generated_types_of_every_kind() -> None:
    for package in ("fourcasters.rest", "fourcasters.orders_socket", "predictstreet.rest"):
        assert any(name.startswith(f"crossbook_bindings.{package}.") for name in DECODABLE)
    assert len(DECODABLE) > 80


def test_a_generated_type_builds_a_decoder() -> None:
    def check(name: str) -> None:
        with pytest.raises(msgspec.DecodeError):
            decoder(DECODABLE[name]).decode("")

    every(DECODABLE, check)


def test_a_generated_type_has_no_float_and_no_hole() -> None:
    def check(name: str) -> None:
        found = {*(hints_of(DECODABLE[name]) if inspect.isclass(DECODABLE[name]) else parts(DECODABLE[name]))}
        assert found.isdisjoint({float, Any})

    every(DECODABLE, check)
