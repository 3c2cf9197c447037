"""What became of one order's edit: a closed union. An edit cancels an order and places another, so it has two legs."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, NotCancelled
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """The old order is gone, and the new one was taken."""

    old: Cancelled
    """What became of the old order; what of it had been matched stays matched."""
    new: Placed
    """What became of the new one, which has an id of its own."""

    @property
    def may_be_open(self) -> bool:
        """Say whether anything of the new order rests."""
        return self.new.may_be_open


class CancelledNotReplaced(msgspec.Struct, frozen=True, kw_only=True):
    """The old order is gone, and no new one stands in its place: the quote is off the market."""

    old: Cancelled
    """What became of the old order."""
    new: NotPlaced | None
    """Why the new order was not placed, where the venue says; None where it does not."""

    @property
    def may_be_open(self) -> Literal[False]:
        """Always False: nothing rests."""
        return False


class NotEdited(msgspec.Struct, frozen=True, kw_only=True):
    """The old order was not cancelled, so nothing was placed."""

    old: NotCancelled
    """Why the old order was not cancelled; its `may_be_open` says whether it may still rest."""
    new: NotPlaced | None = None
    """What the venue has against the new order, where it gives a class for it; None where nothing was said of it."""

    @property
    def may_be_open(self) -> bool:
        """Say whether the old order may still rest."""
        return self.old.may_be_open


class EditUnknown(msgspec.Struct, frozen=True, kw_only=True):
    """At least one leg is not known. Look both up before you send again."""

    old: CancelOutcome
    """What is known of the old order."""
    new: PlaceOutcome | None
    """What is known of the new order; None where nothing is."""

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True: count on being exposed until the venue shows otherwise."""
        return True


EditOutcome: TypeAlias = Edited | CancelledNotReplaced | NotEdited | EditUnknown
"""Every way an edit can end for one order. A `match` over it can end in `assert_never`."""
