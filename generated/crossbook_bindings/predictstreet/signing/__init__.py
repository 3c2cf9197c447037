# Generated from specs/predictstreet/signing.yaml by `nox -s regenerate`. Do not edit.
"""Typed data of specs/predictstreet/signing.yaml: models. Each is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import models as models

__all__ = [
    "models",
]


def __getattr__(home: str) -> object:
    if home not in __all__:
        message = f"module {__name__!r} has no attribute {home!r}"
        raise AttributeError(message)
    return import_module(f"{__name__}.{home}")


def __dir__() -> list[str]:
    return sorted(__all__)
