"""Orders in our words: what rests at the venue, and what a look-up shows."""

from __future__ import annotations

from datetime import datetime
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import Final, Literal, TypeAlias

import attrs

from crossbook.core.times import moment
from crossbook.fourcasters.orders.new_order import MarketType
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Unlisted

OrderStatus: TypeAlias = Literal["open", "cancelled"]
"""open: it rests, by a list of resting orders. cancelled: a look-up says so."""


@attrs.frozen(kw_only=True)
class Order:
    """One of the account's own orders, in its owner's view. None where the venue does not tell."""

    order_id: str
    """The venue's name for it."""
    user_reference: str | None
    """The caller's name for it."""
    game_id: str | None
    """The game: 24 hexadecimal digits."""
    league: str | None
    """The game's league, as the venue abbreviates it."""
    market_type: MarketType | Unlisted | None
    """moneyline, spread, total or moneyline1x2, or a word that no document lists."""
    side: str | None
    """A participant's id (moneyline, spread), over or under (total). A list of resting orders does not tell it on totals:
    look the order up."""
    odds: Decimal | None
    """American odds."""
    line: Decimal | None
    """Points, on spreads and totals."""
    risk: Decimal | None
    """USD at risk, matched and not."""
    filled: Decimal | None
    """USD at risk matched so far."""
    remaining: Decimal | None
    """USD at risk not matched. Computed in lists: the venue's own `remaining` is win by its text and risk by its sample."""
    status: OrderStatus | None
    """open or cancelled; None where a look-up says only that it was not cancelled: it may rest, or be over."""
    created_at: datetime | None
    """When it was placed. Lists tell it, look-ups do not."""
    expires_at: datetime | None
    """When the venue will cancel it. Lists tell it, look-ups do not."""
    venue_order: bindings.UnmatchedOrder | bindings.LookupOrderDetail = attrs.field(repr=False)
    """The order in the venue's words."""


def resting_order(order: bindings.UnmatchedOrder) -> Order:
    """Read an entry of getUnmatched."""
    game, filled = order.game, _money(order.filled)
    return Order(
        order_id=order.id,
        user_reference=order.userReference or None,
        game_id=None if game is None else game.id,
        league=None if game is None else game.league,
        market_type=order.type,
        side=order.participantID or None,
        odds=_amount(order.odds),
        line=_line(order.type, order.spread, order.total),
        risk=_money(order.bet),
        filled=filled,
        remaining=_money(_combined(_money(order.offered), filled, sign=-1)),
        status="open",
        created_at=moment(order.createdAt),
        expires_at=moment(order.expiry),
        venue_order=order,
    )


def order_detail(order_id: str, order: bindings.LookupOrderDetail) -> Order:
    """Read the answer of lookupOrder."""
    game, filled, remaining = order.game, _money(order.matchedRisk), _money(order.unmatchedRisk)
    # The venue's look-up shows the other side of a total than the order's own; this turns it round.
    side = order.participant if order.OU is None else _OTHER_SIDE.get(order.OU.casefold())
    return Order(
        order_id=order_id,
        user_reference=None,
        game_id=None if game is None else game.id,
        league=None if game is None else game.league,
        market_type=order.type,
        side=side or None,
        odds=_amount(order.odds),
        line=_line(order.type, order.spread, order.total),
        risk=_combined(filled, remaining, sign=1),
        filled=filled,
        remaining=remaining,
        status="cancelled" if order.cancelled else None,
        created_at=None,
        expires_at=None,
        venue_order=order,
    )


_EXACT: Final = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])
"""Sums are exact, or there are none."""

_OTHER_SIDE: dict[str, str] = {"over": "under", "under": "over"}


def _amount(value: Decimal | None) -> Decimal | None:
    # Text such as "NaN" decodes as a decimal.
    return value if value is not None and value.is_finite() else None


def _money(value: Decimal | None) -> Decimal | None:
    # Less than nothing is at no risk.
    return value if value is not None and value.is_finite() and value >= 0 else None


def _line(market_type: MarketType | Unlisted | None, spread: Decimal | None, total: Decimal | None) -> Decimal | None:
    match market_type:
        case "moneyline" | "moneyline1x2":
            return None
        case "spread":
            return _amount(spread)
        case "total":
            return _amount(total)
        case _:
            return _amount(spread if spread is not None else total)


def _combined(whole: Decimal | None, part: Decimal | None, *, sign: int) -> Decimal | None:
    if whole is None or part is None:
        return None
    try:
        return _EXACT.add(whole, _EXACT.multiply(part, sign))
    except ArithmeticError:  # "1e999999999" is a number, too.
        return None
