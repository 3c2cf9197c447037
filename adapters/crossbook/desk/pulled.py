"""What a pull comes to: that nothing rests, proven, or what may be left and why."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown
from crossbook.desk.scopes import Scope
from crossbook.protocols import AnyOrder

Verdict: TypeAlias = Literal["nothing rests: proven", "not proven"]
"""The two ends of a pull. None of them says anything of positions: those stay as they are."""


@attrs.frozen(kw_only=True)
class Left:
    """One reason why it is not proven that nothing rests: an order, a placement that may still arrive, or something that cannot be read."""

    why: str
    """Why, in our words."""
    order_id: str | None = None
    """The venue's name for the order; None where there is none, or nobody knows it."""
    user_reference: str | None = None
    """The caller's name for it."""
    order: AnyOrder | None = None
    """The order as it was listed last; None where none was."""


@attrs.frozen(kw_only=True)
class VenuePulled:
    """What the pull of one scope at one venue came to."""

    venue: str
    """The venue: fourcasters or predictstreet."""
    scope: Scope
    """What was to be pulled."""
    is_proven: bool
    """Whether a listing proves that nothing in the scope rests, read when nothing of what was told to be under way could still arrive."""
    left: tuple[Left, ...]
    """Why it is not proven; empty where it is."""
    outcomes: tuple[CancelOutcome, ...]
    """What became of every order that was cancelled or was to be, each once."""
    unnamed: int
    """PredictStreet: how many cancelled orders an older deployment only counted, without saying which."""
    placed_meanwhile: tuple[AnyOrder, ...]
    """Orders in the scope that appeared during the pull, and that nobody had told of: somebody else still places. They were pulled too."""
    may_still_cancel_for: float
    """For how many seconds more a cancel of the whole scope, of which no answer came, may arrive and take orders placed since. Mostly 0."""
    seconds: float
    """Seconds that it took."""

    @property
    def verdict(self) -> Verdict:
        """Say it in words."""
        return "nothing rests: proven" if self.is_proven else "not proven"

    @property
    def cancelled(self) -> tuple[Cancelled, ...]:
        """Give the orders that this pull took off the market."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Cancelled))

    @property
    def unknown(self) -> tuple[CancelUnknown, ...]:
        """Give the orders that rest no more, or may, of which nobody knows whether they were cancelled or filled: `resolve` finds out."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, CancelUnknown))


@attrs.frozen
class Pulled:
    """What a pull of one scope or of several came to. It says nothing of positions: they are not closed."""

    venues: tuple[VenuePulled, ...]
    """One for each `Pull`, in the order asked."""

    @property
    def is_proven(self) -> bool:
        """Whether it is proven of all of them that nothing rests."""
        return all(each.is_proven for each in self.venues)

    @property
    def verdict(self) -> Verdict:
        """Say it in words."""
        return "nothing rests: proven" if self.is_proven else "not proven"

    @property
    def left(self) -> tuple[Left, ...]:
        """Say why it is not proven, of all of them."""
        return tuple(left for each in self.venues for left in each.left)
