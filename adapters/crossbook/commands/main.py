"""The `crossbook` command. Its parts need the `sandbox` extra, and say so where it is missing."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from crossbook.demo.command import demo  # noqa: PLC0415 - the extra may be missing
        from crossbook.sandbox.command import main as group  # noqa: PLC0415
    except ModuleNotFoundError as error:
        sys.exit(f"crossbook: {error.name} is missing; install the extra: python -m pip install 'crossbook[sandbox]'")
    group.add_command(demo)
    group()
