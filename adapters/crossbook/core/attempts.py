"""What came of sending one request, as the senders report it: they judge nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs


def as_it_is(text: str) -> str:
    """Show a text that holds no secrets."""
    return text


@attrs.frozen(kw_only=True)
class Answered:
    """A complete HTTP reply. Its body may hold a secret, so it is not shown."""

    status: int
    body: bytes = attrs.field(repr=False)
    blot: Callable[[str], str] = attrs.field(repr=False, eq=False, default=as_it_is)
    """Removes the client's own credentials from what is shown, should a venue send them back."""
    retry_after: float | None = None
    request_id: str | None = None
    earlier: Answered | Lost | None = attrs.field(repr=False, default=None)
    """What came of an attempt at the same request before this one that the venue may have carried out."""


@attrs.frozen
class Unsent:
    """The request never left, so the venue cannot have seen it."""

    problem: str
    too_late: bool = False
    """Whether that is because the time of the call was over."""


@attrs.frozen
class Lost:
    """The request may have arrived; no complete reply came back."""

    problem: str


Attempt: TypeAlias = Answered | Unsent | Lost
