"""Replaces a file as a whole: whatever ends the process, there is the old one or the new."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from crossbook.storage.tape import MODE

_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


def replace(path: Path, content: bytes) -> None:
    """Write content in place of a file, for its user alone. Raises OSError where it cannot be written; the old one stays then."""
    # Beside it, because only within a file system can one file take another's place.
    beside = path.with_name(f"{path.name}.next")
    number = os.open(beside, _FLAGS, MODE)
    try:
        written = 0
        while written < len(content):
            count = os.write(number, content[written:])
            if count == 0:
                message = f"expected to write {len(content)} bytes to {beside}, found room for {written}"
                raise OSError(message)
            written += count
    finally:
        os.close(number)
    beside.replace(path)
