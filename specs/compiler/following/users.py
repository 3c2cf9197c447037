"""Says what a followed change does to those who import the bindings, before anybody merges it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.comparing import surface

_CONSUMERS = "tests/consumer/*.py"


def breaks(project: Path, specs: Path, compile_into: Callable[[Path, Path], None]) -> list[str]:
    """List what the bindings of mended specs break: names, types, and errors in programs that passed with those there are."""
    old = project / "generated"
    if not old.is_dir():
        return []
    with TemporaryDirectory() as scratch:
        new = Path(scratch, "generated")
        try:
            compile_into(specs, new)
        except Exception as error:  # noqa: BLE001 - whatever a generator makes of a draft is told, and ends nothing
            return [f"The bindings cannot be compiled before the questions are answered: {' '.join(str(error).split())[:300]}"]
        consumers = sorted(project.glob(_CONSUMERS))
        errors = [error for consumer in consumers for error in surface.new_type_errors(old, new, consumer)]
        return [*surface.breaking_names(old, new), *errors]
