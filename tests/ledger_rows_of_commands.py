"""What a ledger makes of cancels, places and edits: a row for every outcome."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from ledger_messages import FOURCASTERS, MISSING, PREDICTSTREET, attempted, ended, fourcasters_id, new_order, placed, predictstreet_id
from ledger_rows import EDITED, FIRST, RESTS, SENT, STILL, Row

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditUnknown,
    Fill,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Placed,
    PlaceUnknown,
    Proof,
    ScopeOutcomes,
)

SECOND: Final = {FOURCASTERS: fourcasters_id(2), PREDICTSTREET: predictstreet_id(2)}


def cancels() -> Iterable[Row]:
    for venue, order_id in FIRST.items():
        of_tokens = venue == PREDICTSTREET
        yield Row(venue, RESTS[venue], Cancelled(order_id, remaining=Decimal(70)), (0, 15 if of_tokens else 30, 0, 0), "what was left")
        yield Row(venue, RESTS[venue], Cancelled(order_id), (0, 50 if of_tokens else 100, 0, 0), "no amounts: all may have been matched")
        yield Row(venue, (), Cancelled(order_id), (0, 0, 0, 1), "of an order of which nothing was known")
        yield Row(venue, RESTS[venue], CancelUnknown(order_id=order_id, evidence=MISSING), STILL)
        yield Row(venue, (), CancelUnknown(order_id=order_id, evidence=MISSING), (0, 0, 1, 1), "of an order of which nothing was known")
        for reason in NotCancelledReason:
            outcome = NotCancelled(order_id=order_id, reason=reason)
            missing = reason in (NotCancelledReason.NOT_FOUND, NotCancelledReason.NOT_OWNED, NotCancelledReason.MALFORMED_ID)
            over = (0, 50 if of_tokens else 100, 0, 0)
            yield Row(venue, RESTS[venue], outcome, STILL if missing or outcome.may_be_open else over, reason)
        proven = NotCancelled(order_id=order_id, reason=NotCancelledReason.NOT_FOUND, proof=Proof.ABSENCE)
        yield Row(venue, RESTS[venue], proven, (0, 50 if of_tokens else 100, 0, 0), "proven to be gone")
    yield Row(FOURCASTERS, RESTS[FOURCASTERS], Cancelled(FIRST[FOURCASTERS], filled=Decimal(30), remaining=Decimal(70)), (0, 30, 0, 0))
    both = (placed(), placed(number=2, reference="yours"))
    scope = ScopeOutcomes([Cancelled(FIRST[FOURCASTERS], filled=Decimal(30))], unnamed=1)
    yield Row(FOURCASTERS, both, scope, (100, 30, 1, 0), "one is named, and one only counted")


def places() -> Iterable[Row]:
    for venue, order_id in FIRST.items():
        before = (SENT[venue], attempted(venue))
        fill = Fill(fill_id="f", stake=Decimal(30)) if venue == FOURCASTERS else Fill(fill_id=None, quantity=Decimal(30))
        took = Placed(order_id=order_id, resting=Decimal(70), fills=(fill,), user_reference="mine")
        yield Row(venue, before, ended(took), (70, 30 if venue == FOURCASTERS else 15, 1, 0), "taken in part")
        named = Placed(order_id=order_id, resting=None, fills=(), user_reference="mine")
        yield Row(venue, before, ended(named), STILL, "named, without an amount")
        gone_at_once = Placed(order_id=None, resting=Decimal(0), fills=(fill_of(fill, 100),), user_reference="mine")
        yield Row(venue, before, ended(gone_at_once), (0, 100 if venue == FOURCASTERS else 50, 0, 0), "taken whole")
        for reason in NotPlacedReason:
            yield Row(venue, before, ended(NotPlaced(reason=reason, user_reference="mine")), (0, 0, 0, 0), reason)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), ended(PlaceUnknown(order=new_order(), evidence=MISSING)), STILL)
    # Handed over, for a client that nobody observes.
    yield Row(FOURCASTERS, (), PlaceUnknown(order=new_order(), evidence=MISSING), STILL, "unheard of")
    placed_there = Placed(order_id=FIRST[FOURCASTERS], resting=Decimal(100), fills=(), user_reference="mine")
    yield Row(FOURCASTERS, (), placed_there, STILL, "unheard of")
    yield Row(FOURCASTERS, RESTS[FOURCASTERS], NotPlaced(reason=NotPlacedReason.KILLED, user_reference="another"), STILL, "unheard of")


def fill_of(fill: Fill, amount: int) -> Fill:
    return Fill(fill_id="f", stake=Decimal(amount)) if fill.stake is not None else Fill(fill_id="f", quantity=Decimal(amount))


def edits() -> Iterable[Row]:
    before = (placed(), EDITED, attempted(FOURCASTERS, operation="editOrder"))
    gone_by = Cancelled(FIRST[FOURCASTERS], filled=Decimal(30), remaining=Decimal(70))
    made = Placed(order_id=SECOND[FOURCASTERS], resting=Decimal(60), fills=(), user_reference="new")
    lost = CancelUnknown(order_id=FIRST[FOURCASTERS], evidence=MISSING)
    still = NotCancelled(order_id=FIRST[FOURCASTERS], reason=NotCancelledReason.TRANSIENT)
    sent = PlaceUnknown(order=new_order(60, "new"), evidence=MISSING)
    refused = NotPlaced(reason=NotPlacedReason.LIABILITY, user_reference="new")
    for told, after, word in (
        (Edited(old=gone_by, new=made), (60, 30, 1, 0), ""),
        (CancelledNotReplaced(old=gone_by, new=None), (0, 30, 0, 0), "nobody says why"),
        (CancelledNotReplaced(old=gone_by, new=refused), (0, 30, 0, 0), "somebody says why"),
        (NotEdited(old=still), (100, 0, 1, 0), ""),
        (NotEdited(old=still, new=refused), (100, 0, 1, 0), "somebody says why"),
        (EditUnknown(old=lost, new=None), (160, 0, 2, 0), "of neither leg anything is known"),
        (EditUnknown(old=lost, new=sent), (160, 0, 2, 0), "both are unknown"),
        (EditUnknown(old=gone_by, new=sent), (60, 30, 1, 0), "the old one is gone"),
        (EditUnknown(old=gone_by, new=None), (60, 30, 1, 0), "the old one is gone, and nothing is said of the new one"),
        (EditUnknown(old=still, new=sent), (160, 0, 2, 0), "the old one rests"),
        (EditUnknown(old=lost, new=made), (160, 0, 2, 0), "the new one rests"),
        (EditUnknown(old=lost, new=refused), (100, 0, 1, 0), "the new one was refused"),
    ):
        yield Row(FOURCASTERS, before, ended(told), after, word)
        # That it was observed, and that it is handed over as well, is the same.
        yield Row(FOURCASTERS, (*before, ended(told)), told, after, f"{word}, told again")
