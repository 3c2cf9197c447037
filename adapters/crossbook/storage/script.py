"""The script that Redis runs, what it is told, and what its replies say. Pure."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from crossbook.core.admitting import PATIENCE, Route
from crossbook.core.rulings import CALM, GRACE, Asking, Noting, Question, Ruling, Verdict
from crossbook_bindings.runtime import SharedBy

SCOPES: Final = {SharedBy.ACCOUNT: "1", SharedBy.ADDRESS: "2", SharedBy.CONNECTION: "1"}
"""Which key a bucket stands under. No REST bucket of either venue is a connection's; one that were would be counted closely enough."""

_LONGEST_WAIT: Final = 1e9
_HEAD: Final = 6


def digest(script: str) -> str:
    """Say by which name Redis knows a script that it has run before."""
    return hashlib.sha1(script.encode()).hexdigest()  # noqa: S324 - the name that Redis gives it


def keys(venue: str, account: str, address: str) -> tuple[str, str, str]:
    """Name the keys; those of a venue are kept together, where there are several servers."""
    begin = f"{{crossbook:{venue}}}"
    return f"{begin}:account:{account}", f"{begin}:address:{address}", f"{begin}:places"


def arguments(question: Question, nonce: str) -> list[str]:
    """Write what is asked."""
    match question:
        case Asking():
            return [nonce, "ask", *_asking(question)]
        case Noting():
            return [nonce, "note", *_noting(question)]


def _asking(question: Asking) -> Iterator[str]:
    yield "1" if question.is_cancel else "0"
    yield "" if question.number is None else str(question.number)
    yield repr(min(question.patience, _LONGEST_WAIT))
    yield "" if question.away is None else repr(question.away)
    yield from (repr(GRACE), repr(CALM), repr(PATIENCE))
    yield from question.known
    yield SCOPES[question.route_shared_by]
    yield _place(question.route)
    yield str(len(question.buckets))
    for bucket in question.buckets:
        budget = bucket.budget
        yield from (SCOPES[bucket.shared_by], bucket.name)
        yield from (repr(budget.interval), repr(budget.cancels), repr(budget.others), str(bucket.spent))


def _noting(question: Noting) -> Iterator[str]:
    yield str(len(question.shared_by))
    for name, shared_by in question.shared_by.items():
        limit = question.limits.get(name)
        yield from (SCOPES[shared_by], name, "" if limit is None else str(limit), repr(question.full_for.get(name, 0.0)))
    yield str(len(question.closed))
    for closed in question.closed:
        yield from (SCOPES[closed.shared_by], f"c{closed.for_cancels:d}:{_place(closed.place)}", repr(closed.seconds))


def _place(place: str | Route) -> str:
    # A bucket's name holds no slash, so a route of one bucket is not the bucket.
    return place if isinstance(place, str) else f"/{'/'.join(place)}"


def ruling(question: Question, nonce: str, reply: object) -> Ruling | None:
    """Read a reply; None where it makes no sense, or is another question's."""
    try:
        parts = [part.decode() for part in msgspec.convert(reply, list[bytes])]
        if parts[0] != nonce:
            return None
        if isinstance(question, Noting):
            return Ruling(verdict="noted") if parts[1] == "noted" else None
        return _ruling(question, parts)
    except (ValueError, IndexError):  # A msgspec.ValidationError is a ValueError.
        return None


def _ruling(question: Asking, parts: Sequence[str]) -> Ruling:
    verdict, seconds, number = msgspec.convert(parts[1], Verdict), float(parts[2]), parts[3]
    # Nobody is told to come back at once: that would go on for ever.
    if not 0 <= seconds < math.inf or (seconds == 0) != (verdict == "leave") or verdict == "noted":
        raise ValueError(seconds)
    pairs = list(zip(parts[_HEAD::2], parts[_HEAD + 1 :: 2], strict=True))
    if verdict != "alone" and len(pairs) != len(question.buckets):
        raise ValueError(pairs)
    named = list(zip((bucket.name for bucket in question.buckets), pairs, strict=False))
    return Ruling(
        verdict=verdict,
        seconds=seconds,
        number=int(number) if number else None,
        generations=(parts[4], parts[5]),
        limits={name: int(limit) for name, (limit, _) in named if limit},
        full_for={name: float(full_for) for name, (_, full_for) in named},
    )
