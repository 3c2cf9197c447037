"""Plants a mistake in a module of ours, as a text would be edited, for as long as a test needs it there."""

from __future__ import annotations

import inspect
from collections.abc import Generator
from contextlib import contextmanager
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

_VALUES: Final = (int, float, str, frozenset)
_MISSING: Final = object()


@contextmanager
def planted(module: ModuleType, right: str, wrong: str, *, preamble: str = "") -> Generator[None]:
    """Run a module with a piece of its source replaced.

    Its classes and functions stay the ones that everybody knows; what they do becomes what the changed source says, and so do
    its numbers, texts and sets. The old ones come back at the end.
    """
    source = inspect.getsource(module)
    assert source.count(right) == 1, f"this stands {source.count(right)} times in {module.__name__}: {right}"
    changed: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    marker = "from __future__ import annotations\n"
    text = source.replace(right, wrong).replace(marker, f"{marker}{preamble}", 1)
    exec(compile(text, str(module.__file__), "exec"), changed)  # noqa: S102 - our own source
    undo: list[tuple[str, Any]] = []
    codes: list[tuple[FunctionType, CodeType]] = []
    before: dict[str, object] = {**dict.fromkeys(changed, _MISSING), **vars(module)}
    for name, old in before.items():
        new: Any = changed.get(name)
        if old is _MISSING or (type(old) in _VALUES and old != new):
            undo.append((name, old))
            setattr(module, name, new)
        elif getattr(old, "__module__", None) == module.__name__:
            for function, other in _functions(old, new):
                codes.append((function, function.__code__))
                function.__code__ = other.__code__
    try:
        yield
    finally:
        for name, old in undo:
            if old is _MISSING:
                delattr(module, name)
            else:
                setattr(module, name, old)
        for function, code in codes:
            function.__code__ = code


def _functions(old: object, new: object) -> Generator[tuple[FunctionType, FunctionType]]:
    """Give a function, or the functions of a class, each with the one that stands there in the changed source."""
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        yield old, new
    elif isinstance(old, type):
        for member, method in vars(old).items():
            function, other = _unwrapped(method), _unwrapped(inspect.getattr_static(new, member, None))
            if isinstance(function, FunctionType) and isinstance(other, FunctionType) and function.__module__ == old.__module__:
                yield function, other


def _unwrapped(member: object) -> object:
    """Give the function of a property; whatever else it is, as it is."""
    match member:
        case property(fget=function):
            return function
        case _:
            return member
