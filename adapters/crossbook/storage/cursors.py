"""Keeps the cursor of a feed in a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from crossbook.storage.replacing import replace

VERSION: Final = 1
_LARGEST: Final = 4096
"""Bytes. A cursor is one short line; anything longer is another file."""


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    cursor: str


class FileCursor:
    """Keeps a cursor in a file, one line of JSON, which is replaced as a whole: whatever ends the process, there is the old one or the new.

    (kill -9 included. A power cut may bring an older one back; then events are told again, and none is missed.) One feed at a time
    may use a file. Only the user that writes it may read it (mode 0600).
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Name the file at `path`. It need not be there yet; nothing is written before a feed has told something."""
        self.path = Path(path)
        """Where it is."""

    def load(self) -> str | None:
        """Give the cursor that was saved last; None where there is no file.

        Raises ValueError where the file holds something else, OSError where it cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                held = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return None
        try:
            kept = msgspec.json.decode(held[:_LARGEST], type=_Kept)
        except msgspec.DecodeError:
            kept = None
        if kept is None or kept.version != VERSION or len(held) > _LARGEST:
            message = (
                f"expected a cursor (version {VERSION}) in {self.path}, found {held[:80]!r}: begin without one, if that is what you want"
            )
            raise ValueError(message)
        return kept.cursor

    def save(self, cursor: str, /) -> None:
        """Keep a `cursor` in place of the last one. Raises OSError where it cannot be written; the last one stays then."""
        replace(self.path, msgspec.json.encode(_Kept(VERSION, cursor)) + b"\n")
