"""What must be true of an edit, whatever happened on the way: of the order that goes, and of the one that comes."""

from __future__ import annotations

from collections.abc import Iterator

from crossbook import Cancelled, CancelledNotReplaced, Edited, EditUnknown, NotEdited, NotSent, Refused
from crossbook.fourcasters import NewOrder
from simulation.laws_cancels import of_one
from simulation.laws_places import of_a_place
from simulation.seen import Seen
from simulation.venue import Creation


def raised(seen: Seen) -> Iterator[str]:
    """Hold what an edit raises to what happened."""
    error = seen.ended.error
    match error:
        case NotSent() if seen.naming(None):
            yield "NotSent, although it left"
        case Refused() if not seen.was_refused:
            yield "Refused, and nobody refused it"
        case NotSent() | Refused():
            pass
        case _:
            yield f"an edit raises {type(error).__name__}"
    if error is not None and error.safe_to_repeat and seen.acted:
        yield "safe_to_repeat, although the venue acted"


def of_an_edit(order_id: str, new: NewOrder, seen: Seen) -> Iterator[str]:
    """Hold the one outcome of an edit to what became of both orders."""
    listed = seen.ended.listed
    own = [exchange.number for exchange in seen.exchanges]
    made = [creation for creation in seen.venue.created if creation.exchange in own]
    if len(made) > 1:
        yield "one edit made two orders"
    if len(listed) != 1:
        yield f"an edit has one outcome, not {len(listed)}"
        return
    outcome = listed[0]
    if not isinstance(outcome, Edited | CancelledNotReplaced | NotEdited | EditUnknown) or outcome.old.order_id != order_id:
        yield f"no outcome of an edit of {order_id}: {outcome!r}"
        return
    if is_misled(order_id, new, seen):
        # Whoever takes the order for one of another game can be told that it is not, and of nothing that was placed where they think.
        if isinstance(outcome, Edited):
            yield "Edited, in another game than its caller thinks"
        if isinstance(outcome, EditUnknown):
            return
    yield from of_one(outcome.old, seen)
    yield from _of_the_new_one(outcome, new, made[0] if made else None, seen)


def is_misled(order_id: str, new: NewOrder, seen: Seen) -> bool:
    """Say whether a caller takes the order for one of another game."""
    old = seen.order(order_id)
    return old is not None and old.scope["gameID"] != new.game_id


def _of_the_new_one(
    outcome: Edited | CancelledNotReplaced | NotEdited | EditUnknown, new: NewOrder, made: Creation | None, seen: Seen
) -> Iterator[str]:
    old: object = outcome.old  # Types say what it must be: that is what is looked at.
    match outcome:
        case Edited():
            if not isinstance(old, Cancelled):
                yield "Edited, and its old order is not said to be cancelled"
            yield from of_a_place(outcome.new, new, made, seen)
        case CancelledNotReplaced() | NotEdited():
            if isinstance(old, Cancelled) is isinstance(outcome, NotEdited):
                yield f"{type(outcome).__name__}, and of its old order the opposite is said"
            if made is not None:
                yield f"{type(outcome).__name__}, and it was replaced"
            if outcome.new is not None:
                yield from of_a_place(outcome.new, new, made, seen)
        case EditUnknown():
            if not seen.in_doubt():
                yield "unknown, although nothing is in doubt"
            elif outcome.new is not None:
                yield from of_a_place(outcome.new, new, made, seen)
