"""What becomes of a socket's connection: the changes that it tells whoever listens. Nothing here imports a socket library."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class ConnectionOpened(msgspec.Struct, frozen=True, kw_only=True):
    """The socket has a connection, and takes commands."""

    connection: int
    """Which connection of its socket this is: 1 for the first, more after it was reopened."""


class ConnectionLost(msgspec.Struct, frozen=True, kw_only=True):
    """The socket has no connection any more. Every command that was in flight on it has ended, and none is sent again."""

    problem: str
    """What ended it, in words; never a secret."""
    code: int | None = None
    """The close code that the venue gave. None where it gave none, or where the connection just broke."""


class ConnectionReopening(msgspec.Struct, frozen=True, kw_only=True):
    """The socket waits before it tries to open a connection again. Commands are not sent meanwhile."""

    in_seconds: float
    """How many seconds it waits before it tries."""
    attempt: int
    """How many attempts there have been since the connection was lost, with the one that is waited for."""
    problem: str
    """Why the connection, or the attempt before this one, ended."""
    status: int | None = None
    """The HTTP status of the handshake, where that was refused."""


class ConnectionGivenUp(msgspec.Struct, frozen=True, kw_only=True):
    """The venue does not want these credentials, so the socket does not try to open a connection again."""

    problem: str
    """What the venue did to say so, in words; never a secret."""
    status: int | None = None
    """The HTTP status of the refused handshake, where there was one."""
    code: int | None = None
    """The close code that the venue gave, where it closed a connection."""


ConnectionChange: TypeAlias = ConnectionOpened | ConnectionLost | ConnectionReopening | ConnectionGivenUp
"""Every change of a connection. A `match` over it can end in `assert_never`."""
