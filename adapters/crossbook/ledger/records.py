"""What all facts about one node say together. Pure.

Each member is joined by a rule that gives the same whatever came first, and however often: the least, the largest, the set of all
that was said. So a record is the same after any order of the same facts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Protocol, Self, TypeVar

import msgspec

from crossbook.core.facts import Ending, Fact, Filled, Message, Source


class _Ordered(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


BELOW_NOTHING: Final = "an amount of it is said to be less than nothing"
"""Such an amount is none: it would take from what other orders have at risk."""

_ZERO: Final = Decimal(0)

SaidT = TypeVar("SaidT", bound=_Ordered)


class Record(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What is known of one node. Where several things were said of what can be one thing only, all are kept, in order."""

    key: str
    accounts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    market_types: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    lines: tuple[Decimal, ...] = ()
    prices: tuple[Decimal, ...] = ()
    whole: Decimal | None = None
    """The largest that was said, of all of it or of what was left."""
    remaining: Decimal | None = None
    """The least that was said."""
    filled: Decimal | None = None
    """The most that was said."""
    filled_in_the_end: Decimal | None = None
    """The most that was said of what was matched when it ended."""
    withdrawn: Decimal | None = None
    """The least that was said to be off the market unmatched: then the most was matched."""
    fills: dict[str, Filled] = {}
    endings: tuple[Ending, ...] = ()
    ended_at: float | None = None
    """When it was first learnt that it ended."""
    is_missing: bool = False
    exists_at: float | None = None
    """When it was first learnt that the venue has it."""
    open_at: float | None = None
    """When the last read began that shows it resting."""
    left_at: float | None = None
    """By when the last byte of its placement had left; the latest that was said."""
    placed_as: Message | None = None
    """The last message that says that it was placed."""
    ended_as: Message | None = None
    """The last message that says that it ended."""
    misfits: tuple[str, ...] = ()
    """What of one message about it does not fit together, in words."""
    sources: tuple[Source, ...] = ()
    shares_name: bool = False
    """Whether something of its name was forgotten: of such a placement nothing is believed by the name any more."""


def join(known: Record, fact: Fact) -> None:  # noqa: C901 - one rule for each member, and no calls: it is done for every fact
    """Take a fact into what is known."""
    if (account := fact.account) is not None and account not in known.accounts:
        known.accounts = _with(known.accounts, account) if known.accounts else (account,)
    for link in fact.links:
        if link not in known.links:
            known.links = _with(known.links, link) if known.links else (link,)
    if (reference := fact.reference) is not None and reference not in known.references:
        known.references = _with(known.references, reference) if known.references else (reference,)
    if (where := fact.where) is not None and where not in known.where:
        known.where = _with(known.where, where) if known.where else (where,)
    if (side := fact.side) is not None and side not in known.sides:
        known.sides = _with(known.sides, side) if known.sides else (side,)
    if (price := fact.price) is not None and price not in known.prices:
        known.prices = _with(known.prices, price) if known.prices else (price,)
    if (market_type := fact.market_type) is not None and market_type not in known.market_types:
        known.market_types = _with(known.market_types, market_type) if known.market_types else (market_type,)
    if (line := fact.line) is not None and line not in known.lines:
        known.lines = _with(known.lines, line) if known.lines else (line,)
    if (replaces := fact.replaces) is not None and replaces not in known.replaces:
        known.replaces = _with(known.replaces, replaces) if known.replaces else (replaces,)
    if fact.source not in known.sources:
        known.sources = _with(known.sources, fact.source) if known.sources else (fact.source,)
    _join_amounts(known, fact)
    _join_times(known, fact)
    if fact.misfits:
        known.misfits = _both(known.misfits, fact.misfits)


def _join_amounts(known: Record, fact: Fact) -> None:  # noqa: C901, PLR0912 - as above
    below_nothing = False
    if (whole := fact.whole) is not None:
        if whole < _ZERO:
            below_nothing = True
        elif known.whole is None or whole > known.whole:
            known.whole = whole
    if (remaining := fact.remaining) is not None:
        if remaining < _ZERO:
            below_nothing = True
        else:
            if known.remaining is None or remaining < known.remaining:
                known.remaining = remaining
            if known.whole is None or remaining > known.whole:
                known.whole = remaining
    if (filled := fact.filled) is not None:
        if filled < _ZERO:
            below_nothing = True
        else:
            if known.filled is None or filled > known.filled:
                known.filled = filled
            if fact.ended is not None and (known.filled_in_the_end is None or filled > known.filled_in_the_end):
                known.filled_in_the_end = filled
    if (withdrawn := fact.withdrawn) is not None:
        if withdrawn < _ZERO:
            below_nothing = True
        elif known.withdrawn is None or withdrawn < known.withdrawn:
            known.withdrawn = withdrawn
    if fact.fills:
        fills = known.fills
        for fill in fact.fills:
            if fill.amount < _ZERO:
                below_nothing = True
                continue
            held = fills.get(fill.fill_id)
            fills[fill.fill_id] = fill if held is None else _joined(held, fill)
    if below_nothing:
        known.misfits = _both(known.misfits, (BELOW_NOTHING,))


def _joined(one: Filled, other: Filled) -> Filled:
    # What is said to have failed may be said to have been matched by a message that is older.
    exact = one.exact and other.exact and one.amount == other.amount
    failed, stands = one.failed or other.failed, one.stands or other.stands
    return Filled(one.fill_id, max(one.amount, other.amount), failed=failed, stands=stands, exact=exact)


def _join_times(known: Record, fact: Fact) -> None:
    if (ended := fact.ended) is not None:
        if ended not in known.endings:
            known.endings = _with(known.endings, ended) if known.endings else (ended,)
        if known.ended_at is None or fact.at < known.ended_at:
            known.ended_at = fact.at
    if fact.is_missing:
        known.is_missing = True
    if fact.exists and (known.exists_at is None or fact.at < known.exists_at):
        known.exists_at = fact.at
    if (open_at := fact.open_at) is not None and (known.open_at is None or open_at > known.open_at):
        known.open_at = open_at
    if (left_at := fact.left_at) is not None and (known.left_at is None or left_at > known.left_at):
        known.left_at = left_at
    if (placed_as := fact.placed_as) is not None and (known.placed_as is None or placed_as > known.placed_as):
        known.placed_as = placed_as
    if (ended_as := fact.ended_as) is not None and (known.ended_as is None or ended_as > known.ended_as):
        known.ended_as = ended_as


def _with(said: tuple[SaidT, ...], new: SaidT) -> tuple[SaidT, ...]:
    return tuple(sorted((*said, new)))


def merged(one: Record, other: Record) -> Record:
    """Give what two records of one order say together, under the key of the first: the same as if all facts had been of it."""
    fills = dict(one.fills)
    for fill in other.fills.values():
        held = fills.get(fill.fill_id)
        fills[fill.fill_id] = fill if held is None else _joined(held, fill)
    return Record(
        key=one.key,
        accounts=_both(one.accounts, other.accounts),
        links=_both(one.links, other.links),
        references=_both(one.references, other.references),
        replaces=_both(one.replaces, other.replaces),
        where=_both(one.where, other.where),
        market_types=_both(one.market_types, other.market_types),
        sides=_both(one.sides, other.sides),
        lines=_both(one.lines, other.lines),
        prices=_both(one.prices, other.prices),
        whole=_most(one.whole, other.whole),
        remaining=_least(one.remaining, other.remaining),
        filled=_most(one.filled, other.filled),
        filled_in_the_end=_most(one.filled_in_the_end, other.filled_in_the_end),
        withdrawn=_least(one.withdrawn, other.withdrawn),
        fills=fills,
        endings=_both(one.endings, other.endings),
        ended_at=_least(one.ended_at, other.ended_at),
        is_missing=one.is_missing or other.is_missing,
        exists_at=_least(one.exists_at, other.exists_at),
        open_at=_most(one.open_at, other.open_at),
        left_at=_most(one.left_at, other.left_at),
        placed_as=_most(one.placed_as, other.placed_as),
        ended_as=_most(one.ended_as, other.ended_as),
        misfits=_both(one.misfits, other.misfits),
        sources=_both(one.sources, other.sources),
        shares_name=one.shares_name or other.shares_name,
    )


def _both(one: tuple[SaidT, ...], other: tuple[SaidT, ...]) -> tuple[SaidT, ...]:
    return one if one == other else tuple(sorted({*one, *other}))


def _most(one: SaidT | None, other: SaidT | None) -> SaidT | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _least(one: SaidT | None, other: SaidT | None) -> SaidT | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
