"""Plants a mistake in a module of ours, as a text would be edited, for as long as a test needs it there."""

from __future__ import annotations

import inspect
from collections.abc import Generator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any


@contextmanager
def planted(module: ModuleType, right: str, wrong: str, *, preamble: str = "") -> Generator[None]:
    """Run a module's classes with a piece of its source replaced.

    Its classes stay the ones that everybody knows; their methods become those of the changed source. The old ones come back
    at the end.
    """
    source = inspect.getsource(module)
    assert source.count(right) == 1, f"this stands {source.count(right)} times in {module.__name__}: {right}"
    changed: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    marker = "from __future__ import annotations\n"
    text = source.replace(right, wrong).replace(marker, f"{marker}{preamble}", 1)
    exec(compile(text, str(module.__file__), "exec"), changed)  # noqa: S102 - our own source
    undo: list[tuple[type, str, Any]] = []
    for name, kind in vars(module).items():
        if not isinstance(kind, type) or kind.__module__ != module.__name__:
            continue
        for member, old in list(vars(kind).items()):
            new: object = getattr(changed[name], member, None)
            if isinstance(old, FunctionType) and isinstance(new, FunctionType):
                undo.append((kind, member, old))
                setattr(kind, member, new)
    try:
        yield
    finally:
        for kind, member, old in undo:
            setattr(kind, member, old)
