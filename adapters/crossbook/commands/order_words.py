"""An order that rests, in one line or two for a terminal. Pure."""

from __future__ import annotations

from decimal import Decimal
from textwrap import wrap

from crossbook import AnyOrder, fourcasters, predictstreet


def order_words(order: AnyOrder) -> str:
    """Say what an order is on, at which price, and how much of it rests."""
    match order:
        case fourcasters.Order():
            line = None if order.line is None else f"line {order.line:{'+f' if order.market_type == 'spread' else 'f'}}"
            odds = None if order.odds is None else f"{order.odds:+f}"
            return f"{_joined(order.market_type, order.side, odds, line)}, {amount(order.remaining)} USD"
        case predictstreet.Order():
            outcome = None if order.outcome is None else f"outcome {order.outcome}"
            return f"{_joined(order.market_id, order.side, outcome)}, {amount(order.remaining)} at {amount(order.price)}"
        case _:
            return f"{order.side or '?'}, {amount(order.remaining)}"


def _joined(*told: str | None) -> str:
    return " ".join(filter(None, told))


def place_words(order: AnyOrder) -> str:
    """Say in which game an order is, and under which name of the caller's; empty where neither is told."""
    game = f"game {order.game_id}" if isinstance(order, fourcasters.Order) and order.game_id else ""
    return ", ".join(filter(None, (game, f"reference {order.user_reference}" if order.user_reference else "")))


def amount(value: Decimal | None) -> str:
    """Write an amount whole; a question mark where none is told."""
    return "?" if value is None else f"{value:f}" if value.is_finite() else str(value)


def broken(text: str, width: int, indent: int) -> list[str]:
    """Break a text between its words, never in one: an id is to be copied in one piece. What follows stands further in."""
    first, more = " " * indent, " " * (indent + 4)
    return wrap(text, width, initial_indent=first, subsequent_indent=more, break_long_words=False, break_on_hyphens=False)
