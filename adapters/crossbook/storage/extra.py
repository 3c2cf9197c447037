"""What is not there without the extra `redis`."""

from __future__ import annotations


def missing(module: str) -> ModuleNotFoundError:
    """Build the error that says what to install. `module` is what was looked for and not found."""
    return ModuleNotFoundError(
        f"shared limits need the extra `redis` ({module} is missing): python -m pip install 'crossbook[redis]'", name=module
    )
