"""Where sockets log: through loggers of crossbook's own, which show no secret, and say nothing where no logging is set up."""

from __future__ import annotations

import logging

from websockets.frames import Frame, Opcode

from crossbook.core.redaction import blot_all, guarded_logger

_LONGEST_LOGGED = 200


class _Frames(logging.Filter):
    """Rewrites the log records of frames: websockets cuts long ones in the middle, where a secret is no longer recognised."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_shown(argument) if isinstance(argument, Frame) else argument for argument in record.args)
        return True


def _shown(frame: Frame) -> str:
    # Of a message in parts, no part shows whether a secret goes on in the next.
    whole = frame.fin and frame.opcode is not Opcode.CONT
    text = blot_all(bytes(frame.data).decode("utf-8", errors="replace"))[:_LONGEST_LOGGED] if whole else "..."
    return f"{frame.opcode.name} {text!r} [{len(frame.data)} bytes]"


_FRAMES = _Frames()


def socket_logger(venue: str) -> logging.Logger:
    """Give the logger of a venue's sockets: everything at DEBUG, frames and handshakes included."""
    return guarded_logger(f"crossbook.{venue}.websocket", _FRAMES)
