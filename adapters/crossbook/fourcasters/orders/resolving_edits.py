"""What became of an edit at 4casters, by what became of its two legs. Pure."""

from __future__ import annotations

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome


def combined(old: CancelOutcome, new: PlaceOutcome | None) -> EditOutcome:
    """Put the legs together. An order is replaced only after it was cancelled: legs that deny that leave the edit unknown."""
    match old, new:
        case Cancelled(), Placed():
            return Edited(old=old, new=new)
        case Cancelled(), NotPlaced():
            return CancelledNotReplaced(old=old, new=new)
        case NotCancelled(), Placed():
            return EditUnknown(old=old, new=new)
        case NotCancelled(), _:
            return NotEdited(old=old)
        case ((Cancelled() | CancelUnknown()), _):
            return EditUnknown(old=old, new=new)
