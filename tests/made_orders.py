"""An order as it really is, and what somebody may hear of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs
from gateway_frames import WALLET
from ledger_messages import FOURCASTERS, fourcasters_id, predictstreet_id

from crossbook import Ledger

Tell: TypeAlias = Callable[[Ledger], None]


@attrs.define
class Clock:
    """A clock that a test owns."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@attrs.define(eq=False)
class Made:
    """An order as it really is."""

    venue: str
    number: int
    reference: str | None
    whole: int
    wallet: str = WALLET
    """Whose it is at PredictStreet."""
    taken: int = 0
    """Matched at once, before anything of it rested."""
    filled: int = 0
    """Matched of what rested."""
    rests: bool = True
    is_heard_of: bool = False
    is_named: bool = False
    """Whether something was heard that tells both the venue's name for it and the caller's."""
    told_fills: dict[str, int] = attrs.field(factory=dict[str, int])
    told_filled: int = 0
    fills: list[tuple[str, int]] = attrs.field(factory=list[tuple[str, int]])

    @property
    def order_id(self) -> str:
        return fourcasters_id(self.number) if self.venue == FOURCASTERS else predictstreet_id(self.number)

    @property
    def rested(self) -> int:
        """How much of it came to rest. At PredictStreet an order keeps its size."""
        return self.whole - self.taken

    @property
    def remaining(self) -> int:
        return self.rested - self.filled if self.rests else 0

    @property
    def matched_as_told(self) -> int:
        return max(sum(self.told_fills.values()), self.told_filled)


@attrs.define(eq=False)
class Message:
    """Something that may be heard, and when it is."""

    at: float
    tell: Tell
    call: int | None = None
    """The call that it belongs to: its messages come in order."""
    says: Callable[[], None] = lambda: None
    """Takes note of what is known by it."""

    def reach(self, ledger: Ledger, clock: Clock) -> None:
        clock.now = self.at
        self.tell(ledger)
