"""One market's book: who meets whom, at which price. By price, then by time; never against an account's own orders."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from attrs import frozen

from crossbook.sandbox.fourcasters.market.games import Selection
from crossbook.sandbox.fourcasters.market.odds import payoff, rank, within_a_percent

FORGIVEN: Final = 10
"""USD that a fillOrKill may leave unfilled and still count as complete."""
ORDER_TYPES: Final = ("limit", "post", "postArb", "fillAndKill", "fillOrKill")


@frozen
class Rejected:
    """An order that is not processed."""

    error: str
    error_class: str = "rejected_order_type_rules"
    long_error: str | None = None
    """What the socket says instead, where it says more."""


@frozen(kw_only=True)
class Taker:
    """An order that comes in."""

    account: str
    selection: Selection
    odds: Decimal
    risk: Fraction
    order_type: str


@frozen(kw_only=True)
class Offer:
    """An order that is to rest."""

    order_id: str
    account: str
    selection: Selection
    odds: Decimal
    risk: Fraction
    sequence: int


@frozen(kw_only=True)
class Match:
    """A meeting of a taker with one resting order, at the resting order's price."""

    maker_id: str
    odds: Decimal
    """American, in the taker's view."""
    stake: Fraction
    """USD that the taker risks, which is what the maker wins."""
    against: Fraction
    """USD that the maker risks, which is what the taker wins."""


class _Place(NamedTuple):
    """Where a resting order stands in the queue: the less it wins for a dollar, the better for takers."""

    rank: int
    sequence: int
    order_id: str


class MarketBook:
    """The resting orders of one market."""

    def __init__(self) -> None:
        self._sides: tuple[list[_Place], list[_Place]] = ([], [])
        self._offers: dict[str, tuple[Offer, _Place]] = {}
        self._left: dict[str, Fraction] = {}

    def rest(self, offer: Offer) -> None:
        """Let an order rest behind those of its price."""
        place = _Place(rank(offer.odds), offer.sequence, offer.order_id)
        insort(self._sides[offer.selection.index], place)
        self._offers[offer.order_id] = (offer, place)
        self._left[offer.order_id] = offer.risk

    def remove(self, order_id: str) -> None:
        """Take an order out, if it rests here."""
        found = self._offers.pop(order_id, None)
        if found is None:
            return
        offer, place = found
        side = self._sides[offer.selection.index]
        del side[bisect_left(side, place)]
        del self._left[order_id]

    def take(self, match: Match) -> None:
        """Use up what a match takes of its resting order."""
        left = self._left[match.maker_id] - match.against
        if left:
            self._left[match.maker_id] = left
        else:
            self.remove(match.maker_id)

    def matches(self, taker: Taker) -> tuple[Match, ...]:
        """Find whom an order would meet, best price first. Changes nothing."""
        found: list[Match] = []
        left, asked = taker.risk, rank(taker.odds)
        for place in self._sides[1 - taker.selection.index]:
            if not left or asked + place.rank > 0:
                break
            offer, _ = self._offers[place.order_id]
            if offer.account == taker.account:
                continue
            wins = payoff(offer.odds)
            whole = self._left[place.order_id] * wins
            stake = min(left, whole)
            against = self._left[place.order_id] if stake == whole else stake / wins
            found.append(Match(maker_id=place.order_id, odds=-offer.odds, stake=stake, against=against))
            left -= stake
        return tuple(found)

    def queue(self, selection: Selection) -> Iterator[tuple[str, Fraction]]:
        """Go through the resting orders of one side, best for takers first: id, and USD that are left at risk."""
        return ((place.order_id, self._left[place.order_id]) for place in self._sides[selection.index])

    def is_best(self, order_id: str) -> bool:
        """Whether no order on its side has a better price for takers."""
        offer, place = self._offers[order_id]
        return self._sides[offer.selection.index][0].rank == place.rank

    def __contains__(self, order_id: str) -> bool:
        return order_id in self._offers


def decide(taker: Taker, found: tuple[Match, ...]) -> Fraction | Rejected:
    """Return how much of an order rests once it has taken what it found, or why it is not processed."""
    left = taker.risk - sum((match.stake for match in found), Fraction(0))
    match taker.order_type:
        case "post" if found:
            return Rejected("post order cannot have matches")
        case "postArb" if found and not within_a_percent(taker.odds, found[0].odds):
            # No page shows the text of this one.
            return Rejected("post arb order is more than 1% away from the order it would match")
        case "fillAndKill" if not found:
            return Rejected("fill and kill has no matches")
        case "fillOrKill" if not found:
            return Rejected("fill or kill has no matches")
        case "fillOrKill" if left > FORGIVEN:
            return Rejected("fill or kill matched but not fully")
        case "fillAndKill" | "fillOrKill":
            return Fraction(0)
        case _:
            return left
