"""How an order stands by what is known of it: whether it may rest, how much of it, how much was matched at most, what does not fit. Pure.

In any doubt it may rest, and was matched: what is said of exposure is never less than the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Context, Decimal
from typing import Final

from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, kind_of
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.ledger.records import Record
from crossbook.ledger.worth import odd_prices

_EXACT: Final = Context(prec=200, rounding=ROUND_CEILING, traps=[])
"""Sums of amounts that anybody can name are exact. Of any others they are no less than the truth, and nothing is raised."""
SHOWS_WITHIN: Final = 5.0
"""Seconds until a list of what rests is taken to show an order that the venue has confirmed: no page says that it does so at once."""
_ZERO: Final = Decimal(0)
_VAGUE: Final = ("over",)


def is_unseen(known: Record) -> bool:
    """Say whether the venue has said that there is no such order, and nothing else shows it."""
    return known.is_missing and known.exists_at is None and known.open_at is None


def is_placed_again(known: Record) -> bool:
    """Say whether a feed says that it was placed after everything by which that feed says that it ended."""
    return known.placed_as is not None and known.ended_as is not None and known.placed_as > known.ended_as


def has_ended(known: Record) -> bool:
    """Say whether it is over by what was said of itself. What a later read shows resting is not, nor what was placed again."""
    if is_placed_again(known):
        return False
    if known.endings:
        return known.open_at is None or known.ended_at is None or known.open_at <= known.ended_at
    if known.remaining is not None and not known.remaining:
        return True
    # That it is of no size says nothing, but that what was matched is all of it does.
    if known.whole and surely_gone(known) >= known.whole:
        return True
    return is_unseen(known)


def is_absent(known: Record, listed_at: float) -> bool:
    """Say whether the last list, by when it was begun, shows that an order does not rest: the venue had it before, and it is not in it."""
    if known.exists_at is None:
        return False
    # Where no read has shown it resting yet, nobody says how soon one does.
    shown_at = known.exists_at + SHOWS_WITHIN if known.open_at is None else max(known.exists_at, known.open_at)
    return shown_at < listed_at


def is_too_late(placement: Record, listed_at: float | None) -> bool:
    """Say whether a placement could no longer arrive when the last list was begun."""
    return listed_at is not None and placement.left_at is not None and placement.left_at + ARRIVES_WITHIN <= listed_at


def may_rest(known: Record, listed_at: float | None = None) -> bool:
    """Say whether it may rest, as far as its own record tells. Of placements, `Book` knows more."""
    kind = known.key[0]
    if kind == ORDER:
        return not has_ended(known) and not (listed_at is not None and is_absent(known, listed_at))
    return kind == PLACEMENT and not known.endings and not (known.links and any(link[0] == ORDER for link in known.links))


def resting(known: Record) -> Decimal | None:
    """Say how much of an order rests at most, if it does; None where nobody can say."""
    told = known.whole if known.remaining is None or is_placed_again(known) else known.remaining
    if told is None or known.whole is None or not known.fills:
        return told
    # What was told to rest may have been told before these.
    return min(told, less(known.whole, surely_gone(known)))


def surely_gone(known: Record) -> Decimal:
    """Say how much certainly rests no more: what was matched, where amounts are told exactly."""
    gone = _ZERO
    for fill in known.fills.values():
        if fill.exact and not fill.failed:
            gone = _EXACT.add(gone, fill.amount)
    return gone


def failed(known: Record) -> Decimal:
    """Say how much was matched and failed to settle, by all that is said of it."""
    gone = _ZERO
    for fill in known.fills.values():
        if fill.failed and not fill.stands:
            gone = _EXACT.add(gone, fill.amount)
    return gone


def told_filled(known: Record) -> Decimal:
    """Say how much is said to be matched, whether it settled or not."""
    named, filled = _ZERO, known.filled
    for fill in known.fills.values():
        named = _EXACT.add(named, fill.amount)
    return named if filled is None or named > filled else filled


def certainly_matched(known: Record) -> Decimal:
    """Say how much was matched by what is known, without what failed to settle."""
    return less(told_filled(known), failed(known))


def matched(known: Record, *, rests: bool) -> Decimal | None:
    """Say how much was matched at most; None where nobody can say."""
    told, kind = told_filled(known), kind_of(known.key)
    if kind == TAKEN or "not_placed" in known.endings:
        return less(told, failed(known))
    most: Decimal | None
    if kind == PLACEMENT and any(kind_of(link) == ORDER for link in known.links):
        most = told  # The rest of it is its order's.
    elif rests:
        most = told if known.remaining is None or known.whole is None else less(known.whole, known.remaining)
    elif known.filled_in_the_end is not None:
        most = known.filled_in_the_end
    elif kind == PLACEMENT and known.endings and (known.fills or known.filled is not None):
        most = told
    elif known.withdrawn is not None and known.whole is not None:
        most = less(known.whole, known.withdrawn)
    elif is_unseen(known):
        most = told
    else:
        most = known.whole
    return None if most is None else less(max(told, most), failed(known))


def contradictions(known: Record) -> Iterator[str]:
    """Say what of it does not fit together."""
    yield from _of_what_it_is(known)
    yield from _of_how_it_stands(known)
    yield from _of_amounts(known)
    yield from known.misfits


def _of_what_it_is(known: Record) -> Iterator[str]:
    for name, said in (("game or market", known.where), ("side", known.sides), ("price", known.prices)):
        if len(said) > 1:
            yield f"its {name} is said to be {' and '.join(map(str, said))}"
    for price in odd_prices(known):
        yield f"its price is said to be {price}, which no outcome token costs"
    lines = {line.copy_abs() for line in known.lines}  # In whose view the sign of a line is, a reader cannot tell from it.
    if len(lines) > 1:
        yield f"its line is said to be {' and '.join(map(str, sorted(lines)))}"
    if kind_of(known.key) == ORDER and sum(kind_of(link) == PLACEMENT for link in known.links) > 1:
        yield "several placements are said to have made it"


def _of_how_it_stands(known: Record) -> Iterator[str]:
    clear = [ending for ending in known.endings if ending not in _VAGUE]
    if len(clear) > 1:
        yield f"it is said to be {' and '.join(clear)}"
    if is_placed_again(known):
        yield "a feed says that it was placed after it said that it ended"
    elif known.endings and not has_ended(known):
        yield f"a read shows it resting that began after it was said to be {known.endings[0]}"
    if "not_placed" in known.endings and (known.fills or any(kind_of(link) == ORDER for link in known.links)):
        yield "it is said not to be placed, and an order is said to be made of it"


def _of_amounts(known: Record) -> Iterator[str]:
    if known.whole is not None and told_filled(known) > known.whole and kind_of(known.key) != TAKEN:
        yield f"{told_filled(known)} of it are said to be matched, and it is of {known.whole}"
    if known.filled_in_the_end is not None and told_filled(known) > known.filled_in_the_end:
        yield f"{told_filled(known)} of it are said to be matched, and {known.filled_in_the_end} when it ended"
    for fill in known.fills.values():
        if fill.failed and fill.stands:
            yield f"{fill.amount} of it, matched as {fill.fill_id}, are said to have failed to settle, and not to have"


def total(amounts: Iterator[Decimal]) -> Decimal:
    """Add amounts, exactly."""
    found = _ZERO
    for amount in amounts:
        found = _EXACT.add(found, amount)
    return found


def less(amount: Decimal, part: Decimal) -> Decimal:
    """Subtract, and not below nothing, exactly."""
    return max(_EXACT.subtract(amount, part), _ZERO)


def added(amount: Decimal, more: Decimal) -> Decimal:
    """Add, exactly."""
    return _EXACT.add(amount, more)
