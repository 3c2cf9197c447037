"""Reads one entry of a cancel reply, REST or socket, as what it proves about one order."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from crossbook.core.absent import given
from crossbook.fourcasters.orders.reasons import is_failure_of_the_venue, reason_of
from crossbook.outcomes import Cancelled, CancelOutcome, NotCancelled

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import CancelEntry


class Verdict(msgspec.Struct, frozen=True):
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
    # Written for the common case, a success in a long reply: each test here runs once for every entry.
    if entry.success is True:
        filled, remaining, reference, game = entry.filled, entry.remaining, entry.userReference, entry.gameID
        # (A reason beside a success proves nothing against it: a sample of the venue shows both.)
        # Text such as "NaN" decodes as a decimal; an amount that is not a number proves nothing.
        broken = (filled is not None and not filled.is_finite()) or (remaining is not None and not remaining.is_finite())
        if broken or (type(entry) is Verdict and entry.error is not None):
            return None
        return Cancelled(
            order_id,
            filled,
            remaining,
            # An absent reference is written in four ways: left out, null, "", and an optional member.
            reference or None,
            game,
        )
    words = words_of(entry)
    if is_failure_of_the_venue(words) or (words is None and entry.success is None):
        return None
    return NotCancelled(order_id=order_id, reason=reason_of(words), venue_text=words and blot(words))


def named_by(entry: Entry) -> str | None:
    """Give the order id that an entry names, under whichever of the venue's spellings."""
    return given(entry.sessionID if isinstance(entry, Verdict) else entry.orderID)


def words_of(entry: Entry) -> str | None:
    """Find the venue's words about a failure: `reason` or `error` in REST replies, `description` on the socket."""
    if isinstance(entry, Verdict):
        return given(entry.reason) or given(entry.error)
    # On success the description is a label of the bet; it is a reason only beside a failure.
    return given(entry.description) if entry.success is False else None
