"""JSON in letters that every terminal has. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

_BEYOND: Final = re.compile(r"[^\x00-\x7f]")


def document(members: Mapping[str, object]) -> str:
    """Write one JSON document. What is beyond ASCII stands within its texts only, where each letter has another form."""
    text = msgspec.json.encode(members).decode()
    return text if text.isascii() else _BEYOND.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
