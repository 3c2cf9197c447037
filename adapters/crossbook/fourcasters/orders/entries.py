"""Reads one entry of a cancel reply, REST or socket, as what it proves about one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, NotCancelled
from crossbook.fourcasters.orders.reasons import is_failure_of_the_venue, reason_of

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import CancelEntry


class OverRest(msgspec.Struct, frozen=True, gc=False):
    """An entry of a REST reply, however much of it is read."""


class Verdict(OverRest, frozen=True, gc=False):
    """What decides an outcome in a `CancelResult` of the bindings, and nothing else.

    The rest of an entry (odds, labels) is not even decoded: it could only make an outcome that is proven unreadable, and
    decoding it takes longer than everything else between the bytes and the outcomes.
    """

    success: bool | None = None
    sessionID: str | None = None  # noqa: N815 - the venue's name
    reason: str | None = None
    error: str | None = None
    filled: Decimal | None = None
    remaining: Decimal | None = None
    gameID: str | None = None  # noqa: N815
    userReference: str | None = None  # noqa: N815


class SingleVerdict(msgspec.Struct, frozen=True):
    """The reply to the cancel of one order."""

    data: Verdict


class Verdicts(msgspec.Struct, frozen=True):
    """The reply to the cancel of several orders."""

    data: tuple[Verdict, ...]


Entry: TypeAlias = "Verdict | CancelEntry"


def outcome_of(order_id: str, entry: Entry, blot: Callable[[str], str]) -> CancelOutcome | None:
    """Say what became of `order_id`. None when the entry proves nothing: no verdict, two of them, or a broken amount."""
    return outcomes_of((order_id,), (entry,), blot)[0]


def outcomes_of(order_ids: Iterable[str], entries: Iterable[Entry], blot: Callable[[str], str]) -> list[CancelOutcome | None]:
    """Say what became of each order by the entry beside it, as `outcome_of` does."""
    outcomes: list[CancelOutcome | None] = []
    # Written for the common case, a success in a long reply: each test here runs once for every entry.
    for order_id, entry in zip(order_ids, entries, strict=True):
        if entry.success is not True:
            outcomes.append(_not_cancelled(order_id, entry, blot))
            continue
        filled, remaining = entry.filled, entry.remaining
        # Text such as "NaN" decodes as a decimal. An amount that is no number, or less than nothing, proves nothing.
        if (
            (filled is not None and (not filled.is_finite() or filled.is_signed()))
            or (remaining is not None and (not remaining.is_finite() or remaining.is_signed()))
            # (A reason beside a success proves nothing against it: a sample of the venue shows both.)
            or (type(entry) is Verdict and entry.error is not None)
        ):
            outcomes.append(None)
        else:
            # An absent reference is written in four ways: left out, null, "", and an optional member.
            outcomes.append(Cancelled(order_id, filled, remaining, entry.userReference or None, entry.gameID))
    return outcomes


def _not_cancelled(order_id: str, entry: Entry, blot: Callable[[str], str]) -> NotCancelled | None:
    words = words_of(entry)
    if is_failure_of_the_venue(words) or (words is None and entry.success is None):
        return None
    return NotCancelled(order_id=order_id, reason=reason_of(words), venue_text=words and blot(words))


def named_by(entry: Entry) -> str | None:
    """Give the order id that an entry names, under whichever of the venue's spellings; a blank name is none."""
    return (entry.sessionID if isinstance(entry, OverRest) else entry.orderID) or None


def words_of(entry: Entry) -> str | None:
    """Find the venue's words about a failure: `reason` or `error` in REST replies, `description` on the socket."""
    if isinstance(entry, OverRest):
        return entry.reason or entry.error
    # On success the description is a label of the bet; it is a reason only beside a failure.
    return entry.description if entry.success is False else None
