"""JSON as a wire can carry it: keys that stand twice, numbers as they were written, text that is no JSON at all."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias, Union, cast

import attrs


@attrs.frozen
class Num:
    """A number, digit for digit."""

    text: str


@attrs.frozen
class Raw:
    """Text that is written as it stands, JSON or not."""

    text: str


@attrs.define
class Obj:
    """An object: its pairs in order, and a key may stand more than once."""

    pairs: list[tuple[str | Raw, Node]]


Node: TypeAlias = Union[bool, str, Num, Raw, Obj, "list[Node]", None]


_DEEP: Final = 16


class Absent(enum.Enum):
    """What there is where no single value stands."""

    MISSING = enum.auto()
    CONFLICT = enum.auto()


MISSING: Final = Absent.MISSING
CONFLICT: Final = Absent.CONFLICT


class NotJson(ValueError):
    """The bytes are no JSON text."""


def obj(**members: Node) -> Obj:
    return Obj(list(members.items()))


def num(text: str | int) -> Num:
    return Num(str(text))


def write(node: Node) -> str:
    match node:
        case Raw(text) | Num(text):
            return text
        case Obj(pairs):
            return "{" + ",".join(f"{key.text if isinstance(key, Raw) else json.dumps(key)}:{write(value)}" for key, value in pairs) + "}"
        case list():
            return "[" + ",".join(map(write, node)) + "]"
        case _:
            return json.dumps(node)


def clone(node: Node) -> Node:
    """Copy what can be changed."""
    if isinstance(node, Obj):
        return Obj([(key, clone(value)) for key, value in node.pairs])
    return [clone(part) for part in node] if isinstance(node, list) else node


def _refuse(text: str) -> None:
    raise NotJson(f"{text} is no JSON")


def _object(pairs: list[tuple[str, Node]]) -> Obj:
    return Obj([(key, value) for key, value in pairs])


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=Num, parse_int=Num, parse_constant=_refuse)


def read(body: bytes) -> Node:
    """Read strictly: UTF-8, one value, nothing behind it. Raises NotJson."""
    try:
        tree = cast("Node", _DECODER.decode(body.decode("utf-8")))
        if b"\\u" in body:
            # Half of a surrogate pair is no character; one that is written as an escape is found only now.
            _characters(tree)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from None
    return tree


def _characters(tree: Node) -> None:
    """Raise a ValueError where a text or a key holds what is no character."""
    for part in parts(tree):
        if isinstance(part, str):
            part.encode()
        elif isinstance(part, Obj):
            for key, _ in part.pairs:
                str(key).encode()


def is_deep(tree: Node) -> bool:
    """Say whether something is nested deeper than any reply of a document."""
    level: list[Node] = [tree]
    for _ in range(_DEEP):
        level = [
            inner
            for part in level
            for inner in (part if isinstance(part, list) else [value for _, value in part.pairs] if isinstance(part, Obj) else [])
        ]
    return bool(level)


def get(node: Node, key: str) -> Node | Absent:
    """Give the one value of a key; CONFLICT where it stands twice with different values, MISSING where it does not stand."""
    if not isinstance(node, Obj):
        return MISSING
    found = [value for name, value in node.pairs if name == key]
    if not found:
        return MISSING
    return found[0] if all(value == found[0] and type(value) is type(found[0]) for value in found[1:]) else CONFLICT


def has(node: Node, key: str) -> bool:
    return isinstance(node, Obj) and any(name == key for name, _ in node.pairs)


def stands(node: Node, key: str) -> bool:
    """Say whether a key stands with anything but null."""
    value = get(node, key)
    return not (value is MISSING or value is None)


def doubled(node: Node) -> bool:
    """Say whether a key stands twice anywhere."""
    return any(isinstance(part, Obj) and len({str(key) for key, _ in part.pairs}) != len(part.pairs) for part in parts(node))


def parts(node: Node) -> Iterator[Node]:
    """Give a value and everything inside it."""
    waiting: list[Node] = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Obj):
            waiting += [value for _, value in part.pairs]
        elif isinstance(part, list):
            waiting += part


def amount(node: Node | Absent) -> Decimal | None:
    """Read an exact, finite amount that is not negative, from a number or from text of one; None for everything else."""
    text = node.text if isinstance(node, Num) else node if isinstance(node, str) else None
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


def is_monstrous(number: Num) -> bool:
    """Say whether a number is beyond what an exact decimal can hold."""
    try:
        return not Decimal(number.text).is_finite()
    except InvalidOperation:
        return True


def text_of(node: Node | Absent) -> str | None:
    """Give text that says something; None for anything else."""
    return node if isinstance(node, str) and node.strip() else None
