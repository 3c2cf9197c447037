"""Why a connection, or an attempt at one, is over; and the error for a socket that could not be opened. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from crossbook.errors import CouldNotConnect, CrossbookError, Forbidden, RateLimited, Refused, Unauthorized

_REFUSALS: Final[Mapping[int, type[CrossbookError]]] = {401: Unauthorized, 403: Forbidden, 429: RateLimited}

CREDENTIALS_REFUSED: Final = frozenset({401, 403})
"""Statuses of a handshake after which another attempt with the same credentials would end in the same way."""


@attrs.frozen(kw_only=True)
class Ending:
    """Why a connection, or an attempt at one, is over."""

    problem: str
    code: int | None = None
    """The close code that the venue gave."""
    status: int | None = None
    """The HTTP status of a handshake that was refused."""
    body: str | None = attrs.field(default=None, repr=False)
    retry_after: float | None = None
    """How many seconds the venue asks to wait."""


CLOSED_HERE: Final = Ending(problem="closed by this program")


def opening_failed(ending: Ending, *, venue: str) -> CrossbookError:
    """Give the error for a socket that could not be opened. A handshake cannot act: nothing was sent."""
    status = ending.status
    if status is None:
        return CouldNotConnect(f"could not connect ({ending.problem})", venue=venue, operation="connect")
    kind = _REFUSALS.get(status, Refused if 400 <= status < 500 else CouldNotConnect)  # noqa: PLR2004 - a class of statuses
    error = kind(f"{ending.problem}; nothing was sent", venue=venue, operation="connect", status=status, body=ending.body)
    if isinstance(error, RateLimited):
        error.retry_after = ending.retry_after
    return error
