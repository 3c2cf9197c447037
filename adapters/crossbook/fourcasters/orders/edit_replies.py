"""Reads what 4casters answers to an edit: what became of the old order, and of the new one. Pure.

The published pages show a cancel without members beside a place; what its members are, and what a missing `unmatched` means, is from
the venue's own correction of them (unmerged 1395b01). No page says what comes back when the new order is rejected after the cancel:
whatever is not one of the known forms leaves that leg unknown.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.core.judging import Source
from crossbook.edit_outcomes import CancelledNotReplaced, Edited, EditOutcome, EditUnknown, NotEdited
from crossbook.evidence import Evidence
from crossbook.fourcasters.identifiers import is_object_id, same
from crossbook.fourcasters.orders.entries import Verdict, outcome_of
from crossbook.fourcasters.orders.new_order import NewOrder
from crossbook.fourcasters.orders.placing import read_place, references
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown
from crossbook_bindings.fourcasters import rest as bindings


class CancelLeg(msgspec.Struct, frozen=True):
    """What decides in the cancel of an edit, and what may contradict it."""

    success: bool | None = None
    # The correction of the page says orderID, and the cancels of REST sessionID. Either names the order.
    orderID: str | None = None  # noqa: N815 - the venue's names
    sessionID: str | None = None  # noqa: N815
    filled: Decimal | None = None
    remaining: Decimal | None = None
    side: str | None = None
    number: Decimal | None = None
    gameID: str | None = None  # noqa: N815
    userReference: str | None = None  # noqa: N815
    # Why it failed: `description` on the orders socket, whose form this is, and the others in cancels over REST.
    description: str | None = None
    reason: str | None = None
    error: str | None = None

    @property
    def named(self) -> set[str]:
        """The orders that it names, one of them at best."""
        return {same(name) for name in (self.orderID, self.sessionID) if name}


class EditEntry(msgspec.Struct, frozen=True):
    """The payload of a reply to an edit. That `unmatched` is left out is not the same as that it is null or empty."""

    cancelled: CancelLeg | None = None
    matched: tuple[bindings.MatchedFill, ...] | None = None
    unmatched: bindings.UnmatchedOffer | UnsetType | None = UNSET
    # Members of a place that failed. No document has them here; they must not go unseen.
    error: object = None
    errorType: object = None  # noqa: N815
    error_type: object = None

    @property
    def has_error(self) -> bool:
        """Whether it speaks of a failure beside its legs."""
        return any(said is not None for said in (self.error, self.errorType, self.error_type))

    @property
    def tells_of_a_new_order(self) -> bool:
        """Whether it holds anything of a new order."""
        return bool(self.matched) or (bool(self.unmatched) and self.unmatched != bindings.UnmatchedOffer())


class EditReply(msgspec.Struct, frozen=True):
    """The reply to an edit."""

    data: EditEntry


def read_edit(order_id: str, new: NewOrder, entry: EditEntry, source: Source) -> EditOutcome:
    """Say what became of an edit by its reply. Legs that contradict each other prove neither."""
    old = _old_leg(order_id, entry.cancelled, source)
    match old:
        case NotCancelled():
            # An order is replaced only after it was cancelled.
            if entry.tells_of_a_new_order or entry.has_error:
                return edit_unknown(order_id, new, source.evidence("it says that the old order was not cancelled, and tells of a new one"))
            return NotEdited(old=old)
        case CancelUnknown():
            # What says nothing of the old order, or speaks of another one, may be the reply to another edit, of the same reference.
            is_ours = entry.cancelled is not None and entry.cancelled.named == {same(order_id)}
            placed = _new_leg(order_id, new, entry, source) if is_ours else None
            return EditUnknown(old=old, new=placed or _unknown_leg(new, old.evidence))
        case Cancelled():
            pass
    placed = _new_leg(order_id, new, entry, source)
    match placed:
        case Placed():
            return Edited(old=old, new=placed)
        case NotPlaced() | None:
            return CancelledNotReplaced(old=old, new=placed)
        case PlaceUnknown():
            return EditUnknown(old=old, new=placed)


def edit_unknown(order_id: str, new: NewOrder, evidence: Evidence) -> EditUnknown:
    """Give the outcome of an edit of which nothing is known."""
    return EditUnknown(old=CancelUnknown(order_id=order_id, evidence=evidence), new=_unknown_leg(new, evidence))


def _old_leg(order_id: str, leg: CancelLeg | None, source: Source) -> CancelOutcome:
    outcome = None if leg is None or (leg.named and leg.named != {same(order_id)}) else _cancel(order_id, leg, source)
    # A success must name its order: the reply may have been left over from another command.
    if leg is None or outcome is None or (isinstance(outcome, Cancelled) and not leg.named):
        evidence = source.evidence("it does not say what became of the order that was to be replaced")
        return CancelUnknown(order_id=order_id, evidence=evidence)
    return outcome


def _cancel(order_id: str, leg: CancelLeg, source: Source) -> CancelOutcome | None:
    label = leg.description if leg.success is False else None
    verdict = Verdict(
        success=leg.success,
        reason=leg.reason or (None if leg.error else label),
        error=leg.error,
        filled=leg.filled,
        remaining=leg.remaining,
        gameID=leg.gameID,
        userReference=leg.userReference,
        description=msgspec.Raw(msgspec.json.encode(label)),
    )
    return outcome_of(order_id, verdict, source.blot)


def _new_leg(order_id: str, new: NewOrder, entry: EditEntry, source: Source) -> PlaceOutcome | None:
    """Say what became of the new order; None where the venue stopped after the cancel."""
    if entry.has_error:
        return _unknown_leg(new, source.evidence("it holds an error beside what became of the old order"))
    # An order is placed where the old one was: the game, the market and the side that the caller has named must be those.
    if entry.cancelled is not None and (problem := _elsewhere(new, entry.cancelled)) is not None:
        return _unknown_leg(new, source.evidence(f"the old order was of {problem} than the new one was to be"))
    if entry.unmatched is UNSET and entry.matched == ():
        return None
    unmatched = None if entry.unmatched is UNSET else entry.unmatched
    told = bindings.PlaceResult(matched=entry.matched, unmatched=unmatched)
    if not references(told) <= {new.user_reference or ""}:
        return _unknown_leg(new, source.evidence("the new order carries another reference than was sent"))
    placed = read_place(new, told, source)
    if isinstance(placed, Placed) and placed.order_id is not None and same(placed.order_id) == same(order_id):
        return _unknown_leg(new, source.evidence("the new order has the id of the old one"))
    return placed


def _elsewhere(new: NewOrder, old: CancelLeg) -> str | None:
    # (A game that is not written as one, such as a sample's "<string>", is no other game.)
    if old.gameID is not None and is_object_id(old.gameID) and same(old.gameID) != same(new.game_id):
        return "another game"
    if old.side and old.side.casefold() != new.side.casefold():
        return "another side"
    # In whose view the line of a cancel is, the venue's own samples disagree (pages/websocket/cancel-orders.mdx).
    if old.number is not None and not (old.number.is_finite() and old.number.copy_abs() == abs(Decimal(new.line or 0))):
        return "another line"
    return None


def _unknown_leg(new: NewOrder, evidence: Evidence) -> PlaceUnknown:
    return PlaceUnknown(order=new, evidence=evidence)
