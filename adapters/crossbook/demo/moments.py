"""The moments of one order's life, and whether what was said of it covered what the venue held. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from crossbook import CancelOutcome, CancelUnknown, EditOutcome, EditUnknown, PlaceOutcome, PlaceUnknown

UNKNOWN = "?? UNKNOWN"

Outcome: TypeAlias = CancelOutcome | PlaceOutcome | EditOutcome
"""What a command came to."""


@attrs.frozen(kw_only=True)
class Moment:
    """One moment: what is done, what comes back, and what is on the market then."""

    name: str
    """In a word."""
    done: str
    """The call, or what somebody else does."""
    outcome: Outcome | None
    """What the call came to; None where it was no command of ours."""
    order_id: str
    """The order that it is about, as far as its caller knows."""
    listed: str
    """What the venue's own list of resting orders shows, in the client's words."""
    rests: bool
    """Whether anything rests at the venue, as nobody but the sandbox can know."""

    @classmethod
    def of(cls, name: str, done: str, outcome: Outcome | None, order_id: str, listed: Iterable[str], *, rests: bool) -> Moment:
        """Put a moment together."""
        return cls(name=name, done=done, outcome=outcome, order_id=order_id, listed=", ".join(listed) or "nothing", rests=rests)

    @property
    def verdict(self) -> str:
        """What the table says of the outcome."""
        if isinstance(self.outcome, CancelUnknown | PlaceUnknown | EditUnknown):
            return UNKNOWN
        return "-" if self.outcome is None else type(self.outcome).__name__

    @property
    def is_covered(self) -> bool:
        """Whether nothing rests that was called closed."""
        return self.outcome is None or self.outcome.may_be_open or not self.rests


def covered(moments: Iterable[Moment]) -> str:
    """Say in one sentence whether every outcome covered what the venue held at its moment."""
    told = [moment for moment in moments if moment.outcome is not None]
    wrong = [moment.name for moment in told if not moment.is_covered]
    if wrong:
        return f"{len(told)} outcomes, and NOT all cover what the venue held ({', '.join(wrong)})."
    return f"{len(told)} outcomes: none calls anything closed that the venue still held."
