"""What a ledger says: orders that it knows, and what is exposed through them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

import msgspec

from crossbook.core.facts import ORDER, PLACEMENT, Ending, Source, kind_of
from crossbook.ledger.book import Book
from crossbook.ledger.records import Record
from crossbook.ledger.standing import added, certainly_matched, contradictions, matched, resting
from crossbook.ledger.worth import account_of, venue_of, worth

SaidT = TypeVar("SaidT")


class KnownOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What all facts together say of one order, or of a placement of which nobody knows what became. None where nobody has said.

    Amounts are USD at risk at 4casters, and outcome tokens at PredictStreet.
    """

    venue: str
    """The venue: fourcasters or predictstreet."""
    account: str | None
    """Whose it is: PredictStreet's wallet, or what the ledger was told. None at 4casters otherwise, where a token names nobody."""
    order_id: str | None
    """The venue's name for it; None where it is known only as sent."""
    user_reference: str | None
    """The caller's name for it."""
    where: str | None
    """The game or the market."""
    market_type: str | None
    """4casters: moneyline, spread, total or moneyline1x2, or a word that no document lists."""
    side: str | None
    """The side, in the venue's word."""
    line: Decimal | None
    """Points, on spreads and totals."""
    price: Decimal | None
    """American odds at 4casters, USDC per outcome token at PredictStreet."""
    may_be_open: bool
    """Whether anything of it may rest."""
    resting: Decimal | None
    """How much rests at most, in its unit (USD at risk, outcome tokens); None where nobody can say how much."""
    filled: Decimal
    """How much was matched by all that is known, in its unit (USD at risk, outcome tokens), without what failed to settle."""
    matched: Decimal | None
    """How much was matched at most, in its unit; None where nobody can say. More than `filled` where an order is off the market and nobody
    has told how much of it had been matched by then: look it up, and hand that to the ledger."""
    ended: Ending | None
    """How it ended. None where it has not, or nobody says; over where it does not rest, and nobody says why."""
    sources: tuple[Source, ...]
    """On what evidence it is known: intents, outcomes, feeds, look-ups, listings."""
    contradictions: tuple[str, ...]
    """What of it does not fit together, in words. Until somebody finds out, the worst of it is counted."""


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """What an account has at risk in one game or market at most, as far as the ledger has heard. Never less than the truth."""

    venue: str
    """The venue: fourcasters or predictstreet."""
    account: str | None
    """Whose it is, as in `KnownOrder`."""
    where: str | None
    """The game or the market; None for orders of which nobody has said it."""
    resting: Decimal
    """What may still be matched: USD at risk at 4casters, USDC that purchases pay at PredictStreet (without fees)."""
    resting_tokens: Decimal
    """PredictStreet: outcome tokens that sales may still give."""
    matched: Decimal
    """What was matched at most: USD at risk, or USDC that purchases paid. That it was graded or sold since takes nothing from it."""
    matched_tokens: Decimal
    """PredictStreet: outcome tokens that sales gave at most."""
    orders: int
    """How many orders, or placements, may be open."""
    unsized: int
    """Of how many nobody can say how large they are: they are in no sum."""


def view(book: Book, known: Record, *, rests: bool | None = None) -> KnownOrder:
    """Say what is known of one node. Whoever knows whether it `rests` says it, so that it is not worked out twice."""
    rests = book.rests(known) if rests is None else rests
    known = book.seen(known)
    is_placement = kind_of(known.key) == PLACEMENT
    made = book.bound(known) if is_placement else None
    own = known if made is None or kind_of(made.key) != ORDER else made
    left, most = sizes(book, known, rests=rests)
    return KnownOrder(
        venue=venue_of(known),
        account=account_of(known),
        order_id=own.key.split("|", 2)[2] if kind_of(own.key) == ORDER else None,
        user_reference=_first(known.references),
        where=book.where_of(known),
        market_type=_first(known.market_types),
        side=_first(known.sides),
        line=_first(known.lines),
        price=_first(known.prices),
        may_be_open=rests,
        resting=left,
        filled=certainly_matched(known),
        matched=most,
        ended=None if rests else _ended(known),
        sources=known.sources,
        contradictions=tuple(contradictions(known)),
    )


def sizes(book: Book, known: Record, *, rests: bool) -> tuple[Decimal | None, Decimal | None]:
    """Say how much of a node rests at most, and how much of it was matched at most; None where nobody can say."""
    is_placement = kind_of(known.key) == PLACEMENT
    left = (book.left_of(known) if is_placement else resting(known)) if rests else Decimal(0)
    vanished = is_placement and not rests and not known.endings
    return left, book.matched_at_once(known) if vanished else matched(known, rests=rests)


def _ended(known: Record) -> Ending:
    clear: list[Ending] = [ending for ending in known.endings if ending != "over"]
    return clear[0] if clear else "over"


def _first(said: tuple[SaidT, ...]) -> SaidT | None:
    return said[0] if said else None


class _Sum(msgspec.Struct):
    resting: Decimal = Decimal(0)
    resting_tokens: Decimal = Decimal(0)
    matched: Decimal = Decimal(0)
    matched_tokens: Decimal = Decimal(0)
    orders: int = 0
    unsized: int = 0


def exposures(book: Book) -> Iterator[Exposure]:
    """Say what is at risk, account by account and game by game."""
    sums: dict[tuple[str, str, str], tuple[tuple[str, str | None, str | None], _Sum]] = {}

    def sum_of(venue: str, account: str | None, where: str | None) -> _Sum:
        return sums.setdefault((venue, account or "", where or ""), ((venue, account, where), _Sum()))[1]

    for known in book.counted():
        own = book.seen(known)
        _add(sum_of(venue_of(own), account_of(own), book.where_of(own)), book, own)
    for carried in book.carried.values():
        held = sum_of(carried.venue, carried.account, carried.where)
        held.matched = added(held.matched, carried.buys)
        held.matched_tokens = added(held.matched_tokens, carried.gives)
    for _, ((venue, account, where), held) in sorted(sums.items(), key=lambda each: each[0]):
        if held != _Sum():
            yield Exposure(venue=venue, account=account, where=where, **msgspec.structs.asdict(held))


def _add(held: _Sum, book: Book, known: Record) -> None:
    rests = book.rests(known)
    left, most = sizes(book, known, rests=rests)
    held.orders += rests
    if left is None or most is None:
        held.unsized += 1
    buys, gives = worth(known, left or Decimal(0))
    held.resting, held.resting_tokens = added(held.resting, buys), added(held.resting_tokens, gives)
    buys, gives = worth(known, certainly_matched(known) if most is None else most)
    held.matched, held.matched_tokens = added(held.matched, buys), added(held.matched_tokens, gives)
