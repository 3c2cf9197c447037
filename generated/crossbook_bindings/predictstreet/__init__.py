# Generated from specs/predictstreet/ by `nox -s regenerate`. Do not edit.
"""Bindings of predictstreet: market_socket, rest, signing, user_socket. Each is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

Venue: TypeAlias = Literal["predictstreet"]
"""The venue, in the types of its requests: a client of it takes no others."""

if TYPE_CHECKING:
    from . import market_socket as market_socket
    from . import rest as rest
    from . import signing as signing
    from . import user_socket as user_socket

__all__ = [
    "market_socket",
    "rest",
    "signing",
    "user_socket",
    "Venue",
]


def __getattr__(home: str) -> object:
    if home not in __all__:
        message = f"module {__name__!r} has no attribute {home!r}"
        raise AttributeError(message)
    return import_module(f"{__name__}.{home}")


def __dir__() -> list[str]:
    return sorted(__all__)
