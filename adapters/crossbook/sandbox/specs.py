"""Find and load the spec files, and check values against the schemas in them.

This is the only source the sandbox has for what a message looks like. It shares no generated code with the client
under test: two sides built on the same bindings would agree on the same mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend  # pyright: ignore[reportUnknownVariableType] -- has no types of its own
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

from crossbook.sandbox.defaults import completed
from crossbook.sandbox.quick import Quick
from crossbook.sandbox.wire import Json, JsonObject, dumps

_LONGEST_MESSAGE = 300
_MARKER = Path("fourcasters") / "rest.openapi.yaml"


def specs_folder() -> Path:
    """Return the folder that holds one folder of spec files per venue.

    In an installed wheel they lie beside this module; in a source tree they are `specs/` at its root.
    """
    here = Path(__file__).resolve()
    candidates = [here.parent / "specs", *(parent / "specs" for parent in here.parents)]
    for folder in candidates:
        if (folder / _MARKER).is_file():
            return folder
    raise FileNotFoundError(f"expected {_MARKER} in {candidates[0]} or in a folder `specs` above it, found none")


@lru_cache
def load(path: Path) -> JsonObject:
    """Read one YAML spec file, complete. Floats become decimals, so that limits and multiples compare exactly with exact numbers."""
    return completed(_written(path), lambda name: _beside(path.with_name(name)))


@lru_cache
def _beside(path: Path) -> JsonObject:
    """Read what other files refer to, a definition at a time: the parts that they take are copied."""
    return _written(path)


def _written(path: Path) -> JsonObject:
    text = path.read_text(encoding="utf-8")
    # The C loader reads a spec of this size ten times faster; a PyYAML built without it still works.
    parsed = cast("object", yaml.load(text, Loader=yaml.CSafeLoader) if yaml.__with_libyaml__ else yaml.safe_load(text))
    document = _exact(parsed)
    if not isinstance(document, dict):
        raise TypeError(f"expected a mapping at the top of {path.name}, found {type(document).__name__}")
    return document


class Document:
    """A spec file whose parts can be looked up, and used as schemas, by JSON pointer."""

    def __init__(self, root: JsonObject, uri: str) -> None:
        self._root = root
        self._uri = uri
        self._registry = EMPTY_REGISTRY.with_resource(uri, DRAFT202012.create_resource(root))
        self._found: dict[str, tuple[str, Json]] = {}
        self._validators: dict[str, _Validator] = {}
        self._quick = Quick(self.at, {"decimal": _is_decimal})

    def at(self, pointer: str) -> tuple[str, Json]:
        """Follow a pointer and any local `$ref` at its end. Return where it led and what is there, None if nothing is."""
        known = self._found.get(pointer)
        if known is None:
            known = self._found[pointer] = self._look(pointer)
        return known

    def _look(self, pointer: str) -> tuple[str, Json]:
        node: Json = self._root
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            node = _child(node, name)
        target = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(target, str) and target.startswith("#/"):
            return self.at(target[1:])
        return pointer, node

    def object_at(self, pointer: str) -> tuple[str, JsonObject]:
        """Like `at` for a place that holds a mapping; an empty one if there is nothing."""
        where, node = self.at(pointer)
        return where, node if isinstance(node, dict) else {}

    def problems(self, pointer: str, value: Json) -> tuple[str, ...]:
        """Check a value against the schema at a pointer. Return one message per fault, with its path in the value."""
        return () if self.fits(pointer, value) else self.slow_problems(pointer, value)

    def fits(self, pointer: str, value: Json) -> bool:
        """Whether a value certainly fits the schema at a pointer. No is a maybe."""
        return self._quick.at(pointer)(value)

    def slow_problems(self, pointer: str, value: Json) -> tuple[str, ...]:
        """Check with the library that knows all of JSON Schema, and says what is wrong; some twenty times slower."""
        validator = self._validators.get(pointer)
        if validator is None:
            schema = {"$ref": f"{self._uri}#{pointer}"}
            validator = _ExactValidator(schema, registry=self._registry, format_checker=_FORMATS)
            self._validators[pointer] = validator
        return tuple(f"{error.json_path}: {error.message}"[:_LONGEST_MESSAGE] for error in validator.iter_errors(value))


class _Fault(Protocol):
    @property
    def json_path(self) -> str: ...
    @property
    def message(self) -> str: ...


class _Validator(Protocol):
    def iter_errors(self, instance: Json) -> Iterator[_Fault]: ...
    def is_type(self, instance: Json, kind: str, /) -> bool: ...


def escaped(name: str) -> str:
    """Write one name as a part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _child(node: Json, name: str) -> Json:
    match node:
        case dict():
            return node.get(name)
        case list() if name.isdecimal() and int(name) < len(node):
            return node[int(name)]
        case _:
            return None


def _exact(node: object) -> Json:
    match node:
        case float():
            return Decimal(repr(node))
        case list():
            return [_exact(item) for item in cast("list[object]", node)]
        case dict():
            return {str(name): _exact(item) for name, item in cast("dict[object, object]", node).items()}
        case None | bool() | int() | str():
            return node
        case _:  # YAML reads a bare date as a date; nothing in a schema needs one
            return str(node)


def _is_integer(_checker: object, value: object) -> bool:
    """Count 2.0 as an integer, as JSON Schema does, for decimals as well."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value())


def _check_type(validator: _Validator, types: Json, value: Json, schema: JsonObject) -> Iterator[ValidationError]:
    """Like the keyword `type`, with our keyword `x-also` for another type that replies were seen to use."""
    allowed = [name for name in (*(types if isinstance(types, list) else [types]), schema.get("x-also")) if isinstance(name, str)]
    if not any(validator.is_type(value, name) for name in allowed):
        yield ValidationError(f"{dumps(value)} is not of type {' or '.join(allowed)}")


def _is_decimal(value: object) -> bool:
    """The one format of our own: a decimal number as text."""
    if not isinstance(value, str):
        return True
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("decimal")(_is_decimal)
_extend = cast("Callable[..., Callable[..., _Validator]]", extend)
_ExactValidator = _extend(
    Draft202012Validator,
    validators={"type": _check_type},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
