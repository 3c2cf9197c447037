# Generated from specs/fourcasters/ by `nox -s regenerate`. Do not edit.
"""Bindings of fourcasters: orders_socket, price_feed, rest, user_feed. Each is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

Venue: TypeAlias = Literal["fourcasters"]
"""The venue, in the types of its requests: a client of it takes no others."""

if TYPE_CHECKING:
    from . import orders_socket as orders_socket
    from . import price_feed as price_feed
    from . import rest as rest
    from . import user_feed as user_feed

__all__ = [
    "orders_socket",
    "price_feed",
    "rest",
    "user_feed",
    "Venue",
]


def __getattr__(home: str) -> object:
    if home not in __all__:
        message = f"module {__name__!r} has no attribute {home!r}"
        raise AttributeError(message)
    return import_module(f"{__name__}.{home}")


def __dir__() -> list[str]:
    return sorted(__all__)
