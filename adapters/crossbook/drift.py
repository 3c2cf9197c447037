"""Lists what a venue sent and its spec does not know: the first sign that a document has changed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from msgspec import UnsetType

from crossbook_bindings.runtime import members_of

_UNIONS: Final = (Union, UnionType)
_ATOMS: Final = (NoneType, UnsetType)


def unknown_fields(kind: object, value: object, *, at: str = "$") -> Iterator[str]:
    """Yield the path of every member of `value` that `kind` does not have.

    `value` is decoded JSON, as `json.loads` gives it, and `kind` the generated type it is read as: the `reply` of a
    `Request` or a `SocketCommand`, a class of a `models` module, or one of the types of a `FrameReader`. What a spec leaves
    open (`msgspec.Raw`, `object`, the keys of a mapping) has no unknown members, and neither has a value of another form
    than `kind` describes: decoding it is what finds that. A member with an unknown name is reported once, not looked into.

    Paths are written as in `UnreadableReply.fault`, and begin with `at`: "$.data[3].newField". The keys of mappings are
    shown: '$.awaySpreads["6.5"][0].newField'.

        >>> list(unknown_fields(CancelReply, json.loads(body)))
        ['$.data.venueFee']
    """
    match value:
        case Mapping():
            yield from _members(kind, cast("Mapping[str, object]", value), at)
        case Sequence() if not isinstance(value, str | bytes):
            for position, item in enumerate(cast("Sequence[object]", value)):
                for entry in _entries(kind, position):
                    yield from unknown_fields(entry, item, at=f"{at}[{position}]")
        case _:
            return


def unlisted_values(kind: object, value: object, *, at: str = "$") -> Iterator[str]:
    """Yield the path of every text in `value` that stands where `kind` lists words, and is none of them.

    As `unknown_fields` does for members: `value` is decoded JSON, `kind` the generated type it is read as, and paths begin with
    `at`.

        >>> list(unlisted_values(OrderReply, json.loads(body)))
        ['$.data.order.status']
    """
    if isinstance(value, str):
        listed = listed_words(kind)
        if listed is not None and value not in listed:
            yield at
        return
    for part, inner, path in _parts(kind, value, at):
        yield from unlisted_values(inner, part, at=path)


def listed_words(kind: object) -> frozenset[str] | None:
    """Give the words that a generated type `kind` lists for a text; None where it lists none, or takes any text as readily."""
    parts = get_args(kind) if get_origin(kind) in _UNIONS else (kind,)
    words = [part for part in parts if get_origin(part) is Literal]
    return frozenset(word for part in words for word in get_args(part)) if words and str not in parts else None


def _parts(kind: object, value: object, at: str) -> Iterator[tuple[object, object, str]]:
    """Take a value apart: each part, the type that it is read as, and its path. What has no type is left out."""
    match value:
        case Mapping():
            held = cast("Mapping[str, object]", value)
            for member in _alternatives(kind):
                if isinstance(member, type) and members_of(member) is not None:
                    fields = _fields(member)
                    yield from ((part, fields[name], f"{at}{_step(name)}") for name, part in held.items() if name in fields)
                    return
                if (of := values_of(member)) is not None:
                    yield from ((part, of, f"{at}[{json.dumps(name, ensure_ascii=False)}]") for name, part in held.items())
                    return
        case Sequence() if not isinstance(value, str | bytes):
            for position, part in enumerate(cast("Sequence[object]", value)):
                for entry in _entries(kind, position):
                    yield part, entry, f"{at}[{position}]"
        case _:
            return


def values_of(kind: object) -> object | None:
    """Give what the values of a mapping `kind` are read as; None where it is no mapping."""
    origin, arguments = get_origin(kind), get_args(kind)
    is_mapping = isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2  # noqa: PLR2004
    return arguments[1] if is_mapping else None


def _members(kind: object, value: Mapping[str, object], at: str) -> Iterator[str]:
    for member in _alternatives(kind):
        if isinstance(member, type) and members_of(member) is not None:
            fields = _fields(member)
            for name, held in value.items():
                if name in fields:
                    yield from unknown_fields(fields[name], held, at=f"{at}{_step(name)}")
                else:
                    yield f"{at}{_step(name)}"
            return
        if (of := values_of(member)) is not None:
            for name, held in value.items():
                yield from unknown_fields(of, held, at=f"{at}[{json.dumps(name, ensure_ascii=False)}]")
            return


def _entries(kind: object, position: int) -> Iterator[object]:
    """Give what the entry at `position` of an array is read as, where `kind` is or admits one."""
    for member in _alternatives(kind):
        origin, arguments = get_origin(member), get_args(member)
        if origin is list or (origin is tuple and arguments[1:] == (Ellipsis,)):
            yield arguments[0]
            return
        if origin is tuple:
            if position < len(arguments):
                yield arguments[position]
            return


def _alternatives(kind: object) -> tuple[object, ...]:
    """Give the members of a union, or the one type; what can hold nothing is left out."""
    if get_origin(kind) in _UNIONS:
        return tuple(member for member in get_args(kind) if member not in _ATOMS and get_origin(member) is not Literal)
    return (kind,)


@cache
def _fields(kind: type[object]) -> Mapping[str, object]:
    """Give the members of a generated class by their name in JSON, each with its type."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in members_of(kind) or ()}


def _step(name: str) -> str:
    return f".{name}" if name.isidentifier() else f"[{json.dumps(name, ensure_ascii=False)}]"
