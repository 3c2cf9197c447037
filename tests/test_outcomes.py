"""Outcomes of placing and editing: closed unions that say whether anything may rest."""

from __future__ import annotations

import copy
import importlib
import pickle
from decimal import Decimal
from typing import assert_never

import pytest
from operations import BET

import crossbook
from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditOutcome,
    EditUnknown,
    Evidence,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
)

EVIDENCE = Evidence(operation="editOrder", sent="POST /session/editOrder " + "x" * 5000, received=None, problem="no reply came")
RESTS = Placed(order_id="b", resting=Decimal(5), fills=(), wager_request_id=None, user_reference=None)
MATCHED = Placed(order_id=None, resting=Decimal(0), fills=(), wager_request_id=None, user_reference=None)
NAMED_ONLY = Placed(order_id="b", resting=None, fills=(), wager_request_id=None, user_reference=None)
PLACES: tuple[tuple[PlaceOutcome, bool], ...] = (
    (RESTS, True),
    (MATCHED, False),
    (NAMED_ONLY, True),
    *((NotPlaced(reason=reason), False) for reason in NotPlacedReason),
    (PlaceUnknown(order=BET, evidence=EVIDENCE), True),
)
EDITS: tuple[tuple[EditOutcome, bool], ...] = (
    (Edited(old=Cancelled("a"), new=RESTS), True),
    (Edited(old=Cancelled("a"), new=MATCHED), False),
    (CancelledNotReplaced(old=Cancelled("a"), new=None), False),
    (CancelledNotReplaced(old=Cancelled("a"), new=NotPlaced(reason=NotPlacedReason.LIABILITY)), False),
    (NotEdited(old=NotCancelled(order_id="a", reason=NotCancelledReason.REFUSED)), True),
    (NotEdited(old=NotCancelled(order_id="a", reason=NotCancelledReason.ALREADY_FILLED)), False),
    (EditUnknown(old=CancelUnknown(order_id="a", evidence=EVIDENCE), new=None), True),
    (EditUnknown(old=Cancelled("a"), new=PlaceUnknown(order=BET, evidence=EVIDENCE)), True),
)


@pytest.mark.parametrize(("outcome", "may_be_open"), [*PLACES, *EDITS])
def test_every_outcome_says_whether_anything_may_rest(outcome: PlaceOutcome | EditOutcome, may_be_open: bool) -> None:  # noqa: FBT001 - a case
    assert outcome.may_be_open is may_be_open
    for copied in (pickle.loads(pickle.dumps(outcome)), copy.deepcopy(outcome)):  # noqa: S301 - our own bytes
        assert copied == outcome
    with pytest.raises(AttributeError):
        outcome.reason = "other"  # type: ignore[misc,union-attr]  # pyright: ignore[reportAttributeAccessIssue]
    assert len(repr(outcome)) < 1000


def what_is_left(outcome: EditOutcome) -> str:
    match outcome:
        case Edited(new=new):
            return f"{new.resting} rests"
        case CancelledNotReplaced():
            return "nothing rests"
        case NotEdited(old=old):
            return f"as before: {old.reason}"
        case EditUnknown():
            return "look"
        case _:
            assert_never(outcome)


def test_an_edit_has_two_legs_and_one_that_destroyed_its_order_does_not_read_as_success() -> None:
    assert [what_is_left(outcome) for outcome, _ in EDITS] == [
        *("5 rests", "0 rests", "nothing rests", "nothing rests", "as before: refused", "as before: already_filled", "look", "look"),
    ]
    assert all(outcome.old.order_id == "a" for outcome, _ in EDITS)


@pytest.mark.parametrize(
    ("package", "name", "now"),
    [
        *(("crossbook.fourcasters", name, f"crossbook.{name}") for name in ("Placed", "NotPlaced", "PlaceUnknown", "Fill", "PlaceOutcome")),
        *(("crossbook.fourcasters", name, "crossbook.fourcasters.Order") for name in ("OpenOrder", "OrderDetail")),
        ("crossbook.predictstreet", "OrderState", "crossbook.predictstreet.Order"),
    ],
)
def test_a_name_that_moved_says_where_it_is_now(package: str, name: str, now: str) -> None:
    with pytest.raises(ImportError, match=rf"{package}.{name} has moved: it is {now} now"):
        getattr(importlib.import_module(package), name)
    home, _, moved = now.rpartition(".")
    assert hasattr(importlib.import_module(home), moved)


def test_a_module_that_moved_says_where_it_is_now() -> None:
    with pytest.raises(ImportError, match=r"unknown_fields from crossbook\.drift"):
        importlib.import_module("crossbook.unknown")


def test_unset_is_the_one_that_the_bindings_take() -> None:
    assert crossbook.UNSET is importlib.import_module("msgspec").UNSET
