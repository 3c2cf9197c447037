"""What is known about a command whose outcome is not."""

from __future__ import annotations

from typing import Final

import msgspec

_LONGEST_SHOWN: Final = 200


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a command whose outcome is not. Holds no credentials.

    Orders of one request share one piece of evidence. Its repr is short, however long the request was; the members are whole.
    """

    operation: str
    """The venue's name for what was asked: an operationId or a socket message."""
    sent: str | None
    """The request as it left, without credentials; None where nothing of it did."""
    received: str | None
    """What came back, status and body, or None where nothing did."""
    problem: str
    """Why this settles nothing, in one sentence."""

    def __repr__(self) -> str:
        shown = (f"{name}={shortened(getattr(self, name))!r}" for name in ("operation", "sent", "received", "problem"))
        return f"Evidence({', '.join(shown)})"


def shortened(text: str | None, longest: int = _LONGEST_SHOWN) -> str | None:
    """Cut a `text` of more than `longest` characters, and say how long it was."""
    return text if text is None or len(text) <= longest else f"{text[:longest]}... ({len(text)} characters)"
