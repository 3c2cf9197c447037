"""What became of an edit at 4casters, by what became of its two legs. Pure."""

from __future__ import annotations

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.resolving import undecided
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.fourcasters.identifiers import is_object_id, same
from crossbook.fourcasters.orders.fitting_sightings import Bet
from crossbook.fourcasters.orders.resolving_places import carries, name_of
from crossbook.fourcasters.orders.sightings import Name, Sightings
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


def combined(old: CancelOutcome, new: PlaceOutcome | None, asked: EditUnknown, seen: Sightings) -> EditOutcome:
    """Put the legs together. An order is replaced only after it was cancelled: legs that deny that leave the edit unknown.

    `asked` is what was known of both before they were looked for.
    """
    match old, new:
        case Cancelled(), Placed():
            return Edited(old=old, new=new)
        case Cancelled(), NotPlaced():
            return CancelledNotReplaced(old=old, new=new)
        case NotCancelled(), Placed() | PlaceUnknown():
            return _contradicted(old, new, asked, seen) or NotEdited(old=old)
        case NotCancelled(), _:
            return NotEdited(old=old)
        case ((Cancelled() | CancelUnknown()), _):
            return EditUnknown(old=old, new=new)


def _contradicted(old: NotCancelled, new: Placed | PlaceUnknown, asked: EditUnknown, seen: Sightings) -> EditUnknown | None:
    """Leave an edit unknown whose old order was not cancelled, and whose new one seems to be there; None where nothing of it is."""
    name = name_of(asked.new) if isinstance(asked.new, PlaceUnknown) else None
    if isinstance(asked.new, PlaceUnknown) and name is not None and (found := _found(old, name, seen)) is not None:
        # References are not unique: what was found may be of another order, and is not told as of this one.
        doubt = f"{found} its reference, but {old.order_id}, which it was to replace, was not cancelled"
        return EditUnknown(old=old, new=undecided(asked.new, doubt))
    # What was in doubt because something had been found stays so until somebody has looked again.
    is_unseen = isinstance(asked.old, NotCancelled) and name is not None and not isinstance(seen.names.get(name), bindings.BetBuckets)
    return EditUnknown(old=old, new=new) if is_unseen or isinstance(new, Placed) else None


def _found(old: NotCancelled, name: Name, seen: Sightings) -> str | None:
    """Say what carries the name of a new order that cannot be of the old one; None where nothing does."""
    game = game_of(old, seen)
    if game is not None and is_object_id(game) and same(game) != name[0]:
        return None  # The new order would be in the old one's game.
    by_name = seen.names.get(name)
    looked_up = by_name if isinstance(by_name, bindings.BetBuckets) else bindings.BetBuckets(unmatched=(), matched=(), graded=())
    listed = seen.resting if isinstance(seen.resting, tuple) else ()
    orders = {same(order.id) for order in (*looked_up.unmatched, *(order for order in listed if carries(name, order)))}
    if orders - {same(old.order_id)}:
        return "an order carries"
    if orders:  # The old order has the reference itself, and may have been matched in part.
        return None
    matched = seen.bets if isinstance(seen.bets, tuple) else ()
    bets: tuple[Bet, ...] = (*looked_up.matched, *looked_up.graded, *(bet for bet in matched if carries(name, bet)))
    # The venue's own spec has an order's id in its bets, where the pages speak of the bet's: those with the old one's are of no other.
    return "bets carry" if any(bet.id is None or same(bet.id) != same(old.order_id) for bet in bets) else None
