"""What is not there without the extra `signing`."""

from __future__ import annotations


def missing(module: str) -> ModuleNotFoundError:
    """Build the error that says what to install. `module` is what was looked for and not found."""
    return ModuleNotFoundError(
        f"signing needs the extra `signing` ({module} is missing): python -m pip install 'crossbook[signing]'", name=module
    )
