"""Frames of the websocket protocol as bytes (RFC 6455), as a server writes them: unmasked, in one piece.

Written here and not by the server's library, because a frame is encoded once for all who get it, and faults cut it.
"""

from __future__ import annotations

from typing import Final

_TEXT: Final = 0x81
_PONG: Final = 0x8A
_SHORT: Final = 126
_MEDIUM: Final = 1 << 16


def text_frame(text: str) -> bytes:
    """Encode one text message."""
    return _frame(_TEXT, text.encode())


def pong_frame(data: bytes) -> bytes:
    """Encode the answer to a ping, which repeats its data."""
    return _frame(_PONG, data)


def _frame(kind: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < _SHORT:
        return bytes((kind, length)) + payload
    if length < _MEDIUM:
        return bytes((kind, 126)) + length.to_bytes(2, "big") + payload
    return bytes((kind, 127)) + length.to_bytes(8, "big") + payload
