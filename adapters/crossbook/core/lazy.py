"""Packages whose names are imported on first use, and names that have moved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

_NONE_MOVED: Final[Mapping[str, str]] = MappingProxyType({})


def on_first_use(
    package: str, homes: Mapping[str, str], *, moved: Mapping[str, str] = _NONE_MOVED, door: str | None = None
) -> Callable[[str], object]:
    """Give a package its `__getattr__`: `homes` says in which of its modules each name lives.

    `door` is the module that is asked for them, where it is not the package itself.

    A name in `moved` raises ImportError, which says where to find what it was. (An AttributeError would lose those words in
    `from ... import ...`.)
    """

    def load(name: str) -> object:
        home = homes.get(name)
        if home is not None:
            value: object = getattr(import_module(f"{package}.{home}"), name)
            setattr(sys.modules[door or package], name, value)
            return value
        if name in moved:
            message = f"{package}.{name} has moved: it is {moved[name]} now"
            raise ImportError(message)
        message = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(message)

    return load
