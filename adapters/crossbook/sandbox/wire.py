"""JSON as the sandbox reads and writes it: numbers stay exact decimals in both directions."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn, TypeAlias

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"

_MOST_EXPONENT = 307
_quoted = json.encoder.encode_basestring_ascii


def loads(text: str) -> Json:
    """Read one JSON text; raise ValueError for anything else, NaN and Infinity included."""
    try:
        value: Json = _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("expected JSON, found nesting that is too deep") from error
    return value


def dumps(value: Json) -> str:
    """Write one JSON text. `json.dumps` cannot write a Decimal without passing through a float, so this does it by hand."""
    match value:
        case str():
            return _quoted(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            if not value.is_finite():
                raise ValueError(f"expected a finite number, found {value}")
            return format(value, "f")
        case list():
            return "[" + ",".join([dumps(item) for item in value]) + "]"
        case dict():
            return "{" + ",".join([f"{_quoted(name)}:{dumps(item)}" for name, item in value.items()]) + "}"
        case _:  # pyright: ignore[reportUnnecessaryComparison] -- what tests seed by lying to the type checker
            raise TypeError(f"expected what JSON can hold, found {type(value).__name__}")


def member(body: Json, name: str) -> Json:
    """Return a member of an object; None when it is absent, null, or when there is no object to look into."""
    return body.get(name) if isinstance(body, dict) else None


def text(body: Json, name: str) -> str | None:
    """Return a member that is a string, else None."""
    value = member(body, name)
    return value if isinstance(value, str) else None


def number(body: Json, name: str) -> Decimal | None:
    """Return a member that is a number, else None. A boolean is not a number here, although Python says it is one."""
    value = member(body, name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def strings(body: Json, name: str) -> tuple[str, ...] | None:
    """Return a member that is an array of strings, else None."""
    value = member(body, name)
    if not isinstance(value, list):
        return None
    found = tuple(item for item in value if isinstance(item, str))
    return found if len(found) == len(value) else None


def _number(text: str) -> Decimal:
    """Read a number with a fraction or an exponent; one that no double holds would be a gigabyte when written out."""
    value = Decimal(text)
    if value and not -_MOST_EXPONENT <= value.adjusted() <= _MOST_EXPONENT:
        raise ValueError(f"expected a number that a double holds, found {text[:40]}")
    return value or Decimal(0)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"expected a JSON number, found {name}")


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_refuse_constant)
