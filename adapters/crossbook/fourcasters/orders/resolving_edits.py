"""What became of an edit at 4casters, by what became of its two legs. Pure."""

from __future__ import annotations

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.resolving import undecided
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.fourcasters.identifiers import same
from crossbook.fourcasters.orders.sightings import Sightings
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown
from crossbook_bindings.fourcasters import rest as bindings


def game_of(old: CancelOutcome, seen: Sightings) -> str | None:
    """Say which game the old order is of, where its cancel or a look-up tells."""
    order = seen.orders.get(same(old.order_id))
    looked_up = order.game.id if isinstance(order, bindings.LookupOrderDetail) and order.game is not None else None
    return looked_up or (old.game_id if isinstance(old, Cancelled) else None)


def tells_its_game(old: CancelOutcome, seen: Sightings) -> bool:
    """Say whether it was looked for which game the old order is of: only there a new one can be."""
    return not isinstance(old, CancelUnknown) or isinstance(
        seen.orders.get(same(old.order_id)), bindings.LookupOrderDetail | NotCancelledReason
    )


def combined(old: CancelOutcome, new: PlaceOutcome | None, asked: PlaceOutcome | None) -> EditOutcome:
    """Put the legs together. An order is replaced only after it was cancelled: legs that deny that leave the edit unknown.

    `asked` is what was known of the new order before it was looked for.
    """
    match old, new:
        case Cancelled(), Placed():
            return Edited(old=old, new=new)
        case Cancelled(), NotPlaced():
            return CancelledNotReplaced(old=old, new=new)
        case NotCancelled(), Placed():
            if isinstance(asked, PlaceUnknown):
                # References are not unique: the order that was found may be another one, and is not told as this one.
                new = undecided(asked, f"an order carries its reference, but {old.order_id}, which it was to replace, was not cancelled")
            return EditUnknown(old=old, new=new)
        case NotCancelled(), _:
            return NotEdited(old=old)
        case ((Cancelled() | CancelUnknown()), _):
            return EditUnknown(old=old, new=new)
