"""Reads what comes on a socket, so that whatever cannot be read ends in the one error that keeps it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from crossbook.errors import UnreadableReply
from crossbook_bindings.runtime import FrameReader, SocketCommand

ReplyT = TypeVar("ReplyT")


def read_frame(reader: FrameReader, text: str, *, venue: str, socket: str) -> object:
    """Decode the `text` of a frame that a venue sent by itself: `reader`, the `READER` of a generated `frames` module, says how.

    `venue` and `socket` are what an error names: whose frame it is, and where it came. A frame of a kind that no document lists
    is an `UnknownFrame`. Raises UnreadableReply, with the frame and the path of the fault, for one that is not what its spec
    describes.
    """
    return _read(reader.read, text, venue=venue, operation=socket)


def read_reply(command: SocketCommand[str, ReplyT], text: str) -> ReplyT:
    """Decode `text`, the reply to a `command`. Raises UnreadableReply, with the reply and the path of the fault, if it is not one."""
    return _read(command.decode, text, venue=command.message.venue, operation=command.message.name)


def _read(decode: Callable[[str], ReplyT], text: str, *, venue: str, operation: str) -> ReplyT:
    try:
        return decode(text)
    except msgspec.DecodeError as found:
        fault = str(found)
    error = UnreadableReply(f"the frame is not what its spec describes: {fault}", venue=venue, operation=operation, body=text)
    error.fault = fault
    raise error
