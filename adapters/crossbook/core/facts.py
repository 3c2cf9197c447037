"""Facts about orders: what one message of a venue's, or one of ours to it, says about one order. Pure.

A fact is about one node: an order by the venue's id, a placement that was sent, or the fills that one placement took at once. Nodes
that are one order to whoever placed it are linked. Every member of a fact can be joined with what is known by a rule that does not
care what came first, or how often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, NotCancelled, NotCancelledReason
from crossbook.observing import Attempted, Intent
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome

Source: TypeAlias = Literal["intent", "outcome", "feed", "look_up", "listing"]
"""From where a fact is."""

Ending: TypeAlias = Literal["cancelled", "filled", "expired", "graded", "not_placed", "over"]
"""How an order ended. over: it does not rest any more, and nobody says why."""

Message: TypeAlias = tuple[int, int]
"""A message of a feed, by its place in that: a later one is larger."""

ORDER: Final = "o"
PLACEMENT: Final = "p"
TAKEN: Final = "t"
_BETWEEN: Final = "|"

ENDINGS: Final[dict[NotCancelledReason, Ending]] = {
    NotCancelledReason.ALREADY_CANCELLED: "cancelled",
    NotCancelledReason.ALREADY_FILLED: "filled",
    NotCancelledReason.ALREADY_EXPIRED: "expired",
    NotCancelledReason.ALREADY_GRADED: "graded",
    NotCancelledReason.ALREADY_TERMINAL: "over",
}
_MISSING: Final = (NotCancelledReason.NOT_FOUND, NotCancelledReason.NOT_OWNED)


class Filled(msgspec.Struct, frozen=True, gc=False):
    """A part that was matched."""

    fill_id: str
    """The venue's name for it."""
    amount: Decimal
    """USD at risk at 4casters, outcome tokens at PredictStreet."""
    failed: bool = False
    """Whether its settlement is said to have failed for good."""
    stands: bool = False
    """Whether it is said to be settled, or to be in a state that no page lists."""
    exact: bool = False
    """Whether the venue tells amounts to their smallest part, so that what is matched certainly rests no more."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is said about one node. None where nothing is said of a member. Amounts are USD at risk, or outcome tokens."""

    key: str
    """The node, by `key_of`."""
    at: float
    """When it was learnt, in seconds of the ledger's clock."""
    source: Source
    account: str | None = None
    links: tuple[str, ...] = ()
    """Nodes that are the same placement, beyond doubt."""
    reference: str | None = None
    replaces: str | None = None
    """The order, as a key, that an edit was to put it in the place of."""
    where: str | None = None
    """The game or the market."""
    market_type: str | None = None
    side: str | None = None
    line: Decimal | None = None
    price: Decimal | None = None
    """American odds, or USDC per outcome token."""
    whole: Decimal | None = None
    """All of it, matched and not."""
    remaining: Decimal | None = None
    """What was not matched yet then. It never grows."""
    filled: Decimal | None = None
    """What was matched by then, in all."""
    withdrawn: Decimal | None = None
    """What was not matched, and is off the market."""
    fills: tuple[Filled, ...] = ()
    ended: Ending | None = None
    is_missing: bool = False
    """Whether the venue says that there is no such order: proof only where nothing else shows it."""
    exists: bool = True
    """Whether the venue has it, by this fact."""
    open_at: float | None = None
    """When a read began that shows it resting."""
    left_at: float | None = None
    """By when the last byte of its placement had left."""
    placed_as: Message | None = None
    """The message of a feed that says that it was placed, where those have an order."""
    ended_as: Message | None = None
    """The message of a feed that says that it ended, where those have an order."""
    misfits: tuple[str, ...] = ()
    """What of this message does not fit together by itself, in words."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A list of everything that rests: whole, or it would be no fact. What stands in it, its facts say."""

    venue: str
    account: str | None
    began_at: float
    """When the read began, in seconds of the ledger's clock."""


Learnt: TypeAlias = Fact | Listing


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply to a read says."""

    facts: tuple[Fact, ...] = ()
    is_list: bool = False
    """Whether it is the list of all that rests, or a page of it."""
    following: str | None = None
    """The cursor of the next page; None where it is the last."""
    owner: str | None = None
    """Whose it says it is, where that is said: further pages are to be the same one's."""


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """How a venue's messages become facts."""

    same: Callable[[str], str]
    unique_references: bool
    """Whether the caller's name for an order is nobody else's in the account."""
    placements: Callable[[Intent], tuple[Fact, ...]]
    """What a place or an edit is about to ask for: one fact for each new order, without a key."""
    ordered: Callable[[object, float], Fact | None]
    """The same of an order that was to be placed; None for what is no such order of the venue's."""
    read: Callable[[Attempted, float, str | None, str, str | None], Read | None]
    """What the reply to a read says that began then, for an account; None where that is nothing.

    Method and path come next, and last whose its call says that what it reads is to be.
    """
    page_of: Callable[[Intent], str | None]
    """Where a read of all that rests begins: "" at the start, else the cursor. None for any other read."""
    told: Callable[[object, float, str | None], tuple[Fact, ...] | None]
    """What an event of a feed, or a value of the venue's, says; None for what is none of these."""


def key_of(kind: str, venue: str, *names: str | None) -> str:
    """Name a node."""
    return _BETWEEN.join([kind, venue, *["" if name is None else name for name in names]])


def kind_of(key: str) -> str:
    """Say what kind of node a key names."""
    return key[:1]


def of_cancel(outcome: CancelOutcome, key: str, at: float, account: str | None) -> Fact:
    """Say what the outcome of a cancel tells of its order."""
    match outcome:
        case Cancelled():
            return Fact(
                key=key,
                at=at,
                source="outcome",
                account=account,
                reference=outcome.user_reference,
                where=outcome.game_id,
                filled=outcome.filled,
                withdrawn=outcome.remaining,
                ended="cancelled",
            )
        case NotCancelled(reason=reason):
            # That it is missing, a look-up has proven where there is a proof: it was made when nothing could arrive any more.
            missing = reason in _MISSING
            ended: Ending | None = "over" if missing and outcome.proof is not None else ENDINGS.get(reason)
            exists = ended is not None or reason is NotCancelledReason.STILL_OPEN
            return Fact(key=key, at=at, source="outcome", account=account, ended=ended, is_missing=missing, exists=exists)
        case _:
            return Fact(key=key, at=at, source="outcome", account=account, exists=False)


def of_place(outcome: PlaceOutcome, asked: Fact, at: float, venue: str, same: Callable[[str], str]) -> Iterable[Fact]:
    """Say what the outcome of a placement tells: of the placement, of the order that it made, and of what it took at once.

    `asked` is what was known of the placement when it was sent; it has no key where nobody knows which placement it was.
    """
    key, account = asked.key, asked.account
    match outcome:
        case NotPlaced():
            if key:
                yield Fact(
                    key=key,
                    at=at,
                    source="outcome",
                    reference=asked.reference,
                    account=account,
                    ended="not_placed",
                    left_at=at,
                    exists=False,
                )
        case Placed():
            yield from _of_placed(outcome, asked, at, venue, same)
        case _:
            if key:
                yield Fact(key=key, at=at, source="outcome", reference=asked.reference, account=account, left_at=at, exists=False)


def _of_placed(outcome: Placed, asked: Fact, at: float, venue: str, same: Callable[[str], str]) -> Iterable[Fact]:
    reference = outcome.user_reference
    order = None if outcome.order_id is None else key_of(ORDER, venue, same(outcome.order_id))
    taken = None if outcome.wager_request_id is None else key_of(TAKEN, venue, outcome.wager_request_id)
    fills, filled = _filled(outcome)
    over = outcome.resting == 0
    # Fills belong to one node, so that they count once: to that by which the venue tells them later.
    home = taken or order or asked.key
    said = msgspec.structs.replace(asked, at=at, source="outcome", reference=reference, replaces=None, whole=None, left_at=None)
    links = tuple(each for each in (asked.key, order, taken) if each)
    for key in links:
        yield msgspec.structs.replace(
            said,
            key=key,
            links=tuple(link for link in links if link != key),
            fills=fills if key == home else (),
            filled=filled if key == home else None,
            remaining=outcome.resting if key == order else None,
            whole=_whole(outcome, filled if order == home else None) if key == order else None,
            # What of it rests, rests under the id of its order.
            ended=("over" if key == order else "filled" if order is None and key == asked.key else None) if over else None,
            left_at=at if key == asked.key else None,
        )


def _whole(outcome: Placed, filled: Decimal | None) -> Decimal | None:
    return None if outcome.resting is None else outcome.resting + (filled or 0)


def _filled(outcome: Placed) -> tuple[tuple[Filled, ...], Decimal | None]:
    """Give the fills of a placement that have names, and the sum of all."""
    amounts = [(fill.fill_id, fill.stake if fill.quantity is None else fill.quantity) for fill in outcome.fills]
    named = tuple(Filled(name, amount) for name, amount in amounts if name is not None and amount is not None)
    return named, sum((amount for _, amount in amounts if amount is not None), Decimal(0)) if amounts else None
