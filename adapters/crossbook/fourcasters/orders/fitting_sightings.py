"""Whether what a look-up of a reference tells can be of the order that was sent with it. Pure.

References are not unique. What is left out is not held against an order; what is told otherwise than was asked is another order's, and
proves nothing of this one.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from crossbook.fourcasters.orders.fitting import is_market, pays
from crossbook.fourcasters.orders.new_order import KILL_TYPES, NEVER_TAKES, NewOrder, american
from crossbook_bindings.fourcasters import rest as bindings

Bet: TypeAlias = bindings.MatchedBet | bindings.GradedWager

_TAKER: Final = "wager"
_MAKER: Final = "offer"
_ANOTHER: Final = "another order than the one that was sent"


def is_of_a_taker(bet: Bet) -> bool:
    """Say whether a bet says that it took what rested. Graded ones do not say whose they are, by the pages."""
    return isinstance(bet, bindings.MatchedBet) and bet.origin == _TAKER


def is_of_a_maker(bet: Bet) -> bool:
    """Say whether a bet says that it rested, and was taken."""
    return isinstance(bet, bindings.MatchedBet) and bet.origin == _MAKER


def problem_of(order: NewOrder, entry: bindings.UnmatchedOrder | Bet) -> str | None:
    """Say what an entry is on that this order cannot be; None where it can be of this order."""
    if not _fits(order, entry):
        return _ANOTHER
    if isinstance(entry, bindings.UnmatchedOrder):
        if order.order_type in KILL_TYPES:
            return "an order that rests, and one of its type never does"
        if entry.odds is not None and not pays(entry.odds, american(order), better=False):
            return "an order with other odds than the one that was sent"
        return None
    if not _fits_side(order, entry):
        return _ANOTHER
    # pages/rest/user/get-matched-bets.mdx: the odds are those of the fill, and the origin tells takers from makers.
    if order.order_type == NEVER_TAKES and is_of_a_taker(entry):
        return "a bet that took what rested, and an order of its type never does"
    # An order is filled at its odds or better ones. (In a sample, 50 USD at -185 win 27: the odds are in the caller's own view.)
    if entry.odds is not None and not pays(entry.odds, american(order), better=True):
        return "a bet with worse odds than were asked for"
    return None


def _fits(order: NewOrder, entry: bindings.UnmatchedOrder | Bet) -> bool:
    lines = {"spread": entry.spread, "total": entry.total}
    own = lines.pop(order.market_type, None)
    # In whose view the sign of a line is, a reader cannot tell from it.
    fits = own is None or order.line is None or (own.is_finite() and own.copy_abs() == abs(order.line))
    # Each has only the line of its own kind of market. Others are null, left out, or 0.
    fits = fits and not any(lines.values())
    backed = order.side if order.market_type in ("moneyline", "spread") else None
    game = None if entry.game is None else entry.game.id
    return fits and _agrees(game, order.game_id) and _agrees(entry.type, order.market_type) and _agrees(entry.participantID, backed)


def _fits_side(order: NewOrder, bet: Bet) -> bool:
    """Say the same by what no page lists for orders that rest."""
    total = order.side if order.market_type == "total" else None
    three_way = order.side if order.market_type == "moneyline1x2" else None
    fits = not bet.market or is_market(order.market, bet.market)
    return fits and _agrees(bet.OU, total) and _agrees(bet.side, three_way)


def _agrees(told: str | None, wanted: str | None) -> bool:
    return not told or wanted is None or told.casefold() == wanted.casefold()
