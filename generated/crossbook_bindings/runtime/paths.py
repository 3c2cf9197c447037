# Generated from specs/templates/runtime/paths.py by `nox -s regenerate`. Do not edit.
"""Where a request may go: below the address of its venue, and nowhere else."""

from __future__ import annotations

import re
from typing import Final

_PATH: Final = re.compile(r"(?:/[!\"$-.0->@-\[\]-~]+)+/?|/")
"""Visible ASCII characters but for ? and #, which end a path, and the backslash, which some servers take for a slash."""
_DOTS: Final = re.compile(r"/(?:\.|%2e){1,2}(?:/|\Z)", re.IGNORECASE)
_NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE: Final = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")
_OF_THE_CONNECTION: Final = frozenset(
    {
        "connection",
        "content-length",
        "expect",
        "host",
        "http2-settings",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""What says where a message ends and goes, and what becomes of its connection: the client says that itself."""


def is_path(path: str) -> bool:
    """Say whether it is a path from the root, in which no step goes back."""
    return _PATH.fullmatch(path) is not None and _DOTS.search(path) is None


def is_header(name: str, value: str) -> bool:
    """Say whether it can stand in a line of its own: nothing in it ends the line."""
    return _NAME.fullmatch(name) is not None and _VALUE.fullmatch(value) is not None


def is_of_the_connection(name: str) -> bool:
    """Say whether a header is one that only a client itself may write."""
    return name.lower() in _OF_THE_CONNECTION
