"""Orders in our words: what a caller wants placed, what rests at the venue, what a look-up shows."""

from __future__ import annotations

from decimal import Decimal

import attrs

from crossbook.core.absent import given
from crossbook_bindings.fourcasters import rest as bindings


@attrs.frozen(kw_only=True)
class NewOrder:
    """One order to place. Amounts are exact: int or Decimal, never float."""

    game_id: str
    market_type: str
    """moneyline, spread, total or moneyline1x2."""
    side: str
    """Participant id (moneyline, spread), over or under (total), yes or no (moneyline1x2)."""
    odds: Decimal | int
    """American odds."""
    risk: Decimal | int
    """USD at risk: what is lost if the bet loses."""
    line: Decimal | int | None = None
    """Points, from the side's view, on spreads; the total on totals; None on moneylines."""
    market: str | None = None
    """moneyline1x2 only: draw, or a participant id."""
    order_type: str = "limit"
    """limit, post, postArb, fillAndKill or fillOrKill."""
    expires_in_minutes: int | None = None
    """Minutes until the venue cancels it; None leaves that to the venue. REST only."""
    user_reference: str | None = None
    """The caller's name for it, repeated by the venue on fills, on the resting order and on its cancel."""


@attrs.frozen(kw_only=True)
class OpenOrder:
    """An order that rests at the venue."""

    order_id: str
    user_reference: str | None
    game_id: str | None
    league: str | None
    market_type: str | None
    participant_id: str | None
    odds: Decimal | None
    """American odds, in the owner's view."""
    risk: Decimal | None
    """USD at risk when it was placed."""
    filled: Decimal | None
    """USD at risk matched so far."""
    remaining: Decimal | None
    """USD at risk still resting. Computed: the venue's own `remaining` is win by its text and risk by its sample."""
    venue_order: bindings.UnmatchedOrder = attrs.field(repr=False)
    """The order in the venue's words."""


@attrs.frozen(kw_only=True)
class OrderDetail:
    """What a look-up shows of one of the caller's orders."""

    order_id: str
    cancelled: bool | None
    market_type: str | None
    odds: Decimal | None
    """American odds, in the owner's view."""
    over_under: str | None
    """The owner's side of a total, over or under. (The venue's look-up shows the other one; this is turned round.)"""
    matched_risk: Decimal | None
    """USD at risk matched so far."""
    unmatched_risk: Decimal | None
    """USD at risk not matched."""
    game_id: str | None
    venue_order: bindings.LookupOrderDetail = attrs.field(repr=False)
    """The order in the venue's words."""


def open_order(order: bindings.UnmatchedOrder) -> OpenOrder:
    """Read an entry of getUnmatched."""
    game = order.game
    filled, offered = given(order.filled), given(order.offered)
    return OpenOrder(
        order_id=order.id,
        user_reference=given(order.userReference) or None,
        game_id=None if game is None else given(game.id),
        league=None if game is None else given(game.league),
        market_type=given(order.type),
        participant_id=given(order.participantID),
        odds=given(order.odds),
        risk=given(order.bet),
        filled=filled,
        remaining=_difference(offered, filled),
        venue_order=order,
    )


def order_detail(order_id: str, order: bindings.LookupOrderDetail) -> OrderDetail:
    """Read the answer of lookupOrder."""
    game = order.game
    over_under = given(order.OU)
    return OrderDetail(
        order_id=order_id,
        cancelled=given(order.cancelled),
        market_type=given(order.type),
        odds=given(order.odds),
        over_under=_OTHER_SIDE.get(over_under, over_under) if over_under is not None else None,
        matched_risk=given(order.matchedRisk),
        unmatched_risk=given(order.unmatchedRisk),
        game_id=None if game is None else given(game.id),
        venue_order=order,
    )


_OTHER_SIDE = {"over": "under", "under": "over"}


def _difference(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    if whole is None or part is None:
        return None
    try:
        difference = whole - part
    except ArithmeticError:  # Text such as "Infinity" decodes as a decimal.
        return None
    return difference if difference.is_finite() else None
