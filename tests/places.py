"""Every place in a decoded reply, with the type that is read there; what a place admits, and how to put something else there."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast

import attrs
import msgspec
from recordings import Recording, reader_of, reply_type

from crossbook_bindings.runtime import Undocumented, Unlisted, members_of

Path = tuple[str | int, ...]


@attrs.frozen
class Place:
    path: Path
    """From the root of the reply."""
    fault: str
    """As the decoder writes it; empty at the root of what is decoded."""
    kind: Any
    value: Any

    @property
    def is_object(self) -> bool:
        """Whether a generated class is read here."""
        return isinstance(self.value, dict) and bool(self._classes)

    @property
    def _classes(self) -> tuple[type[object], ...]:
        kinds = (cast("type[object]", kind) for kind in _parts(self.kind) if isinstance(kind, type))
        return tuple(kind for kind in kinds if members_of(kind) is not None)

    @property
    def is_enum(self) -> bool:
        return any(typing.get_origin(kind) is Literal for kind in _parts(self.kind))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(
            name for kind in _parts(self.kind) if isinstance(kind, type) and members_of(kind) is not None for name in _fields(kind)
        )

    @property
    def admits(self) -> frozenset[str]:
        """Name the kinds of JSON that can be read here."""
        return frozenset(word for kind in _parts(self.kind) for word in _words(kind))


def places(recording: Recording) -> Iterator[Place]:
    """Give every place of a recorded reply that its spec describes."""
    reply = recording.reply
    if reply is None:
        return
    if recording.kind != "frame":
        kind = reply_type(recording)
        yield from () if kind is Undocumented else _walk(kind, reply, (), "$")
        return
    reader = reader_of(recording)
    frame, payload = cast("tuple[Any, Any]", reader.types[recording.operation])
    match reader.tell:
        case None:
            yield from _walk(frame, reply, (), "$")
        case int(position):
            yield from _walk(payload, reply[position + 1], (position + 1,), f"$[{position + 1}]")
        case tell:
            inner = reader.payload
            assert inner is not None
            unread = msgspec.Raw in _parts(_fields(frame)[inner])
            # What tells the kind of a frame is not read by the frame's type, and a payload that the frame leaves unread by its own.
            skipped = {(tell,), (inner,)} if unread else {(tell,)}
            yield from (place for place in _walk(frame, reply, (), "$") if place.path not in skipped)
            if unread and inner in reply:
                yield from _walk(payload, reply[inner], (inner,), f"$.{inner}")


def put(value: Any, path: Path, new: object) -> Any:
    """Copy parsed JSON with something else at a path."""
    if not path:
        return new
    if isinstance(value, dict):
        held: dict[str | int, Any] = {**value}
        return held | {path[0]: put(held.get(path[0]), path[1:], new)}
    copy: list[Any] = [*value]
    copy[cast("int", path[0])] = put(copy[cast("int", path[0])], path[1:], new)
    return copy


def _walk(kind: Any, value: Any, path: Path, fault: str) -> Iterator[Place]:
    yield Place(path, fault, kind, value)
    for part in _parts(kind):
        origin, arguments = typing.get_origin(part), typing.get_args(part)
        if isinstance(value, list) and origin in (tuple, list):
            for position, item in enumerate(_list(value)):
                inner = arguments[0] if origin is list or arguments[1:] == (Ellipsis,) else arguments[position]
                yield from _walk(inner, item, (*path, position), f"{fault}[{position}]")
        elif isinstance(value, dict) and isinstance(part, type) and members_of(cast("type[object]", part)) is not None:
            fields = _fields(part)
            for name, item in cast("dict[str, Any]", value).items():
                if name in fields:
                    yield from _walk(fields[name], item, (*path, name), f"{fault}.{name}")
        elif isinstance(value, dict) and isinstance(origin, type) and issubclass(origin, Mapping):
            for name, item in cast("dict[str, Any]", value).items():
                yield from _walk(arguments[1], item, (*path, name), f"{fault}[...]")


def _parts(kind: Any) -> tuple[Any, ...]:
    """Give the members of a union, or the one type."""
    members = typing.get_args(kind) if typing.get_origin(kind) in (Union, UnionType) else (kind,)
    return tuple(members)


def _list(value: Any) -> list[Any]:
    return [*value]


@cache
def _fields(kind: type[object]) -> Mapping[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in members_of(kind) or ()}


_WORDS: dict[Any, tuple[str, ...]] = {
    NoneType: ("null",),
    bool: ("boolean",),
    int: ("integer",),
    str: ("string",),
    Unlisted: ("string",),
    Decimal: ("integer", "number"),
    msgspec.Raw: ("null", "boolean", "integer", "number", "string", "array", "object"),
}


def _words(kind: Any) -> tuple[str, ...]:
    if kind in _WORDS:
        return _WORDS[kind]
    origin = typing.get_origin(kind)
    if origin is Literal:
        return ("string",)
    if origin in (tuple, list):
        return ("array",)
    assert origin is not None or members_of(cast("type[object]", kind)) is not None
    return ("object",)
