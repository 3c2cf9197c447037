"""Reads one entry of a cancel reply, REST or socket, as what it proves about one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, NotCancelled, NotCancelledReason
from crossbook.fourcasters.identifiers import same
from crossbook.fourcasters.orders.reasons import is_failure_of_the_venue, names_a_failure, reason_of, tells_of_a_failure

if TYPE_CHECKING:
    # REST clients never load the socket's messages.
    from crossbook_bindings.fourcasters.orders_socket.models import CancelEntry


_UNSAID: Final = msgspec.Raw(b"null")
_TEXT: Final = msgspec.json.Decoder(str)


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
    # No page shows either beside a failure over REST. They are read only to see whether they contradict it.
    description: msgspec.Raw = _UNSAID
    orderID: msgspec.Raw = _UNSAID  # noqa: N815


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
        # Text such as "NaN" decodes as a decimal. An amount that is no number, or less than nothing, proves nothing. Nor does a success
        # beside a failure. (The venue's schema has a reason in successes, too: it counts where its words are those of a failure.)
        if (
            (filled is not None and (not filled.is_finite() or filled.is_signed()))
            or (remaining is not None and (not remaining.is_finite() or remaining.is_signed()))
            or (type(entry) is Verdict and (entry.error is not None or (entry.reason is not None and names_a_failure(entry.reason))))
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
    if isinstance(entry, OverRest) and _is_contradicted(order_id, words, entry):
        return None
    return NotCancelled(order_id=order_id, reason=reason_of(words), venue_text=words and blot(words))


def _is_contradicted(order_id: str, words: str | None, entry: Verdict) -> bool:
    """Say whether a failure over REST says something else as well, or is about another order."""
    # (What is read at sight has less than this.)
    name, label = (_text(getattr(entry, member, None)) for member in ("orderID", "description"))
    if name and same(name) != same(order_id):
        return True
    if entry.reason and entry.error and (is_failure_of_the_venue(entry.error) or reason_of(entry.error) is not reason_of(words)):
        return True
    # A description is the label of a bet. As words, it may say what others do not.
    if label is None or label == words:
        return False
    return tells_of_a_failure(label) or reason_of(label) not in (NotCancelledReason.OTHER, reason_of(words))


def _text(value: object) -> str | None:
    if not isinstance(value, msgspec.Raw):
        return value if isinstance(value, str) else None
    try:
        return _TEXT.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def named_by(entry: Entry) -> str | None:
    """Give the order id that an entry names, under whichever of the venue's spellings; a blank name is none."""
    return (entry.sessionID if isinstance(entry, OverRest) else entry.orderID) or None


def words_of(entry: Entry) -> str | None:
    """Find the venue's words about a failure: `reason` or `error` in REST replies, `description` on the socket."""
    if isinstance(entry, OverRest):
        return entry.reason or entry.error
    # On success the description is a label of the bet; it is a reason only beside a failure.
    return entry.description if entry.success is False else None
