"""Has pycryptodome bind its libraries by ctypes, which is as fast and is there at once. By cffi it parses C at every start, for 50 ms."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:  # Only they need these names: importing them takes longer than all that is done here.
    from importlib.abc import Loader

_BINDINGS: Final = "Crypto.Util._raw_api"
"""The module of pycryptodome that imports cffi where it can, and takes ctypes where it cannot."""


@contextmanager
def by_ctypes() -> Generator[None]:
    """Let what is imported inside find cffi missing, in that one module and nowhere else. Nothing changes where it is loaded already."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder:
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == _BINDINGS else None
        if spec is not None and spec.loader is not None:
            spec.loader = cast("Loader", _Loader(spec.loader))
        return spec


class _Loader:
    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # An import statement calls the __import__ that the builtins of its own module hold.
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _all_but_cffi}
        self._own.exec_module(module)


def _all_but_cffi(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - as __import__ calls them
    locals: Mapping[str, object] | None = None,  # noqa: A002 - as above
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    if name == "cffi":
        message = "cffi is not asked for"
        raise ImportError(message, name=name)
    return builtins.__import__(name, globals, locals, fromlist or (), level)
