"""Reads what came as JSON into what a control takes, by its annotation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Final, Literal, Union, get_args, get_origin

from crossbook.sandbox.remote.forms import LISTS
from crossbook.sandbox.wire import Json


class Misfit(ValueError):
    """What came does not fit what a control takes."""


def read(annotation: object, value: Json, handle: Callable[[type, str], object]) -> object:
    """Read one value. `handle` finds what a name stands for, where a control takes a handle like a trader.

    Raises Misfit, with what was expected and what was found.
    """
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        if value not in parts:
            raise Misfit(f"expected one of {', '.join(map(str, parts))}, found {value!r}")
        return value
    if origin in (Union, UnionType):
        return _any(parts, value, handle)
    if origin in LISTS:
        if not isinstance(value, list):
            raise Misfit(f"expected a list, found {value!r}")
        return tuple(read(parts[0], item, handle) for item in value)
    if annotation in _READERS:
        return _READERS[annotation](value)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _word(annotation, value)
    if isinstance(annotation, type) and isinstance(value, str):
        return handle(annotation, value)
    raise Misfit(f"expected {getattr(annotation, '__name__', annotation)}, found {value!r}")


def _any(parts: tuple[object, ...], value: Json, handle: Callable[[type, str], object]) -> object:
    reasons: list[str] = []
    for part in parts:
        try:
            return read(part, value, handle)
        except Misfit as misfit:
            reasons.append(str(misfit))
    raise Misfit(" or ".join(dict.fromkeys(reasons)))


def _word(words: type[Enum], value: Json) -> Enum:
    for member in words:
        if member.value == value:
            return member
    raise Misfit(f"expected one of {', '.join(str(member.value) for member in words)}, found {value!r}")


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Misfit(f"expected text, found {value!r}")
    return value


def _truth(value: Json) -> bool:
    if not isinstance(value, bool):
        raise Misfit(f"expected true or false, found {value!r}")
    return value


def _whole(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misfit(f"expected a whole number, found {value!r}")
    return value


def _seconds(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Misfit(f"expected a number, found {value!r}")
    return float(value)


def _amount(value: Json) -> Decimal:
    if not isinstance(value, bool) and isinstance(value, int | Decimal | str):
        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite():
            return amount
    raise Misfit(f"expected an amount as a number or as text, found {value!r}")


def _moment(value: Json) -> datetime:
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise Misfit(f"expected a time, ISO 8601, found {value!r}") from error


def _nothing(value: Json) -> None:
    if value is not None:
        raise Misfit(f"expected null, found {value!r}")


_READERS: Final[Mapping[object, Callable[[Json], object]]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _seconds,
    Decimal: _amount,
    datetime: _moment,
    NoneType: _nothing,
}
