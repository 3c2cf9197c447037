"""What came of sending one request, as the senders report it: they judge nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from crossbook.evidence import Moment


def as_it_is(text: str) -> str:
    """Show a text that holds no secrets."""
    return text


class Allowance(msgspec.Struct, frozen=True):
    """What the headers of a reply say of the limit that is nearest to being reached (X-RateLimit-*)."""

    limit: int
    remaining: int
    resets_in: float | None
    """Seconds until the venue's count begins again; None where nothing readable says so."""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A complete HTTP reply. Its body may hold a secret, so it is not shown."""

    status: int
    body: bytes
    blot: Callable[[str], str] = as_it_is
    """Removes the client's own credentials from what is shown, should a venue send them back."""
    retry_after: float | None = None
    request_id: str | None = None
    allowance: Allowance | None = None
    left_by: Moment | None = None
    """By when the request had left, where whoever sent it says."""
    times: tuple[str, str] = ("", "")
    """X-Server-Time and Date, as the reply has them: read where somebody asks (`encoding.said_at`)."""
    age: str = ""
    """Age, as the reply has it: for how many seconds somebody on the way had kept it (RFC 9111). Empty where it came from the venue."""
    earlier: Answered | Lost | None = None
    """What came of an attempt at the same request before this one that the venue may have carried out."""

    def __repr__(self) -> str:
        return f"Answered(status={self.status!r}, retry_after={self.retry_after!r}, request_id={self.request_id!r})"


class Unsent(msgspec.Struct, frozen=True):
    """The request never left, so the venue cannot have seen it."""

    problem: str
    too_late: bool = False
    """Whether that is not for want of a connection: the time of the call was over, or an open socket held it back."""
    is_stale: bool = False
    """Whether it has a connection now, and the leave to send it was over when it had: it needs another leave."""


class Lost(msgspec.Struct, frozen=True):
    """The request may have arrived; no complete reply came back."""

    problem: str
    left_by: Moment | None = None
    """By when the last byte of it had left, where whoever sent it says."""


Attempt: TypeAlias = Answered | Unsent | Lost
