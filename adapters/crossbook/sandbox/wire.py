"""JSON as the sandbox reads and writes it: numbers stay exact decimals in both directions."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn, TypeAlias

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"


def loads(text: str) -> Json:
    """Read one JSON text; raise ValueError for anything else, NaN and Infinity included."""
    try:
        value: Json = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("expected JSON, found nesting that is too deep") from error
    return value


def dumps(value: Json) -> str:
    """Write one JSON text. `json.dumps` cannot write a Decimal without passing through a float, so this does it by hand."""
    match value:
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
        case str():
            return json.dumps(value)
        case list():
            return "[" + ",".join(dumps(item) for item in value) + "]"
        case dict():
            return "{" + ",".join(f"{json.dumps(name)}:{dumps(item)}" for name, item in value.items()) + "}"


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


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"expected a JSON number, found {name}")
