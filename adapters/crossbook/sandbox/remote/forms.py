"""How a value of Python is written in JSON, as a schema; by its annotation alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, cast, get_args, get_origin

import attrs

from crossbook.sandbox.wire import Json, JsonObject

_SIMPLE: Final[Mapping[object, JsonObject]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    # Text keeps every digit in languages whose numbers do not.
    Decimal: {"type": ["number", "string"]},
    Fraction: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    NoneType: {"type": "null"},
    Any: {},
    object: {},
}
LISTS: Final = (list, tuple, set, frozenset, Sequence, Iterable)


def schema_of(annotation: object) -> JsonObject:
    """Write the schema of what an annotation allows. Raises TypeError for one that has no form in JSON."""
    simple = _SIMPLE.get(annotation) if isinstance(annotation, type) or annotation is Any else None
    if simple is not None:
        return dict(simple)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": [*parts]}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(part) for part in parts]}
    if origin in LISTS:
        return {"type": "array", "items": schema_of(parts[0]) if parts else {}}
    if origin in (dict, Mapping):
        return {"type": "object"}
    if isinstance(annotation, type):
        return _schema_of_class(cast("type[object]", annotation))
    raise TypeError(f"expected an annotation that JSON has a form for, found {annotation!r}")


def _schema_of_class(found: type[object]) -> JsonObject:
    if issubclass(found, Enum):
        return {"enum": [str(member.value) for member in found]}
    if attrs.has(found):
        names: list[Json] = [*members_of(found)]
        return {"type": "object", "title": found.__name__, "required": names}
    raise TypeError(f"expected a class that JSON has a form for, found {found.__name__}")


def members_of(found: type[object]) -> list[str]:
    """Name what a snapshot shows: its fields, and its properties."""
    fields = [field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", found)) if not field.name.startswith("_")]
    properties = [name for name in dir(found) if not name.startswith("_") and _is_shown(found, getattr(found, name))]
    return [*fields, *properties]


def _is_shown(found: type[object], member: object) -> bool:
    """Whether a member is a property; one that gives another snapshot of its own class would never end."""
    if not isinstance(member, property) or member.fget is None:
        return False
    return member.fget.__annotations__.get("return") not in (found, found.__name__)
