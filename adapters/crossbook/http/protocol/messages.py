"""What is said on a connection: one request, and one reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from crossbook.http.protocol.unshown import unshown

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it goes on the wire."""

    __repr__ = unshown

    method: bytes
    target: bytes
    headers: Headers
    body: bytes


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A complete reply, unpacked."""

    __repr__ = unshown

    status: int
    headers: Headers
    """Names in lower case."""
    body: bytes
