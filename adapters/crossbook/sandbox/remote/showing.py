"""Writes what a control returns as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import cast

import attrs

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.remote.forms import members_of
from crossbook.sandbox.wire import Json

_PLACES = Decimal("0.000001")


def show(value: object) -> Json:
    """Write a value. Raises TypeError for one that JSON has no form for."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | Decimal() | str():
            return value
        case float() | Fraction() | datetime():
            return _written(value)
        case Mapping():
            return {str(name): show(item) for name, item in cast("Mapping[object, object]", value).items()}
        case set() | frozenset():
            return sorted(show(item) for item in cast("Iterable[str]", value))  # type: ignore[type-var] # only names stand in sets, and those have an order
        case list() | tuple():
            return [show(item) for item in cast("Iterable[object]", value)]
        case _ if attrs.has(type(value)):
            return {name: show(getattr(value, name)) for name in members_of(type(value))}
        case _:
            raise TypeError(f"expected what JSON has a form for, found {type(value).__name__}")


def _written(value: float | Fraction | datetime) -> Json:
    match value:
        case datetime():
            return timestamp(value)
        case Fraction():
            return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES).normalize() + 0
        case _:
            return Decimal(repr(value))
