"""Schemas as closures: says quickly whether a value fits, and leaves it to the slow validator to say why it does not.

Whoever is told yes need not ask further. No is a maybe: a schema with a keyword that is not known here is never fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias, TypeGuard

from crossbook.sandbox.wire import Json, JsonObject, strings, text

Fits: TypeAlias = Callable[[Json], bool]
Follow: TypeAlias = Callable[[str], tuple[str, Json]]
Formats: TypeAlias = Mapping[str, Callable[[object], bool]]

# What says nothing about whether a value fits.
_REMARKS: Final = frozenset(
    {"title", "description", "example", "examples", "default", "deprecated", "externalDocs", "readOnly", "writeOnly", "$comment", "x-also"}
)


def _is_integer(value: Json) -> bool:
    if type(value) is int:
        return True
    return isinstance(value, Decimal) and value == value.to_integral_value()


_TYPES: Final[Mapping[str, Fits]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: type(value) is int or isinstance(value, Decimal),
    "integer": _is_integer,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


class Quick:
    """Compiles schemas of one document, each once. `follow` gives what a pointer leads to."""

    def __init__(self, follow: Follow, formats: Formats) -> None:
        self._follow = follow
        self._formats = formats
        self._compiled: dict[str, Fits] = {}

    def at(self, pointer: str) -> Fits:
        """Return the closure of the schema at a pointer."""
        where, schema = self._follow(pointer)
        known = self._compiled.get(where)
        if known is not None:
            return known

        # A schema may hold itself: until it is done, whoever asks is sent back here.
        def again(value: Json) -> bool:
            return self._compiled[where](value)

        self._compiled[where] = again
        self._compiled[where] = compiled = self._compile(where, schema)
        return compiled

    def _compile(self, where: str, schema: Json) -> Fits:
        if not isinstance(schema, dict):
            return _never
        if "$ref" in schema:
            reference = schema["$ref"]
            local = isinstance(reference, str) and reference.startswith("#/") and set(schema) - _REMARKS == {"$ref"}
            return self.at(str(reference)[1:]) if local else _never
        checks: list[Fits] = []
        for keyword, value in schema.items():
            if keyword in _REMARKS or (keyword.startswith("x-") and keyword != "x-also"):
                continue
            check = self._keyword(where, keyword, value, schema)
            if check is None:
                return _never
            checks.append(check)
        return checks[0] if len(checks) == 1 else _all(checks)

    def _keyword(self, where: str, keyword: str, value: Json, schema: JsonObject) -> Fits | None:  # noqa: C901, PLR0912 - one case a keyword
        match keyword, value:
            case "type", str() | list():
                return _type(value, schema.get("x-also"))
            case "properties", dict():
                return _properties({name: self.at(f"{where}/properties/{_escaped(name)}") for name in value})
            case "required", list():
                return _required(strings(schema, "required") or ())
            case "items", dict():
                return _items(self.at(f"{where}/items"))
            case "items", False if isinstance(first := schema.get("prefixItems"), list):
                most = len(first)
                return lambda found: not isinstance(found, list) or len(found) <= most
            case "prefixItems", list():
                return _prefix([self.at(f"{where}/prefixItems/{index}") for index in range(len(value))])
            case "anyOf", list():
                return self._any(where, keyword, len(value))
            case "oneOf", list() if self._disjoint(f"{where}/oneOf", len(value)):
                return self._any(where, keyword, len(value))
            case "enum", list() if (words := strings(schema, "enum")) is not None:
                return lambda found: isinstance(found, str) and found in words
            case "const", str():
                return lambda found: found == value
            case "pattern", str():
                found_in = re.compile(value).search
                return lambda found: not isinstance(found, str) or found_in(found) is not None
            case "format", str():
                known = self._formats.get(value)
                return _always if known is None else known
            case "additionalProperties", bool():
                names = frozenset(properties) if isinstance(properties := schema.get("properties"), dict) else frozenset[str]()
                return _always if value else lambda found: not isinstance(found, dict) or found.keys() <= names
            case "additionalProperties", dict() if "properties" not in schema:
                each = self.at(f"{where}/additionalProperties")
                return lambda found: not isinstance(found, dict) or all(each(item) for item in found.values())
            case _:
                return _bound(keyword, value)

    def _any(self, where: str, keyword: str, length: int) -> Fits:
        checks = [self.at(f"{where}/{keyword}/{index}") for index in range(length)]
        return _any(checks)

    def _disjoint(self, where: str, length: int) -> bool:
        """Whether no value could be of two of the alternatives, as each is of another type."""
        schemas = [self._follow(f"{where}/{index}")[1] for index in range(length)]
        types = [text(schema, "type") for schema in schemas]
        return None not in types and len(set(types)) == length and not {"integer", "number"} <= set(types)


def _all(checks: list[Fits]) -> Fits:
    def fits(value: Json) -> bool:
        for check in checks:  # noqa: SIM110 - a generator would cost as much as the checks
            if not check(value):
                return False
        return True

    return fits


def _any(checks: list[Fits]) -> Fits:
    def fits(value: Json) -> bool:
        for check in checks:  # noqa: SIM110 - as above
            if check(value):
                return True
        return False

    return fits


def _bound(keyword: str, value: Json) -> Fits | None:
    """Return the check of a keyword that compares with a number."""
    if type(value) is not int and not isinstance(value, Decimal):
        return None
    limit = value
    match keyword:
        case "minItems":
            return lambda found: not isinstance(found, list) or len(found) >= limit
        case "maxItems":
            return lambda found: not isinstance(found, list) or len(found) <= limit
        case "maxLength":
            return lambda found: not isinstance(found, str) or len(found) <= limit
        case "minimum":
            return lambda found: not _is_number(found) or found >= limit
        case "exclusiveMinimum":
            return lambda found: not _is_number(found) or found > limit
        case "maximum":
            return lambda found: not _is_number(found) or found <= limit
        case _:
            return None


def _is_number(value: Json) -> TypeGuard[int | Decimal]:
    return type(value) is int or isinstance(value, Decimal)


def _never(_value: object) -> bool:
    return False


def _always(_value: object) -> bool:
    return True


def _type(types: Json, also: Json) -> Fits:
    names = [name for name in (*(types if isinstance(types, list) else [types]), also) if isinstance(name, str)]
    checks: list[Fits] = [_TYPES.get(name, _never) for name in names]
    if len(checks) == 1:
        return checks[0]
    return _any(checks)


def _properties(members: Mapping[str, Fits]) -> Fits:
    def fits(value: Json) -> bool:
        if isinstance(value, dict):
            for name, item in value.items():
                check = members.get(name)
                if check is not None and not check(item):
                    return False
        return True

    return fits


def _required(names: tuple[str, ...]) -> Fits:
    wanted = frozenset(names)
    return lambda value: not isinstance(value, dict) or value.keys() >= wanted


def _items(each: Fits) -> Fits:
    def fits(value: Json) -> bool:
        if isinstance(value, list):
            for item in value:
                if not each(item):
                    return False
        return True

    return fits


def _prefix(checks: list[Fits]) -> Fits:
    # Items beyond the prefix are the business of `items`, of which the slow validator knows more.
    return lambda value: (
        not isinstance(value, list) or (len(value) <= len(checks) and all(check(item) for check, item in zip(checks, value, strict=False)))
    )


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
